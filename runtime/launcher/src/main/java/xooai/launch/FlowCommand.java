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
import xooai.driver.HostTokens;
import xooai.export.ExportedFlow;
import xooai.flow.Flow;

/// The command line of an exported flow.
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
final class FlowCommand implements Callable<Integer> {
    private final Path jar;

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final ServeOptions serving = new ServeOptions();

    @Option(names = "--describe", description = "Print what the flow takes and gives, as JSON, and end.")
    private boolean describe;

    private FlowCommand(Path jar) {
        this.jar = jar;
    }

    /// Runs it with those arguments and says the exit code.
    static int run(Path jar, String[] arguments) {
        CommandLine line = Failures.reportedBy(new CommandLine(new FlowCommand(jar)));
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
        ExportedFlow exported = ExportedFlow.in(jar, FlowCommand.class.getClassLoader());
        if (describe) {
            try (Flow flow = exported.open(System.getenv(), HostTokens.NONE)) {
                Json.print(Descriptions.toValue(List.of(flow.describe())), line.getOut());
            }
            return CommandLine.ExitCode.OK;
        }
        List<URI> addresses = serving.addresses();
        if (addresses.isEmpty()) {
            throw new ParameterException(line, "say where to serve the flow: --http PORT, --grpc PORT or --quic PORT");
        }
        FlowMain.serve(
                exported,
                addresses,
                serving.settings(System.getenv()),
                serving.remoteTokens(System.getenv()),
                line.getOut());
        return CommandLine.ExitCode.OK;
    }

    private CommandSpec specified() {
        if (command == null) {
            throw new IllegalStateException("runs through picocli alone");
        }
        return command;
    }
}
