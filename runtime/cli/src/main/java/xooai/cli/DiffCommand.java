package xooai.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import xooai.codec.Codec;
import xooai.flow.DiffText;
import xooai.flow.Difference;
import xooai.flow.FlowDiff;
import xooai.flow.FlowFile;
import xooai.launch.Printable;

/// `xooai diff`.
@Command(
        name = "diff",
        description = "Prints what is different in the second flow: nodes, wires and settings, one a line.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  xooai diff old.flow.json new.flow.json",
            "  xooai diff old.flow.json new.flow.json --json --no-layout",
            "  git difftool -x 'java -jar /path/to/xooai.jar diff' HEAD~1 -- diamond.flow.json",
            "",
            "A node that only has another name is renamed. With --exit-code the exit code is 1 when there are"
                    + " differences.",
        })
final class DiffCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Parameters(index = "0", paramLabel = "A", description = "A flow file.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "Another, or the same at another time.")
    private Path after = Path.of("");

    @Option(names = "--json", description = "Print a JSON list instead, an object a difference.")
    private boolean json;

    @Option(names = "--no-layout", description = "Leave out where nodes and what is drawn stand, and bends of wires.")
    private boolean noLayout;

    @Option(names = "--exit-code", description = "Exit with 1 when there are differences.")
    private boolean exitCode;

    @Override
    public Integer call() {
        List<Difference> differences =
                FlowDiff.between(
                                FlowFile.read(before).spec(),
                                FlowFile.read(after).spec())
                        .stream()
                        .filter(difference -> !noLayout || !difference.isLayout())
                        .toList();
        PrintWriter out = Commands.of(command).commandLine().getOut();
        if (json) {
            out.println(json(differences));
        } else {
            DiffText.lines(differences).forEach(line -> out.println(Printable.line(line)));
        }
        out.flush();
        return exitCode && !differences.isEmpty() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private static String json(List<Difference> differences) {
        return new String(
                Codec.JSON.writeValue(
                        differences.stream().map(DiffCommand::fields).toList()),
                StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> fields(Difference difference) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", difference.kind().name().toLowerCase(java.util.Locale.ROOT));
        fields.put("node", difference.node());
        fields.put("path", difference.path());
        fields.put("before", difference.before());
        fields.put("after", difference.after());
        fields.put("text", difference.toString());
        return fields;
    }
}
