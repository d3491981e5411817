package xooai.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.flow.FlowFile;
import xooai.flow.FlowMerge;
import xooai.flow.FlowSpec;
import xooai.flow.Problem;
import xooai.launch.Printable;
import xooai.store.SafeFile;

/// `xooai merge`.
@Command(
        name = "merge",
        description = "Merges two versions of a flow by what they mean, and writes the result into OURS.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  xooai merge base.flow.json ours.flow.json theirs.flow.json -o merged.flow.json",
            "",
            "For Git to merge flow files so, once for each person and once for each repository:",
            "  git config --global merge.xooai.driver 'java -jar /path/to/xooai.jar merge %%O %%A %%B'",
            "  echo '*.flow.json merge=xooai' >> .gitattributes",
            "",
            "What both sides changed differently is told, stays as OURS has it, and is marked in the flow under"
                    + " `conflicts`: it",
            "opens in the designer and does not run before it is settled. The exit code is 1 then.",
        })
final class MergeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Parameters(index = "0", paramLabel = "BASE", description = "What both came from; an empty file for nothing.")
    private Path base = Path.of("");

    @Parameters(index = "1", paramLabel = "OURS", description = "Our version; the result is written into it.")
    private Path ours = Path.of("");

    @Parameters(index = "2", paramLabel = "THEIRS", description = "Their version.")
    private Path theirs = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the result there instead.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        FlowSpec ourFlow = readable(ours);
        FlowSpec from = isEmpty(base) ? FlowSpec.named(ourFlow.name()) : readable(base);
        FlowMerge.Result merged = FlowMerge.merge(from, ourFlow, readable(theirs));
        Path to = output == null ? ours : output;
        byte[] bytes = FlowFile.write(merged.spec());
        try {
            SafeFile.write(to, out -> out.write(bytes));
        } catch (IOException e) {
            throw new XooaiException(
                    Code.UNAVAILABLE, "cannot write the merged flow to " + to + ": " + SafeFile.reason(e), e);
        }
        PrintWriter err = Commands.of(command).commandLine().getErr();
        // Those of merges before too: as long as one is there, the flow does not run.
        Set<Problem> conflicts = new LinkedHashSet<>(merged.conflicts());
        conflicts.addAll(FlowMerge.conflicts(merged.spec()));
        conflicts.forEach(conflict -> err.println(Printable.line(conflict.toString())));
        err.flush();
        return conflicts.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /// The flow of a file whose values can all be read: of others a change of the other side could be lost.
    private static FlowSpec readable(Path path) {
        FlowFile file = FlowFile.read(path);
        List<Problem> unreadable = file.unreadable();
        if (!unreadable.isEmpty()) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "cannot merge with " + path + ", nothing is written: " + unreadable.getFirst()
                            + (unreadable.size() == 1 ? "" : ", and " + (unreadable.size() - 1) + " more")
                            + "; correct it, then merge again");
        }
        return file.spec();
    }

    /// Git gives an empty file for a file that both sides added.
    private static boolean isEmpty(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == 0;
    }
}
