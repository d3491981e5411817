package xooai.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.flow.FlowException;
import xooai.flow.FlowFile;
import xooai.flow.FlowSettings;
import xooai.flow.Problem;
import xooai.launch.Report;
import xooai.launch.Tokens;

/// Reads flow files for the commands.
final class Flows {
    private static final long MAX_BYTES = 16L << 20;

    private Flows() {}

    /// The flow of a file, right or wrong.
    static FlowFile read(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > MAX_BYTES) {
                throw new XooaiException(
                        Code.RESOURCE_EXHAUSTED,
                        "cannot read " + file + ": it has " + Files.size(file) + " bytes, and a flow file has at most "
                                + MAX_BYTES);
            }
            return FlowFile.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "cannot read the flow " + file + ": " + Report.reason(e), e);
        } catch (XooaiException e) {
            throw new XooaiException(e.code(), "cannot read the flow " + file + ": " + e.getMessage(), e);
        }
    }

    /// The flow of a file that has nothing wrong with it as it is written.
    ///
    /// @throws FlowException with all its problems
    static FlowFile readWhole(Path file) {
        FlowFile flow = read(file);
        List<Problem> problems = flow.problems();
        if (!problems.isEmpty()) {
            throw new FlowException(problems);
        }
        return flow;
    }

    /// Where that flow finds what it uses.
    static FlowSettings settings(Path file, ClassLoader loader) {
        Path directory = file.toAbsolutePath().getParent();
        return new FlowSettings(
                loader,
                ConnectSettings.DEFAULT,
                Tokens.forHosts(null, System.getenv()),
                System.getenv(),
                directory == null ? Path.of("") : directory);
    }
}
