package xooai.bench;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.doc.DocArray;
import xooai.doc.Text;

/// What a server holds after a million calls, against what it holds after a tenth of them.
final class FlatBench {
    private static final long CALLS = Long.getLong("bench.flat.calls", 1_000_000);
    private static final Duration LONGEST = Duration.ofSeconds(Integer.getInteger("bench.flat.seconds", 300));
    private static final int CALLERS = 32;
    private static final Aim FLAT = Aim.atMost(1.05, 4);

    private FlatBench() {}

    static List<Row> run() {
        DocArray<Text> docs = Texts.docs(1, 1 << 10);
        List<Row> rows = new ArrayList<>();
        rows.addAll(measure("HTTP", "http", server -> http(server, docs)));
        rows.addAll(measure("gRPC", "grpc", server -> GrpcBench.load(server, GrpcBench.pass(docs), CALLERS)));
        rows.addAll(measure(
                "QUIC",
                "quic",
                server -> QuicBench.load(server, QuicBench.PROTOCOL, QuicBench.ourPass(docs), CALLERS)));
        return rows;
    }

    private static Load http(Child server, DocArray<Text> docs) {
        URI endpoint = URI.create(server.address() + "/pass");
        KeepAlive.Body body =
                new KeepAlive.Body(Codec.JSON.mediaType(), Codec.JSON.writeRequest(Request.of(null, docs)));
        return new Load(server, () -> () -> new KeepAlive(endpoint, body), CALLERS);
    }

    /// What is held after that many calls, in MiB.
    private record Held(long calls, double heap, double resident) {}

    private static List<Row> measure(String driver, String scheme, Function<Child, Load> loads) {
        try (Child server = Child.of(EchoServer.class, scheme);
                Load load = loads.apply(server)) {
            Held early = after(server, load, 0, CALLS / 10);
            Held half = after(server, load, early.calls(), CALLS / 2);
            Held late = after(server, load, half.calls(), CALLS);
            return List.of(
                    row("heap after a full collection, " + driver, half, early, Held::heap, Aim.NONE),
                    row("heap after a full collection, " + driver, late, early, Held::heap, FLAT),
                    row("resident memory, " + driver, late, early, Held::resident, Aim.NONE));
        }
    }

    /// Calls until there were that many, or for the longest time that is given to it.
    private static Held after(Child server, Load load, long before, long calls) {
        Duration time = LONGEST.multipliedBy(calls - before).dividedBy(Math.max(1, CALLS));
        long all = before + load.run(calls - before, time).calls();
        double heap = server.heapAfterCollection();
        return new Held(all, heap, server.residentAfter(Duration.ofSeconds(1)));
    }

    private static Row row(String what, Held held, Held early, ToDoubleFunction<Held> measure, Aim aim) {
        double now = measure.applyAsDouble(held);
        double before = measure.applyAsDouble(early);
        String which = String.format(
                Locale.ROOT, "%s, after %,d calls (baseline: after %,d)", what, held.calls(), early.calls());
        return new Row(which, "MiB", now, before, now / before, aim);
    }
}
