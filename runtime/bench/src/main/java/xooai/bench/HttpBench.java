package xooai.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.doc.DocArray;
import xooai.doc.Text;

/// The diamond over HTTP against bare Javalin with the same JSON, each server in a process of its own.
final class HttpBench {
    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);
    private static final Duration ROUND = Duration.ofMillis(Integer.getInteger("bench.millis", 2_000));
    /// As many calls as it takes until nothing is compiled any more, however busy the machine is.
    private static final long WARM_CALLS = Long.getLong("bench.warm", 150_000);
    private static final long WARM_BYTES = 3L << 30;
    private static final int WARM_ROUNDS = 60;
    private static final String PROSE =
            "It was the best of times, it was the worst of times; \"we had everything before"
                    + " us\",\nwe had nothing before us, we were all going direct the other way. ";

    private HttpBench() {}

    static List<Row> run() {
        List<Row> rows = new ArrayList<>();
        try (Child flow = Child.of(FlowServer.class, Bench.SERVER_FLAGS);
                Child bare = Child.of(BareServer.class, Bench.SERVER_FLAGS)) {
            rows.addAll(compare("1 KB", flow, bare, docs(1, 1 << 10), 0.8));
            rows.addAll(compare("1 MB in one doc", flow, bare, docs(1, 1 << 20), 0.6));
            rows.addAll(compare("1 MB in 1,000 docs", flow, bare, docs(1_000, 1 << 10), 0.6));
        }
        return rows;
    }

    private static DocArray<Text> docs(int count, int size) {
        Text text = Text.of(PROSE.repeat(size / PROSE.length() + 1).substring(0, size));
        List<Text> docs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            docs.add(text);
        }
        return DocArray.of(docs);
    }

    private static KeepAlive.Body body(Codec codec, DocArray<Text> docs) {
        return new KeepAlive.Body(codec.mediaType(), codec.writeRequest(Request.of(null, docs)));
    }

    private static List<Row> compare(String what, Child flow, Child bare, DocArray<Text> docs, double aim) {
        try (Load json = new Load(flow, body(Codec.JSON, docs), CONNECTIONS);
                Load msgpack = new Load(flow, body(Codec.MSGPACK, docs), CONNECTIONS);
                Load baseline = new Load(bare, body(Codec.JSON, docs), CONNECTIONS)) {
            List.of(json, baseline, msgpack).forEach(load -> warmUp(load, docs));
            Rounds ofJson = new Rounds();
            Rounds ofMsgpack = new Rounds();
            Rounds ofCpu = new Rounds();
            for (int i = 0; i < ROUNDS; i++) {
                // In turn first, so that what disturbs this machine disturbs both.
                boolean swapped = i % 2 == 1;
                Load.Round first = (swapped ? baseline : json).run(ROUND);
                Load.Round second = (swapped ? json : baseline).run(ROUND);
                Load.Round mine = swapped ? second : first;
                Load.Round theirs = swapped ? first : second;
                Load.Round packed = msgpack.run(ROUND);
                add(ofJson, mine, theirs, Load.Round::perSecond);
                add(ofMsgpack, packed, theirs, Load.Round::perSecond);
                add(ofCpu, mine, theirs, Load.Round::cpuMicros);
            }
            return List.of(
                    ofJson.row("HTTP diamond, " + what + ", JSON", "calls/s", Aim.atLeast(aim)),
                    ofMsgpack.row("HTTP diamond, " + what + ", msgpack (baseline: JSON)", "calls/s", Aim.NONE),
                    ofCpu.row("server's processor time a call, " + what + ", JSON", "µs", Aim.NONE));
        }
    }

    private static void warmUp(Load load, DocArray<Text> docs) {
        long bytes = (long) docs.size() * docs.get(0).text().length();
        double calls = Math.min(WARM_CALLS, WARM_BYTES / bytes);
        for (int i = 0; i < WARM_ROUNDS && calls > 0; i++) {
            calls -= load.run(ROUND).calls();
        }
    }

    private static void add(Rounds rounds, Load.Round mine, Load.Round theirs, ToDoubleFunction<Load.Round> measure) {
        rounds.add(measure.applyAsDouble(mine), measure.applyAsDouble(theirs));
    }
}
