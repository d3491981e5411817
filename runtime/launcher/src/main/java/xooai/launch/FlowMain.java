package xooai.launch;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import xooai.driver.Descriptions;
import xooai.driver.ServeSettings;
import xooai.export.Checksums;
import xooai.export.ExportedFlow;
import xooai.flow.Flow;

/// The main class of an exported flow.
@Command(
        name = "java -jar flow.jar",
        description = "Serves the flow in this jar.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  java -jar flow.jar --http 8080",
            "  java -jar flow.jar --http 8443 --host 0.0.0.0 --token-file token --tls-cert chain.pem --tls-key key.pem",
            "  java -jar flow.jar --describe",
        })
public final class FlowMain implements Callable<Integer> {
    private final Path jar;

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final ServeOptions serving = new ServeOptions();

    @Option(names = "--describe", description = "Print what the flow takes and gives, as JSON, and end.")
    private boolean describe;

    private FlowMain(Path jar) {
        this.jar = jar;
    }

    /// Runs the flow in the jar that this class is in.
    public static void main(String[] arguments) {
        System.exit(run(Path.of(System.getProperty("java.class.path", "")), arguments));
    }

    private static int run(Path jar, String[] arguments) {
        CommandLine line = Failures.reportedBy(new CommandLine(new FlowMain(jar)));
        line.setCommandName("java -jar " + jar.getFileName());
        if (arguments.length == 0) {
            line.usage(line.getErr());
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(arguments);
    }

    @Override
    public Integer call() {
        CommandLine line = specified().commandLine();
        ExportedFlow exported = ExportedFlow.in(jar, FlowMain.class.getClassLoader());
        if (describe) {
            Checksums.verify(jar);
            try (Flow flow = exported.open(System.getenv())) {
                Json.print(Descriptions.toValue(List.of(flow.describe())), line.getOut());
            }
            return CommandLine.ExitCode.OK;
        }
        List<URI> addresses = serving.addresses();
        if (addresses.isEmpty()) {
            throw new ParameterException(line, "say where to serve the flow: --http PORT");
        }
        ServeSettings settings = serving.settings(System.getenv());
        Serving.untilSignal(exported.name(), () -> checked(exported), addresses, settings, line.getOut());
        return CommandLine.ExitCode.OK;
    }

    /// Opens the flow once the jar is known to be whole, so that no executor of a changed jar runs.
    private Flow checked(ExportedFlow exported) {
        Checksums.verify(jar);
        return exported.open(System.getenv());
    }

    private CommandSpec specified() {
        if (command == null) {
            throw new IllegalStateException("runs through picocli alone");
        }
        return command;
    }
}
