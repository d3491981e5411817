package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.driver.Memory;
import xooai.driver.ServeSettings;
import xooai.web.Tuning;

/// Calls over a WebSocket, by the client of the JDK and by sockets.
@Timeout(60)
class WebSocketTest {
    private static final String TOKEN = "0123456789abcdefghijABCDEFGHIJ";
    private static final String JSON = "xoo.json";
    private static final ServeSettings BRIEF = ServeSettings.DEFAULT.withGrace(Duration.ofMillis(100));
    private static final Tuning IMPATIENT = new Tuning(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            100,
            new Memory(64 << 20));

    /// One WebSocket, and what came of it.
    private static final class Talk implements WebSocket.Listener {
        private final BlockingQueue<Object> came = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket;

        Talk(Served served, String endpoint, String protocol, String... headers) throws Exception {
            HttpClient client = HttpClient.newHttpClient();
            WebSocket.Builder builder = client.newWebSocketBuilder().subprotocols(protocol);
            for (int i = 0; i < headers.length; i += 2) {
                builder.header(headers[i], headers[i + 1]);
            }
            URI address = URI.create("ws://127.0.0.1:" + served.port() + "/probe/" + endpoint);
            try {
                socket = builder.buildAsync(address, this).get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                came.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            came.add(bytes);
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            came.add("pong " + UTF_8.decode(message));
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(-1);
        }

        Talk say(String message) throws Exception {
            socket.sendText(message, true).get(20, TimeUnit.SECONDS);
            return this;
        }

        Object next() throws InterruptedException {
            Object next = came.poll(20, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            return next;
        }

        int closed() throws Exception {
            return closed.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void messagesGoBothWaysAtOnceAndTheEndClosesTheSocket() throws Exception {
        try (Served served = new Served(BRIEF, Tuning.DEFAULT)) {
            Talk talk = new Talk(served, "shout", JSON);
            assertThat(talk.say("{\"docs\":[{\"text\":\"a\"}]}").next())
                    .asString()
                    .contains("\"text\":\"A\"");
            assertThat(talk.say("{\"docs\":[{\"text\":\"b\"}]}").next())
                    .asString()
                    .contains("\"text\":\"B\"");
            assertThat(talk.say("{\"end\":true}").next()).asString().contains("\"end\":true", "\"status\":\"OK\"");
            assertThat(talk.closed()).isEqualTo(1000);
        }
    }

    @Test
    void messagesOfMsgpackAreBinary() throws Exception {
        try (Served served = new Served(BRIEF, Tuning.DEFAULT)) {
            Talk talk = new Talk(served, "shout", "xoo.msgpack");
            byte[] opening = Codec.MSGPACK.writeValue(Map.of("docs", List.of(Map.of("text", "a"))));
            talk.socket.sendBinary(ByteBuffer.wrap(opening), true).get(20, TimeUnit.SECONDS);

            assertThat(Codec.MSGPACK.readValue((byte[]) talk.next(), Limits.DEFAULT))
                    .asString()
                    .contains("text=A");
        }
    }

    @Test
    void messagesMayComeInPartsAndPingsBetweenThem() throws Exception {
        try (Served served = new Served(BRIEF, Tuning.DEFAULT)) {
            Talk talk = new Talk(served, "shout", JSON);
            talk.socket.sendText("{\"docs\":[{\"te", false).get(20, TimeUnit.SECONDS);
            talk.socket.sendPing(UTF_8.encode("there?")).get(20, TimeUnit.SECONDS);
            talk.socket.sendText("xt\":\"ä\"}]}", true).get(20, TimeUnit.SECONDS);

            assertThat(List.of(talk.next(), talk.next()))
                    .anySatisfy(said -> assertThat(said).isEqualTo("pong there?"))
                    .anySatisfy(said -> assertThat(said).asString().contains("\"text\":\"Ä\""));
        }
    }

    @Test
    void pagesOfOtherSitesAreRefused() throws Exception {
        try (Served served = new Served(BRIEF, Tuning.DEFAULT)) {
            assertThat(refused(served, "shout", JSON, "Origin", "https://evil.example"))
                    .isEqualTo(403);
            assertThat(refused(served, "shout", JSON, "Origin", "null")).isEqualTo(403);
            assertThat(refused(served, "shout", JSON, "Sec-Fetch-Site", "cross-site"))
                    .isEqualTo(403);

            Talk own = new Talk(served, "shout", JSON, "Origin", "http://127.0.0.1:" + served.port());
            assertThat(own.say("{\"docs\":[{\"text\":\"a\"}]}").next())
                    .asString()
                    .contains("\"A\"");
        }
    }

    @Test
    void aTokenIsTakenFromItsHeaderAlone() throws Exception {
        try (Served served = new Served(BRIEF.withToken(TOKEN), Tuning.DEFAULT)) {
            assertThat(refused(served, "shout", JSON)).isEqualTo(401);
            assertThat(refused(served, "shout?token=" + TOKEN, JSON)).isEqualTo(401);
            assertThat(refused(served, "shout?access_token=" + TOKEN, JSON)).isEqualTo(401);
            assertThat(refused(served, "shout", TOKEN)).isEqualTo(401);

            Talk talk = new Talk(served, "shout", JSON, "Authorization", "Bearer " + TOKEN);
            assertThat(talk.say("{\"docs\":[{\"text\":\"a\"}]}").next())
                    .asString()
                    .contains("\"A\"");
        }
    }

    @Test
    void whatIsNoCallIsAnsweredBeforeTheUpgrade() throws Exception {
        try (Served served = new Served(BRIEF, Tuning.DEFAULT)) {
            assertThat(refused(served, "nothing", JSON)).isEqualTo(404);
            assertThat(refused(served, "shout/more", JSON)).isEqualTo(404);
            assertThat(refused(served, "shout", "chat")).isEqualTo(400);
            assertThat(served.send(
                                    "GET /probe/shout HTTP/1.1\nSec-WebSocket-Version: 13\nSec-WebSocket-Protocol: "
                                            + JSON,
                                    new byte[0])
                            .status())
                    .isEqualTo(400);
        }
    }

    private static int refused(Served served, String endpoint, String protocol, String... headers) {
        try {
            new Talk(served, endpoint, protocol, headers);
        } catch (WebSocketHandshakeException e) {
            return e.getResponse().statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it was let in");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fail|{\"docs\":[{\"text\":\"a\"}],\"params\":{\"code\":\"ABORTED\"}}|4409|failed as told",
                "shout|{\"docs\":|4400|Tried to read",
                "shout|{\"docs\":[],\"endpoint\":\"words\"}|4400|the body `words`",
            })
    void aCallThatFailsSaysSoAndClosesWithItsStatus(String endpoint, String opening, int code, String why)
            throws Exception {
        try (Served served = new Served(BRIEF, Tuning.DEFAULT)) {
            Talk talk = new Talk(served, endpoint, JSON).say(opening);

            assertThat(talk.next()).asString().contains("\"end\":true").contains(why);
            assertThat(talk.closed()).isEqualTo(code);
        }
    }

    @Test
    void aMessageOverTheLimitOrOfTheWrongKindClosesTheSocket() throws Exception {
        ServeSettings small = BRIEF.withLimits(new Limits(1000, 16 << 10, 64, 100));
        try (Served served = new Served(small, Tuning.DEFAULT)) {
            Talk large = new Talk(served, "shout", JSON).say("{\"docs\":[{\"text\":\"" + "a".repeat(2000) + "\"}]}");
            assertThat(large.next()).asString().contains("RESOURCE_EXHAUSTED").contains("1000 bytes");
            assertThat(large.closed()).isEqualTo(1009);

            Talk binary = new Talk(served, "shout", JSON);
            binary.socket
                    .sendBinary(ByteBuffer.wrap("{}".getBytes(UTF_8)), true)
                    .get(20, TimeUnit.SECONDS);
            assertThat(binary.next()).asString().contains("INVALID_ARGUMENT").contains("text");
            assertThat(binary.closed()).isEqualTo(4400);
        }
    }

    @Test
    void oneWhoLeavesCancelsTheCall() throws Exception {
        try (Served served = new Served(BRIEF, Tuning.DEFAULT)) {
            Talk talk = new Talk(served, "slow", JSON).say("{\"docs\":[{\"text\":\"a\"}]}");
            served.probe.awaitEntered();
            talk.socket.abort();

            served.probe.awaitInterrupted();
        }
    }

    @Test
    void oneWhoClosesInGoodOrderButEarlyCancelsTheCall() throws Exception {
        try (Served served = new Served(BRIEF, Tuning.DEFAULT)) {
            Talk talk = new Talk(served, "slow", JSON).say("{\"docs\":[{\"text\":\"a\"}]}");
            served.probe.awaitEntered();
            talk.socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").get(20, TimeUnit.SECONDS);

            served.probe.awaitInterrupted();
        }
    }

    @Test
    void oneWhoConnectsAndSaysNothingIsNotWaitedFor() throws Exception {
        try (Served served = new Served(BRIEF, IMPATIENT)) {
            assertThat(new Talk(served, "shout", JSON).closed()).isIn(-1, 1006);
        }
    }

    @Test
    void aCallMayTakeLongerThanAConnectionMayBeIdle() throws Exception {
        try (Served served = new Served(BRIEF, IMPATIENT)) {
            Talk talk = new Talk(served, "slow", JSON).say("{\"docs\":[{\"text\":\"a\"}]}");
            served.probe.awaitEntered();
            assertThatThrownBy(() -> talk.closed.get(3, TimeUnit.SECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            served.probe.release();

            assertThat(talk.next()).asString().contains("\"text\":\"a\"");
        }
    }

    @Test
    void aReaderThatStopsStopsTheWriter() throws Exception {
        try (Served served = new Served(BRIEF, Tuning.DEFAULT);
                Socket socket = served.connect()) {
            String opening = "{\"docs\":[{\"text\":\"100000000\"}]}";
            socket.getOutputStream()
                    .write(("GET /probe/numbers HTTP/1.1\r\n"
                                    + "Host: localhost\r\n"
                                    + "Connection: Upgrade\r\n"
                                    + "Upgrade: websocket\r\n"
                                    + "Sec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                    + "Sec-WebSocket-Protocol: xoo.json\r\n\r\n")
                            .getBytes(UTF_8));
            socket.getOutputStream().write(new byte[] {(byte) 0x81, (byte) (0x80 | opening.length()), 0, 0, 0, 0});
            socket.getOutputStream().write(opening.getBytes(UTF_8));

            assertThat(served.probe.awaitStopped()).isBetween(1L, 1_000_000L);
        }
    }
}
