package xooai.drivers.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tech.kwik.core.QuicStream;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.ConnectSettings;
import xooai.driver.Connection;
import xooai.driver.Context;
import xooai.driver.OpenCall;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.driver.Trust;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QuicHostileTest {
    private static final ServeSettings BRIEF =
            ServeSettings.DEFAULT.withStreams(Duration.ofMillis(500), Duration.ofMinutes(5));

    private final Probe probe = new Probe();
    private Server server;
    private Connection connection;

    @BeforeEach
    void serve() {
        server = new QuicDriver().serve(URI.create("quic://127.0.0.1:0"), probe, BRIEF);
        connection = connect();
    }

    private Connection connect() {
        Trust pinned = Trust.ofFingerprint(OwnCertificate.ofThisProcess().fingerprint());
        return new QuicDriver().connect(peer(), ConnectSettings.DEFAULT.withTrust(pinned));
    }

    private URI peer() {
        return URI.create("quic://" + server.address().getRawAuthority());
    }

    @AfterEach
    void closeAll() {
        assertAnswers();
        probe.release();
        connection.close();
        server.close();
        probe.close();
    }

    private void assertAnswers() {
        try (Context context = Context.of(Duration.ofSeconds(5))) {
            Request request = Request.of("upper", DocArray.of(Text.of("a")));
            Response response = connection.call("probe", request, Text.class, context);
            assertThat(response.docs().get(0)).isEqualTo(Text.of("A"));
        }
    }

    @Test
    void garbageIsAnsweredWithAnError() throws IOException {
        Random random = new Random(1);
        try (RawPeer peer = new RawPeer(peer())) {
            for (int i = 0; i < 100; i++) {
                byte[] body = new byte[random.nextInt(200)];
                random.nextBytes(body);
                CallError error = peer.refusal(RawPeer.bytes(2 + body.length, 1, 1 + i % 2, body));
                assertThat(error.code()).isIn(Code.INVALID_ARGUMENT, Code.NOT_FOUND);
            }
        }
    }

    @Test
    void whatIsNoMessageIsNamed() throws IOException {
        try (RawPeer peer = new RawPeer(peer())) {
            assertThat(peer.refusal(RawPeer.bytes(1, 1, 1)).message()).contains("at least 2");
            assertThat(peer.refusal(RawPeer.bytes(2, 9, 1)).message()).contains("kind 9");
            assertThat(peer.refusal(RawPeer.bytes(2, 1, 7)).message()).contains("codec 7");
            assertThat(peer.refusal(RawPeer.bytes(4, 3, 1, "{}".getBytes(UTF_8)))
                            .message())
                    .contains("begins with");
            byte[] newer = "{\"v\":2}".getBytes(UTF_8);
            assertThat(peer.refusal(RawPeer.bytes(9, 1, 1, newer)).code()).isEqualTo(Code.UNIMPLEMENTED);
            byte[] text = "{\"v\":\"1\"}".getBytes(UTF_8);
            assertThat(peer.refusal(RawPeer.bytes(2 + text.length, 1, 1, text)).message())
                    .contains("`v`", "no whole number");
        }
    }

    @Test
    void aLengthOverTheLimitIsRefusedBeforeItIsRead() throws IOException {
        try (RawPeer peer = new RawPeer(peer())) {
            CallError error = RawPeer.end(peer.write(RawPeer.bytes(-1, 1, 1)));
            assertThat(error.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
            assertThat(error.message()).contains(Integer.toString(BRIEF.limits().headerBytes()));
        }
    }

    @Test
    void aStreamNeedsItsRequest() throws IOException {
        try (RawPeer peer = new RawPeer(peer())) {
            assertThat(peer.refusal(CallKind.UNARY).message()).contains("request, follows");
            Message chunk = new Message(
                    Message.Kind.FRAME, Codec.JSON, Codec.JSON.writeFrame(new Frame.Chunk(DocArray.empty())));
            assertThat(peer.refusal(CallKind.BIDIRECTIONAL, chunk).message()).contains("request, follows");
        }
    }

    @Test
    void nothingFollowsTheEnd() throws IOException {
        Message request = new Message(
                Message.Kind.REQUEST, Codec.JSON, Codec.JSON.writeRequest(Request.of("count", DocArray.empty())));
        Message end = new Message(Message.Kind.FRAME, Codec.JSON, Codec.JSON.writeFrame(new Frame.End(null)));
        Message failed = new Message(
                Message.Kind.FRAME,
                Codec.JSON,
                Codec.JSON.writeFrame(new Frame.End(Response.of(null, DocArray.empty()))));
        try (RawPeer peer = new RawPeer(peer())) {
            assertThat(peer.refusal(CallKind.BIDIRECTIONAL, request, failed).code())
                    .isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(peer.refusal(CallKind.UNARY, request, end, end).code()).isNotNull();
        }
    }

    @Test
    void streamsThatSayNothingEndAndGiveTheirCreditBack() throws IOException {
        try (RawPeer peer = new RawPeer(peer())) {
            for (int round = 0; round < 3; round++) {
                List<QuicStream> silent = new ArrayList<>();
                for (int i = 0; i < QuicServer.STREAMS; i++) {
                    silent.add(peer.write((byte) 0));
                }
                assertAnswers();
                for (QuicStream stream : silent) {
                    assertThatThrownBy(() -> stream.getInputStream().readAllBytes())
                            .isInstanceOf(IOException.class);
                    stream.resetStream(0);
                }
            }
        }
    }

    @Test
    void anotherProtocolIsRefused() {
        assertThatThrownBy(() -> new RawPeer(peer(), "other").close()).isInstanceOf(IOException.class);
    }

    @Test
    void manyRoundsOnOneStreamNeverStall() {
        try (Context context = Context.of(Duration.ofSeconds(50));
                OpenCall call = connection.open(
                        "probe", Request.of("shout", DocArray.empty()), CallKind.BIDIRECTIONAL, Text.class, context)) {
            String text = "x".repeat(1_000);
            for (int i = 0; i < 5_000; i++) {
                call.send(DocArray.of(Text.of(text + i)));
                assertThat(call.receive()).hasSize(1);
            }
            call.end();
            assertThat(call.receive()).isNull();
            assertThat(call.response().code()).isEqualTo(Code.OK);
        } catch (XooaiException e) {
            throw new AssertionError(e.error().toString(), e);
        }
    }
}
