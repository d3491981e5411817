package xooai.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import xooai.export.FlowImage;
import xooai.export.FlowJar;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;
import xooai.launch.Printable;

/// `xooai export`.
@Command(
        name = "export",
        description = "Makes one runnable jar of a flow: the runtime, the drivers chosen, the flow and the executors it"
                + " uses.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  xooai export diamond.flow.json -o diamond.jar",
            "  xooai export acme.flow.json -o acme.jar --class-path 'lib/*' --drivers http",
            "  java -jar diamond.jar --http 8080",
            "  xooai export diamond.flow.json -o diamond --app-image",
            "  diamond/bin/diamond --http 8080",
        })
final class ExportCommand implements Callable<Integer> {
    private static final double MEGA = 1 << 20;

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "FLOW", description = "A flow file.")
    private Path flow = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "JAR",
            required = true,
            description = "The jar to write; with --app-image, the folder.")
    private Path output = Path.of("");

    @Option(
            names = "--drivers",
            paramLabel = "NAMES",
            split = ",",
            defaultValue = "http",
            description = "The drivers it can serve and call by; ${DEFAULT-VALUE} unless told.")
    private Set<String> drivers = new LinkedHashSet<>();

    @Option(
            names = "--app-image",
            description = "Make a folder with a launcher, a Java runtime of its own and an AOT cache, for this"
                    + " system. The flow is started once, and not called, to train the cache.")
    private boolean image;

    @Mixin
    private final ClassPathOption classPath = new ClassPathOption();

    @Override
    public Integer call() {
        FlowSpec spec = FlowFile.read(flow).spec();
        FlowJar jar = FlowJar.of(spec, Flows.settings(flow, classPath.loader())).drivers(drivers);
        try (Interruption interruption = Interruption.watched()) {
            FlowJar.Summary summary = image
                    ? FlowImage.of(jar, spec.name()).write(output, interruption)
                    : jar.write(output, interruption);
            Commands.of(command)
                    .commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s: %.1f MiB, with %s%n",
                            summary.file(),
                            summary.bytes() / MEGA,
                            summary.executors().isEmpty()
                                    ? "no executor of its own"
                                    : String.join(", ", summary.executors()))
                    .flush();
            PrintWriter err = Commands.of(command).commandLine().getErr();
            summary.notes().forEach(note -> err.println("note: " + Printable.line(note)));
            err.flush();
        }
        return ExitCode.OK;
    }
}
