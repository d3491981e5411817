package xooai.bench;

import java.util.ArrayList;
import java.util.List;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.doc.DocArray;
import xooai.doc.Text;

/// The diamond over HTTP against bare Javalin with the same JSON, each server in a process of its own.
final class HttpBench {
    private static final int CONNECTIONS = 32;
    /// As many calls as it takes until nothing is compiled any more, however busy the machine is.
    private static final long WARM_CALLS = Long.getLong("bench.warm", 150_000);
    private static final long WARM_BYTES = 3L << 30;

    private HttpBench() {}

    static List<Row> run() {
        List<Row> rows = new ArrayList<>();
        try (Child flow = Child.of(FlowServer.class);
                Child bare = Child.of(BareServer.class)) {
            rows.addAll(compare("1 KB", flow, bare, Texts.docs(1, 1 << 10), 0.8));
            rows.addAll(compare("1 MB in one doc", flow, bare, Texts.docs(1, 1 << 20), 0.6));
            rows.addAll(compare("1 MB in 1,000 docs", flow, bare, Texts.docs(1_000, 1 << 10), 0.6));
        }
        return rows;
    }

    private static List<Row> compare(String what, Child flow, Child bare, DocArray<Text> docs, double aim) {
        try (Contest contest = new Contest()) {
            Contest.Entry baseline = contest.enter(load(bare, Codec.JSON, docs));
            Contest.Entry json = contest.enter(load(flow, Codec.JSON, docs));
            Contest.Entry msgpack = contest.enter(load(flow, Codec.MSGPACK, docs));
            contest.run(Math.min(WARM_CALLS, WARM_BYTES / Texts.length(docs)));
            return List.of(
                    json.rate(baseline, "HTTP diamond, " + what + ", JSON", 1, "calls/s", Aim.atLeast(aim)),
                    msgpack.rate(
                            baseline, "HTTP diamond, " + what + ", msgpack (baseline: JSON)", 1, "calls/s", Aim.NONE),
                    json.cpu(baseline, "server's processor time a call, " + what + ", JSON", 1));
        }
    }

    private static Load load(Child server, Codec codec, DocArray<Text> docs) {
        KeepAlive.Body body = new KeepAlive.Body(codec.mediaType(), codec.writeRequest(Request.of(null, docs)));
        return new Load(server, () -> () -> new KeepAlive(server.address(), body), CONNECTIONS);
    }
}
