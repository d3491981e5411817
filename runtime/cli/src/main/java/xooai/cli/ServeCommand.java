package xooai.cli;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import xooai.driver.ServeSettings;
import xooai.executor.Executor;
import xooai.executor.Executors;
import xooai.flow.Flow;
import xooai.flow.FlowFile;
import xooai.flow.FlowSettings;
import xooai.launch.ServeOptions;
import xooai.launch.Serving;
import xooai.record.Recorder;

/// `xooai serve`.
@Command(
        name = "serve",
        description = "Serves a flow or an executor until it is told to stop.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  xooai serve diamond.flow.json",
            "  xooai serve diamond.flow.json --http 0",
            "  xooai serve com.acme.MyExecutor --class-path acme.jar --http 8081",
            "  xooai serve diamond.flow.json --http 8443 --host 0.0.0.0 --token-file token \\",
            "      --tls-cert chain.pem --tls-key key.pem",
            "",
            "Once it answers, it prints a line for each address: READY http://127.0.0.1:8080/diamond",
        })
final class ServeCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 8080;

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "FLOW|CLASS", description = "A flow file, or the class of an executor.")
    private String subject = "";

    @Mixin
    private final ServeOptions serving = new ServeOptions();

    @Mixin
    private final ClassPathOption classPath = new ClassPathOption();

    @Override
    public Integer call() {
        List<URI> addresses = serving.addressesOr(DEFAULT_PORT);
        ServeSettings settings = serving.settings(System.getenv());
        ClassLoader loader = classPath.loader();
        CommandSpec spec = Commands.of(command);
        switch (Subject.of(subject)) {
            case Subject.FlowFileAt(var file) -> {
                FlowFile flow = Flows.readWhole(file);
                Flows.tellOutside(flow.spec(), file, spec.commandLine().getErr());
                FlowSettings places = serving.remote(Flows.settings(file, loader), System.getenv());
                try (Recorder recorder = serving.recorder()) {
                    Supplier<Flow> maker = () -> {
                        Flow made = Flow.of(flow.spec(), places);
                        made.watch(recorder);
                        return made;
                    };
                    Serving.untilSignal(
                            flow.spec().name(),
                            maker,
                            addresses,
                            settings,
                            spec.commandLine().getOut());
                }
            }
            case Subject.ExecutorClass(var className) -> {
                if (serving.records()) {
                    throw new ParameterException(
                            spec.commandLine(),
                            "--record writes down the runs of a flow, and " + className + " is none");
                }
                Executor executor = Executors.create(loader, className, Map.of());
                Serving.untilSignal(
                        executor.name(),
                        () -> executor,
                        addresses,
                        settings,
                        spec.commandLine().getOut());
            }
            case Subject.Remote _ ->
                throw new ParameterException(spec.commandLine(), subject + " is served already; `xooai call` calls it");
        }
        return ExitCode.OK;
    }
}
