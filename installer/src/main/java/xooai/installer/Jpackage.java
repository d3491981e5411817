package xooai.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Packages by `jpackage`, for systems that have no better way: Windows and macOS.
///
/// It makes an image of the program with launchers for both commands, and packs that. There are no AOT caches in it:
/// Java knows the jars of a cache by their times, and `jpackage` gives them new ones as it packs.
final class Jpackage {
    private static final String NAME = "xooai-designer";
    private static final boolean MAC = Platform.HERE.system() == Platform.Kind.MAC;

    private final Build build;
    private final Path input;
    private final Path image;
    private final Path configuration;

    Jpackage(Build build) {
        this.build = build;
        this.input = build.work().resolve("input");
        this.image = build.work().resolve("jpackage");
        this.configuration = build.work().resolve("configuration");
    }

    /// Makes the packages of this system.
    List<Path> make() throws IOException {
        Path program = image();
        List<Path> made = new ArrayList<>();
        for (String type : MAC ? List.of("pkg", "dmg") : List.of("msi")) {
            made.add(pack(program, type));
        }
        return made;
    }

    /// What is said of licences, as it goes into the image.
    Path legal() {
        return input.resolve("legal");
    }

    /// Makes the image.
    ///
    /// @return its folder
    Path image() throws IOException {
        Path runtime = build.work().resolve("runtime");
        List<String> jars = AppJars.put(build.classPath(), input);
        // All that lies in there goes beside the jars; only jars come onto the class path.
        Packages.legal(build, input, legal());
        RuntimeImage.link(runtime);
        Files.createDirectories(configuration);
        icons();
        Path line = configuration.resolve("xooai.properties");
        Files.writeString(line, lineLauncher(jars));
        List<String> arguments = new ArrayList<>(List.of(
                "--type", "app-image",
                "--name", NAME,
                "--app-version", version(),
                "--dest", image.toString(),
                "--input", input.toString(),
                "--runtime-image", runtime.toString(),
                "--main-jar", jars.getFirst(),
                "--main-class", Launchers.Command.DESIGNER.main(),
                "--add-launcher", Launchers.Command.LINE.name() + "=" + line,
                "--icon", icon().toString()));
        for (String flag : Launchers.flags(build.version())) {
            arguments.addAll(List.of("--java-options", flag));
        }
        if (MAC) {
            arguments.addAll(List.of("--mac-package-identifier", Share.ID));
        }
        Tool.ofJava("jpackage", arguments).run();
        Path program = program();
        if (MAC) {
            MacBundle.name(program, build.version());
        }
        return program;
    }

    private Path program() throws IOException {
        try (Stream<Path> made = Files.list(image)) {
            return made.findFirst().orElseThrow(() -> new IllegalStateException("jpackage left nothing in " + image));
        }
    }

    private String lineLauncher(List<String> jars) {
        StringBuilder text = new StringBuilder();
        text.append("main-jar=").append(jars.getFirst()).append('\n');
        text.append("main-class=").append(Launchers.Command.LINE.main()).append('\n');
        text.append("win-console=true\n");
        text.append("java-options=")
                .append(String.join(" ", Launchers.flags(build.version())))
                .append('\n');
        return text.toString();
    }

    private void icons() throws IOException {
        Files.write(
                configuration.resolve("xooai.png"), Icons.png(build.packaging().resolve("xooai.svg"), 512));
        Files.write(
                configuration.resolve("xooai.ico"), Icons.ico(build.packaging().resolve("xooai.svg")));
        Files.write(
                configuration.resolve("xooai.icns"),
                Icons.icns(build.packaging().resolve("xooai.svg")));
        Files.write(
                configuration.resolve("flow.ico"), Icons.ico(build.packaging().resolve("flow-file.svg")));
    }

    private Path icon() {
        return configuration.resolve(
                switch (Platform.HERE.system()) {
                    case LINUX -> "xooai.png";
                    case MAC -> "xooai.icns";
                    case WINDOWS -> "xooai.ico";
                });
    }

    private String version() {
        return MAC ? MacBundle.number(build.version()) : build.version();
    }

    /// What the designer opens by a double click on Windows. Files are known there by their last ending, and
    /// `.json` is not ours to take: a copy of a flow with the ending `.flow` is, and `.flow.json` by "Open with".
    /// macOS tells a program of a file by an event that JavaFX has no public word for: nothing is claimed there.
    private Path association() throws IOException {
        Path association = configuration.resolve("flow.properties");
        Files.writeString(
                association,
                "extension=flow\nmime-type=application/vnd.xooai.flow+json\ndescription=xooai flow\nicon="
                        + configuration.resolve("flow.ico").toString().replace("\\", "/")
                        + "\n");
        return association;
    }

    private Path pack(Path program, String type) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--type",
                type,
                "--name",
                "xooai",
                "--app-version",
                version(),
                "--app-image",
                program.toString(),
                "--dest",
                build.output().toString(),
                "--license-file",
                legal().resolve("LICENSE").toString(),
                "--vendor",
                "The xooai developers",
                "--about-url",
                "https://github.com/xoolab/xooai",
                "--description",
                "Designer and runtime for flows of machine-learning executors"));
        arguments.addAll(
                type.equals("msi")
                        ? List.of(
                                "--file-associations",
                                association().toString(),
                                "--win-menu",
                                "--win-menu-group",
                                "xooai",
                                "--win-shortcut-prompt",
                                "--win-dir-chooser",
                                "--win-per-user-install",
                                "--win-upgrade-uuid",
                                "6c6a5c1e-3f0e-4f6b-9b0a-5a2f1f6d7e21")
                        : List.of("--mac-package-identifier", Share.ID));
        Tool.ofJava("jpackage", arguments).run();
        try (Stream<Path> made = Files.list(build.output())) {
            Path file = made.filter(
                            each -> each.toString().toLowerCase(Locale.ROOT).endsWith("." + type))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("jpackage made no ." + type));
            return Files.move(file, build.output().resolve(build.fileName() + "." + type));
        }
    }
}
