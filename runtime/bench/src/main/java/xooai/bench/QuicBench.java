package xooai.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tech.kwik.core.QuicStream;
import tools.jackson.databind.json.JsonMapper;
import xooai.bench.QuicClient.Script;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Request;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.driver.CallKind;
import xooai.driver.Trust;

/// An executor over QUIC by `xoo/1` against bare kwik, each in a process of its own, and our client against a bare
/// one.
final class QuicBench {
    /// What our driver speaks.
    static final String PROTOCOL = "xoo/1";
    private static final byte OPEN = 1;
    private static final byte REQUEST = 2;
    private static final byte FRAME = 3;
    private static final byte JSON = 1;
    private static final int HEAD = 2;
    private static final int CALLERS = 32;
    private static final int LARGE_CALLERS = 4;
    private static final int STREAMS = 4;
    private static final long WARM_CALLS = Long.getLong("bench.warm", 150_000) / 2;
    private static final long WARM_LARGE_CALLS = WARM_CALLS / 750;
    private static final long WARM_STREAMS = WARM_CALLS / 3_000;
    private static final int CHUNK = 100;

    private QuicBench() {}

    static List<Row> run() {
        List<Row> rows = new ArrayList<>();
        try (Child ours = Child.of(EchoServer.class, "quic");
                Child bare = Child.of(BareQuic.class)) {
            rows.addAll(small(ours, bare));
            rows.addAll(large(ours, bare));
            rows.addAll(stream(
                    "QUIC, server streaming",
                    load(ours, PROTOCOL, expand(), STREAMS),
                    load(bare, BareQuic.PROTOCOL, bareExpand(), STREAMS)));
            rows.addAll(stream(
                    "QUIC, bidirectional",
                    load(ours, PROTOCOL, chat(), STREAMS),
                    load(bare, BareQuic.PROTOCOL, bareChat(), STREAMS)));
            rows.addAll(client(ours));
        }
        return rows;
    }

    private static List<Row> small(Child ours, Child bare) {
        DocArray<Text> docs = Texts.docs(1, 1 << 10);
        Script copy = QuicClient.bytes(joined(new byte[] {BareQuic.BYTES}, pass(docs)), Texts.length(docs));
        try (Contest contest = new Contest()) {
            Contest.Entry baseline = contest.enter(load(bare, BareQuic.PROTOCOL, barePass(docs), CALLERS));
            Contest.Entry mine = contest.enter(load(ours, PROTOCOL, ourPass(docs), CALLERS));
            Contest.Entry copied = contest.enter(load(bare, BareQuic.PROTOCOL, copy, CALLERS));
            contest.run(WARM_CALLS);
            return List.of(
                    mine.rate(baseline, "QUIC, 1 KB", 1, "calls/s", Aim.atLeast(0.85)),
                    mine.cpu(baseline, "server's processor time a call, QUIC, 1 KB", 1),
                    mine.rate(copied, "QUIC, 1 KB (baseline: bytes given back unread)", 1, "calls/s", Aim.NONE));
        }
    }

    private static List<Row> large(Child ours, Child bare) {
        DocArray<Text> docs = Texts.docs(1, 1 << 20);
        try (Contest contest = new Contest()) {
            Contest.Entry baseline = contest.enter(load(bare, BareQuic.PROTOCOL, barePass(docs), LARGE_CALLERS));
            Contest.Entry mine = contest.enter(load(ours, PROTOCOL, ourPass(docs), LARGE_CALLERS));
            contest.run(WARM_LARGE_CALLS);
            return List.of(
                    mine.rate(baseline, "QUIC, 1 MB", 1, "calls/s", Aim.atLeast(0.8)),
                    mine.cpu(baseline, "server's processor time a call, QUIC, 1 MB", 1));
        }
    }

    private static List<Row> stream(String what, Load ours, Load bare) {
        try (Contest contest = new Contest()) {
            Contest.Entry baseline = contest.enter(bare);
            Contest.Entry mine = contest.enter(ours);
            contest.run(WARM_STREAMS);
            String whole = what + ", 10,000 chunks of 100 characters a call";
            return List.of(
                    mine.rate(baseline, whole, Echo.CHUNKS, "chunks/s", Aim.atLeast(0.7)),
                    mine.cpu(baseline, "server's processor time a chunk, " + what, Echo.CHUNKS));
        }
    }

    private static List<Row> client(Child ours) {
        DocArray<Text> docs = Texts.docs(1, 1 << 10);
        Trust trust = QuicClient.trust(ours.address(), PROTOCOL);
        try (Contest contest = new Contest()) {
            Contest.Entry baseline = contest.enter(load(ours, PROTOCOL, new Records(docs)::call, CALLERS));
            Contest.Entry mine = contest.enter(new Load(ours, () -> new RemoteClient(ours, trust, docs), CALLERS));
            contest.run(WARM_CALLS);
            return List.of(mine.rate(
                    baseline, "QUIC, 1 KB, RemoteExecutor (baseline: kwik and Jackson)", 1, "calls/s", Aim.NONE));
        }
    }

    /// What a program without our runtime would do: it writes and reads records with Jackson.
    private static final class Records {
        private final JsonMapper json = JsonMapper.builder().build();
        private final BareServer.Body body;

        Records(DocArray<Text> docs) {
            this.body = new BareServer.Body(
                    docs.stream().map(doc -> new BareServer.Doc(doc.text())).toList());
        }

        long call(QuicStream stream) throws IOException {
            byte[] request = message(REQUEST, json.writeValueAsBytes(body));
            stream.getOutputStream().write(joined(opening("pass", CallKind.UNARY), request));
            stream.getOutputStream().close();
            DataInputStream in = new DataInputStream(stream.getInputStream());
            int length = in.readInt() - HEAD;
            in.skipNBytes(HEAD);
            int docs = json.readValue(in.readNBytes(length), BareServer.Body.class)
                    .docs()
                    .size();
            in.skipNBytes(in.readAllBytes().length);
            if (docs != body.docs().size()) {
                throw new IOException("the server answers " + docs + " docs");
            }
            return docs;
        }
    }

    static Load load(Child server, String protocol, Script script, int callers) {
        return new Load(server, () -> new QuicClient(server.address(), protocol, script), callers);
    }

    private static byte[] pass(DocArray<Text> docs) {
        return Codec.JSON.writeRequest(Request.of(null, docs));
    }

    /// Our executor's answer to those docs.
    static Script ourPass(DocArray<Text> docs) {
        byte[] sent = joined(opening("pass", CallKind.UNARY), message(REQUEST, pass(docs)));
        return QuicClient.bytes(sent, Texts.length(docs));
    }

    private static Script barePass(DocArray<Text> docs) {
        return QuicClient.bytes(joined(new byte[] {BareQuic.PASS}, BareQuic.framed(pass(docs))), Texts.length(docs));
    }

    private static Script expand() {
        byte[] sent = joined(opening("repeat", CallKind.SERVER_STREAM), message(REQUEST, pass(Texts.docs(1, CHUNK))));
        return QuicClient.bytes(sent, (long) Echo.CHUNKS * CHUNK);
    }

    private static Script bareExpand() {
        byte[] sent = joined(new byte[] {BareQuic.REPEAT}, BareQuic.framed(pass(Texts.docs(1, CHUNK))));
        return QuicClient.bytes(sent, (long) Echo.CHUNKS * CHUNK);
    }

    private static Script chat() {
        byte[] opening = joined(opening("each", CallKind.BIDIRECTIONAL), message(REQUEST, pass(DocArray.empty())));
        byte[] chunk = message(FRAME, chunk());
        byte[] end = message(FRAME, Codec.JSON.writeFrame(new Frame.End(null)));
        return QuicClient.bothWays(joined(opening, repeated(chunk), end), (long) Echo.CHUNKS * CHUNK);
    }

    private static Script bareChat() {
        byte[] sent = joined(new byte[] {BareQuic.CHAT}, repeated(BareQuic.framed(chunk())));
        return QuicClient.bothWays(sent, (long) Echo.CHUNKS * CHUNK);
    }

    private static byte[] chunk() {
        return Codec.JSON.writeFrame(new Frame.Chunk(Texts.docs(1, CHUNK)));
    }

    private static byte[] opening(String endpoint, CallKind kind) {
        Map<String, @Nullable Object> opening = new LinkedHashMap<>();
        opening.put("v", 1L);
        opening.put("executor", EchoServer.NAME);
        opening.put("endpoint", endpoint);
        opening.put("kind", kind.wireName());
        return message(OPEN, Codec.JSON.writeValue(opening));
    }

    private static byte[] message(byte kind, byte[] body) {
        return ByteBuffer.allocate(Integer.BYTES + HEAD + body.length)
                .putInt(HEAD + body.length)
                .put(kind)
                .put(JSON)
                .put(body)
                .array();
    }

    private static byte[] repeated(byte[] chunk) {
        ByteBuffer all = ByteBuffer.allocate(Echo.CHUNKS * chunk.length);
        while (all.hasRemaining()) {
            all.put(chunk);
        }
        return all.array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
