package xooai.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Driver;
import xooai.driver.ServeSettings;
import xooai.driver.ShownAddress;
import xooai.export.ExportedFlow;
import xooai.flow.Flow;
import xooai.flow.FlowSettings;
import xooai.flow.RunWatch;

/// The main class of an exported flow.
///
/// `--http PORT` alone is read here: loading all that reads and explains every option takes a tenth of the
/// time to the first answer, and this is how a flow is started most of the time.
public final class FlowMain {
    private static final int MAX_PORT_DIGITS = 5;

    private FlowMain() {}

    /// Runs the flow in the jar that this class is in.
    public static void main(String[] arguments) {
        if (Boolean.getBoolean("xooai.training")) {
            endWithInput();
        }
        Path jar = Path.of(System.getProperty("java.class.path", ""));
        boolean plain = arguments.length == 2 && arguments[0].equals("--http") && isPort(arguments[1]);
        System.exit(plain ? serve(jar, arguments[1]) : FlowCommand.run(jar, arguments));
    }

    /// An export starts the flow to train its cache, and holds the other end of its input: that ends when the export is
    /// done with it, or is killed.
    private static void endWithInput() {
        Thread.ofPlatform().daemon().name("xooai-training").start(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException _) {
                // There is nobody at the other end either.
            }
            System.exit(0);
        });
    }

    private static boolean isPort(String text) {
        return text.length() <= MAX_PORT_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && !text.isEmpty()
                && Integer.parseInt(text) <= 0xffff;
    }

    private static int serve(Path jar, String port) {
        try {
            ServeSettings settings = ServeSettings.DEFAULT.withToken(Tokens.forServing(null, System.getenv()));
            URI address = URI.create("http://127.0.0.1:" + port);
            UnaryOperator<FlowSettings> remote = flow -> flow.withTokens(Tokens.forHosts(null, System.getenv()));
            PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
            serve(ExportedFlow.in(jar, FlowMain.class.getClassLoader()), List.of(address), settings, remote, null, out);
            return 0;
        } catch (RuntimeException e) {
            Report.failure(e, new PrintWriter(System.err, false, StandardCharsets.UTF_8), false);
            return 1;
        }
    }

    /// Serves until a signal. The servers start beside the check of the jar; the flow is opened once the
    /// jar is known to be whole, so that no executor of a changed jar runs.
    static void serve(
            ExportedFlow exported,
            List<URI> addresses,
            ServeSettings settings,
            UnaryOperator<FlowSettings> remote,
            @Nullable RunWatch watch,
            PrintWriter out) {
        checkDrivers(addresses);
        Supplier<Flow> maker = () -> {
            Flow flow = exported.open(System.getenv(), remote);
            flow.watch(watch);
            return flow;
        };
        Serving.untilSignal(exported.name(), maker, addresses, settings, out);
    }

    private static void checkDrivers(List<URI> addresses) {
        Set<String> installed = Driver.installed();
        for (URI address : addresses) {
            if (!installed.contains(address.getScheme())) {
                List<String> has = ServeOptions.TRANSPORTS.stream()
                        .filter(installed::contains)
                        .toList();
                throw new XooaiException(
                        Code.FAILED_PRECONDITION,
                        "Tried to serve at " + ShownAddress.of(address)
                                + ": this jar was exported without that driver and has " + String.join(", ", has)
                                + " alone; `xooai export --drivers` chooses them");
            }
        }
    }
}
