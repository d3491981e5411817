package xooai.designer.app;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import xooai.designer.files.Sample;
import xooai.designer.files.Samples;
import xooai.designer.invoke.Command;
import xooai.designer.shared.JsonText;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.Server;
import xooai.flow.Flow;
import xooai.flow.FlowSettings;

/// Serves a sample through the local runtime, for a machine without a display.
final class SampleServer {
    private static final String WANTED = "http://127.0.0.1:8080";
    private static final String ANY = "http://127.0.0.1:0";

    private final ClassLoader loader;

    SampleServer(ClassLoader loader) {
        this.loader = loader;
    }

    /// Serves the sample of that name, or the first, until a signal ends the program.
    void serve(@Nullable String name, PrintStream out) {
        try (Flow flow = flow(name);
                Server server = serve(flow)) {
            out.println("READY " + server.address());
            CallKind kind = Objects.requireNonNull(flow.describe().endpoint("")).kind();
            out.println(Command.of(server.address().toString(), kind, first(name), null)
                    .line());
            out.flush();
            awaitSignal();
        }
    }

    private Sample sample(@Nullable String name) {
        Samples samples = new Samples(loader);
        Sample sample = name == null ? samples.first() : samples.named(name);
        if (sample == null) {
            throw new XooaiException(
                    Code.NOT_FOUND,
                    "there is no sample " + (name == null ? "on the class path" : name) + "; there are "
                            + samples.all().stream().map(Sample::name).toList());
        }
        return sample;
    }

    private Flow flow(@Nullable String name) {
        Sample sample = sample(name);
        return Flow.of(new Samples(loader).flow(sample).spec(), FlowSettings.DEFAULT.withLoader(loader));
    }

    /// The first doc of the sample's input, as a list.
    private List<?> first(@Nullable String name) {
        String input = new Samples(loader).input(sample(name));
        Object docs = input == null ? null : JsonText.parse(input);
        if (docs instanceof Map<?, ?> map) {
            docs = map.get("docs");
        }
        return docs instanceof List<?> list && !list.isEmpty() ? list.subList(0, 1) : List.of(Map.of("text", "Aa"));
    }

    private static Server serve(Flow flow) {
        try {
            return flow.serve(WANTED);
        } catch (XooaiException e) {
            if (e.code() != Code.UNAVAILABLE) {
                throw e;
            }
            return flow.serve(ANY);
        }
    }

    private static void awaitSignal() {
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown));
        try {
            ended.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
