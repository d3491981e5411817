package xooai.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import xooai.driver.ConnectSettings;
import xooai.flow.FlowException;
import xooai.flow.FlowFile;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.Outside;
import xooai.flow.Problem;
import xooai.launch.Printable;
import xooai.launch.Tokens;

/// Reads flow files for the commands.
final class Flows {
    private Flows() {}

    /// The flow of a file that has nothing wrong with it as it is written.
    ///
    /// @throws FlowException with all its problems
    static FlowFile readWhole(Path file) {
        FlowFile flow = FlowFile.read(file);
        List<Problem> problems = flow.problems();
        if (!problems.isEmpty()) {
            throw new FlowException(problems);
        }
        return flow;
    }

    /// Where that flow finds what it uses.
    static FlowSettings settings(Path file, ClassLoader loader) {
        return new FlowSettings(
                loader,
                ConnectSettings.DEFAULT,
                Tokens.forHosts(null, System.getenv()),
                System.getenv(),
                directory(file));
    }

    /// What the path of a `flow:` in that file is relative to.
    static Path directory(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory == null ? Path.of("") : directory;
    }

    /// Says whom a flow calls and what it reads, before it does so.
    static void tellOutside(FlowSpec flow, Path file, PrintWriter err) {
        Outside outside = Outside.of(flow, directory(file));
        if (!outside.addresses().isEmpty()) {
            err.println("note: the flow calls " + Printable.line(String.join(", ", outside.addresses())));
        }
        if (!outside.variables().isEmpty()) {
            err.println("note: the flow reads the environment variables "
                    + Printable.line(String.join(", ", outside.variables())));
        }
        err.flush();
    }
}
