package xooai.bench;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import xooai.bench.GrpcClient.Script;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Request;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.driver.Trust;
import xooai.drivers.grpc.v1.Message;

/// An executor over gRPC against a service that is written on grpc-java itself, each in a process of its own, and
/// our client against a bare one.
final class GrpcBench {
    private static final int CALLERS = 32;
    private static final int LARGE_CALLERS = 8;
    private static final int STREAMS = 4;
    private static final long WARM_CALLS = Long.getLong("bench.warm", 150_000);
    private static final long WARM_LARGE_CALLS = WARM_CALLS / 100;
    private static final long WARM_STREAMS = WARM_CALLS / 3_000;
    private static final int CHUNK = 100;

    private GrpcBench() {}

    static List<Row> run() {
        List<Row> rows = new ArrayList<>();
        try (Child ours = Child.of(EchoServer.class, "grpc");
                Child bare = Child.of(BareGrpc.class, "records");
                Child bytes = Child.of(BareGrpc.class, "bytes")) {
            rows.addAll(small(ours, bare, bytes));
            rows.addAll(large(ours, bare));
            rows.addAll(stream("gRPC, server streaming", ours, bare, expand()));
            rows.addAll(stream("gRPC, bidirectional", ours, bare, chat()));
            rows.addAll(client(ours));
        }
        return rows;
    }

    private static List<Row> small(Child ours, Child bare, Child bytes) {
        Script script = pass(Texts.docs(1, 1 << 10));
        try (Contest contest = new Contest()) {
            Contest.Entry baseline = contest.enter(load(bare, script, CALLERS));
            Contest.Entry mine = contest.enter(load(ours, script, CALLERS));
            Contest.Entry copied = contest.enter(load(bytes, script, CALLERS));
            contest.run(WARM_CALLS);
            return List.of(
                    mine.rate(baseline, "gRPC, 1 KB", 1, "calls/s", Aim.atLeast(0.85)),
                    mine.cpu(baseline, "server's processor time a call, gRPC, 1 KB", 1),
                    mine.rate(copied, "gRPC, 1 KB (baseline: bytes given back unread)", 1, "calls/s", Aim.NONE));
        }
    }

    private static List<Row> large(Child ours, Child bare) {
        Script script = pass(Texts.docs(1, 1 << 20));
        try (Contest contest = new Contest()) {
            Contest.Entry baseline = contest.enter(load(bare, script, LARGE_CALLERS));
            Contest.Entry mine = contest.enter(load(ours, script, LARGE_CALLERS));
            contest.run(WARM_LARGE_CALLS);
            return List.of(
                    mine.rate(baseline, "gRPC, 1 MB", 1, "calls/s", Aim.atLeast(0.8)),
                    mine.cpu(baseline, "server's processor time a call, gRPC, 1 MB", 1));
        }
    }

    private static List<Row> stream(String what, Child ours, Child bare, Script script) {
        try (Contest contest = new Contest()) {
            Contest.Entry baseline = contest.enter(load(bare, script, STREAMS));
            Contest.Entry mine = contest.enter(load(ours, script, STREAMS));
            contest.run(WARM_STREAMS);
            String whole = what + ", 10,000 chunks of 100 characters a call";
            return List.of(
                    mine.rate(baseline, whole, Echo.CHUNKS, "chunks/s", Aim.atLeast(0.7)),
                    mine.cpu(baseline, "server's processor time a chunk, " + what, Echo.CHUNKS));
        }
    }

    private static List<Row> client(Child ours) {
        DocArray<Text> docs = Texts.docs(1, 1 << 10);
        BareServer.Body body =
                new BareServer.Body(List.of(new BareServer.Doc(docs.get(0).text())));
        try (Contest contest = new Contest()) {
            Contest.Entry baseline = contest.enter(new Load(ours, () -> new BareClient(ours.address(), body), CALLERS));
            Contest.Entry mine =
                    contest.enter(new Load(ours, () -> new RemoteClient(ours, Trust.SYSTEM, docs), CALLERS));
            contest.run(WARM_CALLS);
            return List.of(mine.rate(
                    baseline,
                    "gRPC, 1 KB, RemoteExecutor (baseline: blocking stub and Jackson)",
                    1,
                    "calls/s",
                    Aim.NONE));
        }
    }

    static Load load(Child server, Script script, int callers) {
        return new Load(server, () -> new GrpcClient(server.address(), script), callers);
    }

    /// The same docs are answered.
    static Script pass(DocArray<Text> docs) {
        return new Script(GrpcClient.UNARY, opening("pass", Request.of(null, docs)), new byte[0], 0, 1);
    }

    private static Script expand() {
        byte[] opening = opening("repeat", Request.of(null, Texts.docs(1, CHUNK)));
        return new Script(GrpcClient.SERVER_STREAM, opening, new byte[0], 0, Echo.CHUNKS);
    }

    private static Script chat() {
        byte[] opening = opening("each", Request.of(null, DocArray.empty()));
        byte[] chunk = message(Codec.JSON.writeFrame(new Frame.Chunk(Texts.docs(1, CHUNK))))
                .build()
                .toByteArray();
        return new Script(GrpcClient.BIDIRECTIONAL, opening, chunk, Echo.CHUNKS, Echo.CHUNKS);
    }

    private static byte[] opening(String endpoint, Request request) {
        return message(Codec.JSON.writeRequest(request))
                .setExecutor(EchoServer.NAME)
                .setEndpoint(endpoint)
                .build()
                .toByteArray();
    }

    private static Message.Builder message(byte[] body) {
        return Message.newBuilder().setCodec(xooai.drivers.grpc.v1.Codec.JSON).setBody(ByteString.copyFrom(body));
    }
}
