package xooai.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import xooai.driver.ConnectSettings;
import xooai.driver.Description;
import xooai.driver.Descriptions;
import xooai.executor.Executors;
import xooai.flow.Flow;
import xooai.flow.FlowExplanation;
import xooai.flow.FlowInspection;
import xooai.launch.Durations;
import xooai.launch.Json;
import xooai.launch.Tokens;

/// `xooai describe`.
@Command(
        name = "describe",
        description = "Prints what a flow or an executor takes and gives, as JSON.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  xooai describe http://127.0.0.1:8080",
            "  xooai describe diamond.flow.json",
            "  xooai describe diamond.flow.json --markdown",
            "  xooai describe com.acme.MyExecutor --class-path acme.jar",
        })
final class DescribeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "URI|FLOW|CLASS", description = "An address, a flow file, or the class of an executor.")
    private String subject = "";

    @Mixin
    private final ClassPathOption classPath = new ClassPathOption();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Present the token in that file. Without it: the one in XOOAI_TOKEN, if any.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Durations.class,
            description = "How long an address may take to answer; ${DEFAULT-VALUE} unless told.")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(
            names = "--markdown",
            description = "Explain a flow file in Markdown instead: its picture, nodes, types, joins and policies.")
    private boolean markdown;

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Override
    public Integer call() {
        if (markdown) {
            explain();
            return ExitCode.OK;
        }
        List<Description> descriptions = switch (Subject.of(subject)) {
            case Subject.Remote(var address) -> remote(address);
            case Subject.ExecutorClass(var name) -> List.of(Executors.describe(classPath.loader(), name));
            case Subject.FlowFileAt(var file) -> List.of(flow(file));
        };
        Json.print(
                Descriptions.toValue(descriptions),
                Commands.of(command).commandLine().getOut());
        return ExitCode.OK;
    }

    private void explain() {
        if (!(Subject.of(subject) instanceof Subject.FlowFileAt(var file))) {
            throw new ParameterException(
                    Commands.of(command).commandLine(), "--markdown explains a flow file, and " + subject + " is none");
        }
        PrintWriter out = Commands.of(command).commandLine().getOut();
        out.print(FlowExplanation.markdown(FlowInspection.of(
                Flows.readWhole(file).spec(),
                Flows.settings(file, classPath.loader()),
                FlowInspection.Option.ENVIRONMENT_LATER)));
        out.flush();
    }

    private List<Description> remote(URI address) {
        ConnectSettings settings =
                trust.of(ConnectSettings.DEFAULT).withToken(Tokens.forCalling(tokenFile, System.getenv()));
        return Remotes.describe(address, settings, timeout);
    }

    private Description flow(Path file) {
        try (Flow flow = Flow.of(Flows.readWhole(file).spec(), Flows.settings(file, classPath.loader()))) {
            return flow.describe();
        }
    }
}
