package xooai.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import xooai.cli.Xooai;

/// Manual pages, made from what the commands say of themselves, so that they say the same as `--help`.
final class ManPages {
    private final Build build;
    private final StringBuilder page = new StringBuilder();

    private ManPages(Build build) {
        this.build = build;
    }

    /// Writes a page for the program, one for each of its commands, and that of the designer.
    static void write(Build build, Path folder) throws IOException {
        Files.createDirectories(folder);
        CommandLine line = Xooai.commandLine();
        Files.writeString(folder.resolve("xooai.1"), new ManPages(build).of("xooai", line.getCommandSpec()));
        for (CommandLine command : line.getSubcommands().values()) {
            CommandSpec spec = command.getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                String name = "xooai-" + spec.name();
                Files.writeString(folder.resolve(name + ".1"), new ManPages(build).of(name, spec));
            }
        }
        Files.writeString(
                folder.resolve("xooai-designer.1"),
                new ManPages(build).heading("xooai-designer")
                        + Files.readString(build.packaging().resolve("xooai-designer.man")));
    }

    private String heading(String name) {
        LocalDate day = build.time().atZone(ZoneOffset.UTC).toLocalDate();
        return ".TH " + name.toUpperCase(java.util.Locale.ROOT) + " 1 " + day + " \"xooai " + build.version()
                + "\" \"User Commands\"\n";
    }

    private String of(String name, CommandSpec command) {
        page.append(heading(name));
        section("NAME");
        String described = String.join(" ", command.usageMessage().description());
        page.append(text(name))
                .append(" \\- ")
                .append(text(firstSentence(described)))
                .append('\n');
        section("SYNOPSIS");
        page.append(".B ").append(text(command.qualifiedName(" "))).append('\n');
        page.append(text(synopsis(command))).append('\n');
        section("DESCRIPTION");
        page.append(line(described));
        commands(command);
        options(command);
        footer(command);
        section("SEE ALSO");
        page.append(".BR xooai (1),\n.BR xooai\\-designer (1)\n");
        return page.toString();
    }

    private void section(String title) {
        page.append(".SH ").append(title).append('\n');
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        String first = end < 0 ? text : text.substring(0, end);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    private static String synopsis(CommandSpec command) {
        StringBuilder synopsis = new StringBuilder();
        if (!command.subcommands().isEmpty()) {
            synopsis.append("COMMAND ");
        }
        synopsis.append("[OPTION]…");
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            synopsis.append(' ').append(parameter.paramLabel());
        }
        return synopsis.toString();
    }

    private void commands(CommandSpec command) {
        if (command.subcommands().isEmpty()) {
            return;
        }
        section("COMMANDS");
        command.subcommands().forEach((name, line) -> {
            CommandSpec inner = line.getCommandSpec();
            if (!inner.usageMessage().hidden()) {
                page.append(".TP\n.BR xooai\\-").append(text(name)).append(" (1)\n");
                page.append(line(String.join(" ", inner.usageMessage().description())));
            }
        });
    }

    private void options(CommandSpec command) {
        section("OPTIONS");
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            page.append(".TP\n.I ").append(text(parameter.paramLabel())).append('\n');
            page.append(line(described(List.of(parameter.description()))));
        }
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                page.append(".TP\n.B ").append(text(String.join(", ", option.names())));
                if (option.arity().max() > 0) {
                    page.append(" \\fI").append(text(option.paramLabel())).append("\\fR");
                }
                page.append('\n')
                        .append(line(described(List.of(option.description()))
                                .replace("${DEFAULT\\-VALUE}", text(String.valueOf(option.defaultValue())))));
            }
        }
    }

    private static String described(List<String> lines) {
        return String.join(" ", lines);
    }

    private void footer(CommandSpec command) {
        boolean examples = false;
        for (String line : command.usageMessage().footer()) {
            if (line.equals("Examples:")) {
                section("EXAMPLES");
                page.append(".nf\n");
                examples = true;
            } else if (!line.isBlank()) {
                if (examples && !line.startsWith(" ")) {
                    page.append(".fi\n.PP\n");
                    examples = false;
                } else if (!examples) {
                    page.append(".PP\n");
                }
                page.append(line(line.strip()));
            }
        }
        page.append(examples ? ".fi\n" : "");
    }

    private static String line(String text) {
        String escaped = text(text.isBlank() ? " " : text);
        return (escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "") + escaped + "\n";
    }

    /// That text as roff has it; marks of picocli's are taken out.
    private static String text(String text) {
        return CommandLine.Help.Ansi.OFF
                .string(text)
                .replace("\\", "\\e")
                .replace("%n", " ")
                .replace("%%", "%")
                .replace("-", "\\-")
                .replace("…", "...");
    }
}
