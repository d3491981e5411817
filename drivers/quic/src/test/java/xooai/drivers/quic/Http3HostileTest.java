package xooai.drivers.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.kwik.core.QuicStream;
import tech.kwik.core.generic.VariableLengthInteger;
import tech.kwik.qpack.Decoder;
import tech.kwik.qpack.Encoder;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.driver.Server;

/// Clients of HTTP/3 that keep no rules, byte by byte; after each the server answers others.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Http3HostileTest {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final Encoder ENCODER = Encoder.newBuilder().build();
    private static final Decoder DECODER = Decoder.newBuilder().build();
    private static final ServeSettings BRIEF =
            ServeSettings.DEFAULT.withStreams(Duration.ofMillis(500), Duration.ofMinutes(5));

    private final Probe probe = new Probe();
    private Server server;

    @BeforeEach
    void serve() {
        server = new QuicDriver().serve(URI.create("quic://127.0.0.1:0"), probe, BRIEF);
    }

    @AfterEach
    void close() throws IOException {
        try (RawPeer peer = peer()) {
            assertAnswers(peer);
        }
        probe.release();
        server.close();
        probe.close();
    }

    private RawPeer peer() throws IOException {
        return new RawPeer(URI.create("quic://" + server.address().getRawAuthority()), Http3Protocol.NAME);
    }

    private static void assertAnswers(RawPeer peer) throws IOException {
        QuicStream stream = peer.write(frame(HEADERS, head("GET", "/health/live")));
        stream.getOutputStream().close();
        assertThat(statusOf(stream)).isEqualTo(200);
    }

    private static byte[] frame(long type, byte[] payload) {
        return frame(type, payload.length, payload);
    }

    /// A frame that says it has that length.
    private static byte[] frame(long type, long length, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(16 + payload.length);
        VariableLengthInteger.encode(type, frame);
        VariableLengthInteger.encode(length, frame);
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    private static byte[] head(String method, String path, String... more) {
        List<String> fields = new ArrayList<>(
                List.of(":method", method, ":scheme", "https", ":authority", "127.0.0.1", ":path", path));
        fields.addAll(List.of(more));
        return section(fields.toArray(String[]::new));
    }

    private static byte[] section(String... namesAndValues) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(Map.entry(namesAndValues[i], namesAndValues[i + 1]));
        }
        // What the encoder allocates is short where many names are new to it.
        fields.add(Map.entry("user-agent", ""));
        ByteBuffer block = ENCODER.compressHeaders(fields).flip();
        byte[] bytes = new byte[block.remaining()];
        block.get(bytes);
        return bytes;
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    private static int statusOf(QuicStream stream) throws IOException {
        InputStream in = stream.getInputStream();
        assertThat(VariableLengthInteger.parseLong(in)).isEqualTo(HEADERS);
        byte[] block = in.readNBytes(VariableLengthInteger.parse(in));
        String status = DECODER.decodeStream(new ByteArrayInputStream(block)).stream()
                .filter(field -> field.getKey().equals(":status"))
                .findFirst()
                .orElseThrow()
                .getValue();
        in.readAllBytes();
        return Integer.parseInt(status);
    }

    /// Sends that on a stream, ends it, and sees that stream broken off and the connection whole.
    private static void assertBrokenOff(RawPeer peer, byte[]... frames) throws IOException {
        QuicStream stream = peer.write(joined(frames));
        stream.getOutputStream().close();
        assertThatThrownBy(() -> statusOf(stream)).isInstanceOf(IOException.class);
        assertAnswers(peer);
    }

    /// Sends that on a stream, and sees the connection closed.
    private static void assertClosed(RawPeer peer, QuicStream stream) {
        assertThatThrownBy(() -> stream.getInputStream().readAllBytes()).isInstanceOf(IOException.class);
        peer.awaitClosed();
    }

    @Test
    void aHeadOverTheLimitIs431BeforeItIsRead() throws IOException {
        try (RawPeer peer = peer()) {
            QuicStream claimed = peer.write(frame(HEADERS, 1L << 40, new byte[100]));
            assertThat(statusOf(claimed)).isEqualTo(431);
            QuicStream sent = peer.write(frame(HEADERS, head("GET", "/", "x-large", "x".repeat(17_000))));
            assertThat(statusOf(sent)).isEqualTo(431);
            assertAnswers(peer);
        }
    }

    @Test
    void manySmallFieldsCountAsMuchAsTheyTake() throws IOException {
        byte[] section = head("GET", "/");
        byte[] larger = Arrays.copyOf(section, section.length + 4_000);
        // `accept: */*` of the static table, 40 bytes each by the rules of the limit.
        Arrays.fill(larger, section.length, larger.length, (byte) (0xc0 | 29));
        try (RawPeer peer = peer()) {
            assertThat(statusOf(peer.write(frame(HEADERS, larger)))).isEqualTo(431);
        }
    }

    @Test
    void malformedRequestsAreBrokenOff() throws IOException {
        try (RawPeer peer = peer()) {
            assertBrokenOff(peer, frame(HEADERS, section(":method", "GET", ":scheme", "https", ":path", "/")));
            assertBrokenOff(peer, frame(HEADERS, section(":scheme", "https", ":authority", "localhost", ":path", "/")));
            assertBrokenOff(peer, frame(HEADERS, section(":method", "GET", ":authority", "localhost", ":path", "/")));
            assertBrokenOff(
                    peer, frame(HEADERS, section(":method", "GET", ":scheme", "https", ":authority", "localhost")));
            assertBrokenOff(peer, frame(HEADERS, head("GET", "/", ":path", "/metrics")));
            assertBrokenOff(peer, frame(HEADERS, head("GET", "/", ":status", "200")));
            assertBrokenOff(peer, frame(HEADERS, head("GET", "none")));
            assertBrokenOff(peer, frame(HEADERS, head("G T", "/")));
            assertBrokenOff(peer, frame(HEADERS, head("GET", "/", "Accept", "*/*")));
            assertBrokenOff(peer, frame(HEADERS, head("GET", "/", "connection", "close")));
            assertBrokenOff(peer, frame(HEADERS, head("GET", "/", "transfer-encoding", "chunked")));
            assertBrokenOff(peer, frame(HEADERS, head("GET", "/", "te", "gzip")));
            assertBrokenOff(peer, frame(HEADERS, head("GET", "/", "host", "evil.example")));
            assertBrokenOff(peer, frame(HEADERS, head("GET", "/", "accept", "a\r\nb: c")));
            assertBrokenOff(peer, frame(HEADERS, head("POST", "/probe/echo", "content-length", "-1")));
            assertBrokenOff(peer, frame(0x21, new byte[3]));
        }
    }

    @Test
    void aBodyOfAnotherLengthThanPromisedIsNoRequest() throws IOException {
        byte[] body = "{\"docs\":[]}".getBytes(UTF_8);
        try (RawPeer peer = peer()) {
            for (String length : List.of("10", "12", "0")) {
                byte[] head = head("POST", "/probe/echo", "content-type", "application/json", "content-length", length);
                assertBrokenOff(peer, frame(HEADERS, head), frame(DATA, body));
            }
        }
    }

    @Test
    void halfABodyIsNoRequest() throws IOException {
        byte[] head = frame(HEADERS, head("POST", "/probe/echo", "content-type", "application/json"));
        byte[] body = "{\"docs\":[]}".getBytes(UTF_8);
        try (RawPeer peer = peer()) {
            QuicStream cut = peer.write(joined(head, frame(DATA, 20, body)));
            cut.getOutputStream().close();
            assertClosed(peer, cut);
        }
        try (RawPeer peer = peer()) {
            QuicStream reset = peer.write(joined(head, frame(DATA, body)));
            reset.resetStream(0x10c);
            assertThat(reset.getInputStream()).isNotNull();
            assertAnswers(peer);
        }
    }

    @Test
    void unknownFramesAndStreamsArePassedOver() throws IOException {
        byte[] unknown = frame(0x21 + 0x1f * 7, new byte[3_000]);
        byte[] head = frame(HEADERS, head("POST", "/probe/echo", "content-type", "application/json"));
        byte[] body = "{\"docs\":[]}".getBytes(UTF_8);
        try (RawPeer peer = peer()) {
            QuicStream stream = peer.write(joined(
                    unknown,
                    head,
                    unknown,
                    frame(DATA, body),
                    unknown,
                    frame(HEADERS, section("x-end", "1")),
                    unknown));
            stream.getOutputStream().close();
            assertThat(statusOf(stream)).isEqualTo(200);
            for (int i = 0; i < 3 * Http3Protocol.UNIDIRECTIONAL; i++) {
                peer.writeOneWay((byte) 0x21, (byte) 1).getOutputStream().close();
            }
            assertAnswers(peer);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5, 6, 7, 8, 9, 13, 0})
    void framesThatHaveNoPlaceInARequestEndTheConnection(long type) throws IOException {
        try (RawPeer peer = peer()) {
            assertClosed(peer, peer.write(frame(type, new byte[1])));
        }
    }

    @Test
    void floodsOfUnknownFramesEndTheConnection() throws IOException {
        try (RawPeer peer = peer()) {
            assertClosed(peer, peer.write(frame(0x21, 1L << 50, new byte[10])));
        }
    }

    @Test
    void aControlStreamKeepsItsRules() throws IOException {
        byte[] settings = frame(SETTINGS, new byte[] {1, 0});
        byte[] type = {0};
        for (byte[] wrong : List.of(
                joined(type, frame(SETTINGS, 1L << 40, new byte[10])),
                joined(type, frame(7, new byte[] {0})),
                joined(type, frame(SETTINGS, new byte[] {2, 0})),
                joined(type, frame(SETTINGS, new byte[] {1})),
                joined(type, settings, settings),
                joined(type, settings, frame(DATA, new byte[3])),
                joined(type, settings, frame(7, 1L << 30, new byte[3])),
                joined(type, settings, frame(0x21, 1L << 30, new byte[3])),
                new byte[] {1},
                new byte[] {2, 0x3f, 1},
                new byte[] {3, (byte) 0x80})) {
            try (RawPeer peer = peer()) {
                peer.writeOneWay(wrong);
                peer.awaitClosed();
            }
        }
        try (RawPeer peer = peer()) {
            peer.writeOneWay(joined(type, settings)).getOutputStream().close();
            peer.awaitClosed();
        }
        try (RawPeer peer = peer()) {
            peer.writeOneWay(joined(type, settings));
            peer.writeOneWay(joined(type, settings));
            peer.awaitClosed();
        }
    }

    @Test
    void fieldSectionsThatCannotBeReadEndTheConnection() throws IOException {
        for (byte[] wrong : List.of(
                new byte[0],
                new byte[] {1, 0, (byte) 0xd1},
                new byte[] {0, 0, (byte) 0x81},
                new byte[] {0, 0, (byte) 0xff, 0x7f},
                new byte[] {0, 0, 0x10},
                new byte[] {0, 0, 0x40, 0},
                new byte[] {0, 0, 0x51, 0x7f, -1, -1, -1, -1, 0x7f},
                new byte[] {0, 0, 0x51, 0x10, 'x'})) {
            try (RawPeer peer = peer()) {
                assertClosed(peer, peer.write(frame(HEADERS, wrong)));
            }
        }
    }

    @Test
    void streamsThatSayNothingEndAndGiveTheirCreditBack() throws IOException {
        try (RawPeer peer = peer()) {
            for (int round = 0; round < 3; round++) {
                List<QuicStream> silent = new ArrayList<>();
                for (int i = 0; i < QuicServer.STREAMS; i++) {
                    silent.add(peer.write((byte) HEADERS));
                }
                for (QuicStream stream : silent) {
                    assertThatThrownBy(() -> stream.getInputStream().readAllBytes())
                            .isInstanceOf(IOException.class);
                    stream.resetStream(0);
                }
                assertAnswers(peer);
            }
        }
    }

    @Test
    void aBodyThatNobodyWantsEndsAndItsConnectionGoesOn() throws IOException {
        byte[] head = frame(HEADERS, head("POST", "/none", "content-type", "application/json"));
        try (RawPeer peer = peer()) {
            for (int i = 0; i < 150; i++) {
                QuicStream stream = peer.write(joined(head, frame(DATA, 1L << 40, new byte[100_000])));
                assertThat(statusOf(stream)).isEqualTo(404);
                stream.resetStream(0x10c);
            }
            assertAnswers(peer);
        }
    }

    @Test
    void noWebSocketIsSpokenHereAndTheAnswerSaysWhatIs() throws IOException {
        try (RawPeer peer = peer()) {
            byte[] extended = section(
                    ":method",
                    "CONNECT",
                    ":protocol",
                    "websocket",
                    ":scheme",
                    "https",
                    ":authority",
                    "127.0.0.1",
                    ":path",
                    "/probe/echo");
            QuicStream stream = peer.write(frame(HEADERS, extended));
            stream.getOutputStream().close();
            assertThat(statusOf(stream)).isEqualTo(501);
            QuicStream asked = peer.write(frame(HEADERS, head("GET", "/probe/echo", "sec-websocket-version", "13")));
            asked.getOutputStream().close();
            assertThat(new String(asked.getInputStream().readAllBytes(), UTF_8)).contains("xoo/1", "x-ndjson");
        }
    }

    @Test
    void xooAllowsNoStreamsOfOneWay() throws Exception {
        try (RawPeer peer = new RawPeer(URI.create("quic://" + server.address().getRawAuthority()))) {
            assertThat(peer.mayOpenOneWay()).isFalse();
        }
        try (RawPeer peer = peer()) {
            assertThat(peer.mayOpenOneWay()).isTrue();
        }
    }
}
