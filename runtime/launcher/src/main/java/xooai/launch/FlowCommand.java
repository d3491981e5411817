package xooai.launch;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import xooai.driver.Descriptions;
import xooai.driver.Driver;
import xooai.export.ExportedFlow;
import xooai.flow.Flow;
import xooai.record.Recorder;

/// The command line of an exported flow.
@Command(
        name = "java -jar flow.jar",
        description = "Serves the flow in this jar.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
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
        // The launcher of an exported folder says what it is called by.
        String name = System.getProperty("xooai.command", "java -jar " + jar.getFileName());
        line.setCommandName(name);
        showWhatThereIs(line.getCommandSpec(), name);
        if (arguments.length == 0) {
            line.usage(line.getErr());
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(arguments);
    }

    /// A jar may have one driver alone: then the others' options only puzzle.
    private static void showWhatThereIs(CommandSpec spec, String name) {
        Set<String> installed = Driver.installed();
        for (String transport : ServeOptions.TRANSPORTS) {
            if (!installed.contains(transport)) {
                OptionSpec option = Objects.requireNonNull(spec.findOption("--" + transport));
                spec.remove(option);
                spec.addOption(OptionSpec.builder(option).hidden(true).build());
            }
        }
        String first = transports().findFirst().orElse("http");
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  " + name + " --" + first + " 8080",
                        "  " + name + " --" + first + " 8443 --host 0.0.0.0 --token-file token --tls-cert chain.pem"
                                + " --tls-key key.pem",
                        "  " + name + " --describe");
    }

    private static Stream<String> transports() {
        return ServeOptions.TRANSPORTS.stream().filter(Driver.installed()::contains);
    }

    @Override
    public Integer call() {
        CommandLine line = specified().commandLine();
        ExportedFlow exported = ExportedFlow.in(jar, FlowCommand.class.getClassLoader());
        if (describe) {
            try (Flow flow = exported.open(System.getenv(), settings -> settings)) {
                Json.print(Descriptions.toValue(List.of(flow.describe())), line.getOut());
            }
            return CommandLine.ExitCode.OK;
        }
        List<URI> addresses = serving.addresses();
        if (addresses.isEmpty()) {
            String options =
                    transports().map(transport -> "--" + transport + " PORT").collect(Collectors.joining(" or "));
            throw new ParameterException(line, "say where to serve the flow: " + options);
        }
        try (Recorder recorder = serving.recorder()) {
            FlowMain.serve(
                    exported,
                    addresses,
                    serving.settings(System.getenv()),
                    settings -> serving.remote(settings, System.getenv()),
                    recorder,
                    line.getOut());
        }
        return CommandLine.ExitCode.OK;
    }

    private CommandSpec specified() {
        if (command == null) {
            throw new IllegalStateException("runs through picocli alone");
        }
        return command;
    }
}
