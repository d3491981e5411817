package xooai.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.HostTokens;
import xooai.flow.Flow;
import xooai.flow.FlowFile;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.NodeUse;

/// The flow in a flow jar, as the jar itself sees it.
public final class ExportedFlow {
    private final Path jar;
    private final ClassLoader loader;
    private final FlowSpec spec;

    private ExportedFlow(Path jar, ClassLoader loader, FlowSpec spec) {
        this.jar = jar;
        this.loader = loader;
        this.spec = spec;
    }

    /// Reads the flow of a jar; loads no executor.
    ///
    /// @param loader finds the classes of the jar
    /// @throws XooaiException when there is no flow, or one that cannot be read
    public static ExportedFlow in(Path jar, ClassLoader loader) {
        try (InputStream in = loader.getResourceAsStream(Layout.FLOW)) {
            if (in == null) {
                throw new XooaiException(
                        Code.NOT_FOUND, "there is no flow in " + jar + "; export one with `xooai export`");
            }
            return new ExportedFlow(
                    jar, loader, FlowFile.read(in.readAllBytes()).spec());
        } catch (IOException e) {
            throw new XooaiException(Code.DATA_LOSS, "cannot read the flow in " + jar + ": " + e.getMessage(), e);
        }
    }

    /// The flow's name.
    public String name() {
        return spec.name();
    }

    /// Makes the flow with its executors, ready to be called, once the jar is known to be the one that was
    /// exported: no executor of a changed jar runs.
    ///
    /// @param environment what `${env:NAME}` refers to
    /// @param tokens what is presented to which remote host
    /// @throws xooai.flow.FlowException with everything that keeps it from running, such as a variable that
    ///     is not set
    public Flow open(Map<String, String> environment, HostTokens tokens) {
        Checksums.verify(jar);
        return Flow.of(spec, new FlowSettings(loader, ConnectSettings.DEFAULT, tokens, environment, directory()));
    }

    /// Where the flows that it uses are.
    private Path directory() {
        boolean nested = spec.nodes().stream().anyMatch(node -> NodeUse.of(spec, node) instanceof NodeUse.OtherFlow);
        if (!nested) {
            return Path.of("");
        }
        try {
            // Stays open as long as the process: the flow reads from it when it likes.
            FileSystem inJar = FileSystems.newFileSystem(jar);
            return inJar.getPath(Layout.FLOWS);
        } catch (IOException e) {
            throw new XooaiException(Code.DATA_LOSS, "cannot read the flows in " + jar + ": " + e.getMessage(), e);
        }
    }
}
