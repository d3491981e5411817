package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.ServeSettings;
import xooai.executor.Executor;
import xooai.executor.RemoteExecutor;
import xooai.web.Tuning;

/// Peers whose streams are cut, or are none.
@Timeout(60)
class StreamCallsTest {
    private static final ConnectSettings JSON = ConnectSettings.DEFAULT.withCodec(Codec.JSON);
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String CHUNK = "{\"docs\":[{\"type\":\"Text\",\"text\":\"a\"}]}\n";

    /// A peer that reads the head of a request, answers with bytes, and closes.
    private static final class Peer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Saying saying;

        Peer(Saying saying) throws IOException {
            this.saying = saying;
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket accepted = socket.accept()) {
                    saying.say(head(accepted.getInputStream()), accepted);
                } catch (IOException _) {
                    // The caller has enough, or the test has ended.
                }
            }
        }

        private static String head(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int read = in.read();
                if (read < 0) {
                    throw new IOException("cut");
                }
                head.append((char) read);
            }
            return head.toString();
        }

        RemoteExecutor executor(ConnectSettings settings) {
            return Executor.at("http://127.0.0.1:" + socket.getLocalPort() + "/e2", settings);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private interface Saying {
        void say(String head, Socket socket) throws IOException;
    }

    private static Peer peer(String answer) throws IOException {
        return new Peer((_, socket) -> {
            socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        });
    }

    private static String chunked(String... chunks) {
        StringBuilder body = new StringBuilder(HEAD);
        for (String chunk : chunks) {
            body.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return body.toString();
    }

    static Stream<List<String>> cuts() {
        return Stream.of(
                List.of("a clean end of the body without an end of the call", chunked(CHUNK) + "0\r\n\r\n"),
                List.of("a connection that is closed between chunks", chunked(CHUNK)),
                List.of("a connection that is closed within a chunk", chunked(CHUNK) + "40\r\n{\"docs\""),
                List.of("a body that ends in the middle of a line", chunked(CHUNK, "{\"end\":tr") + "0\r\n\r\n"),
                List.of("sizes of chunks that are none", chunked(CHUNK) + "zz\r\n{\"end\":true,\"status\":\"OK\"}\n"));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("cuts")
    void aStreamThatIsCutIsUnavailableAfterWhatCame(List<String> cut) throws IOException {
        try (Peer peer = peer(cut.get(1));
                RemoteExecutor executor = peer.executor(JSON);
                DocStream<Text> answers = executor.expand("words", DocArray.of(Text.of("x")))) {
            assertThat(answers.nextChunk()).containsExactly(Text.of("a"));
            XooaiException failed = catchThrowableOfType(XooaiException.class, answers::nextChunk);
            assertThat(failed).as(cut.get(0)).hasMessageContaining("cut before its end");
            assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"nonsense|DATA_LOSS|cannot be read", "{\"end\":true}|DATA_LOSS|without a status"})
    void aMessageThatCannotBeReadIsSaid(String line, Code code, String why) throws IOException {
        try (Peer peer = peer(chunked(CHUNK, line + "\n") + "0\r\n\r\n");
                RemoteExecutor executor = peer.executor(JSON);
                DocStream<Text> answers = executor.expand("words", DocArray.of(Text.of("x")))) {
            assertThat(answers.nextChunk()).isNotNull();
            assertThatThrownBy(answers::nextChunk)
                    .isInstanceOfSatisfying(
                            XooaiException.class, e -> assertThat(e.code()).isEqualTo(code))
                    .hasMessageContaining(why);
        }
    }

    @Test
    void aMessageOverTheLimitIsNotHeld() throws IOException {
        try (Peer peer = new Peer((_, socket) -> {
                    OutputStream out = socket.getOutputStream();
                    out.write(HEAD.getBytes(ISO_8859_1));
                    for (int i = 0; i < 1_000_000; i++) {
                        out.write(("3e8\r\n" + "a".repeat(1000) + "\r\n").getBytes(ISO_8859_1));
                    }
                });
                RemoteExecutor executor = peer.executor(JSON.withLimits(new Limits(10_000, 16 << 10, 64, 100)));
                DocStream<Text> answers = executor.expand("words", DocArray.of(Text.of("x")))) {
            assertThatThrownBy(answers::nextChunk)
                    .isInstanceOfSatisfying(
                            XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED))
                    .hasMessageContaining("10000 bytes");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'|NOT_FOUND|HTTP 404",
                "'HTTP/1.1 200 OK\r\n"
                        + "Connection: close\r\n"
                        + "Content-Type: text/html\r\n"
                        + "Content-Length: 5\r\n\r\n"
                        + "hello'|DATA_LOSS|text/html",
                "''|UNAVAILABLE|cut",
            })
    void whatIsNoStreamIsSaidForEveryKind(String answer, Code code, String why) throws IOException {
        try (Peer peer = peer(answer);
                RemoteExecutor executor = peer.executor(JSON)) {
            assertFails(
                    code,
                    why,
                    () -> executor.expand("words", DocArray.of(Text.of("x"))).toArray());
            assertFails(code, why, () -> executor.collect("count", DocStream.of(Text.of("x"))));
            assertFails(
                    code,
                    why,
                    () -> executor.chat("shout", DocStream.of(Text.of("x"))).toArray());
        }
    }

    private static void assertFails(Code code, String why, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }

    @Test
    void anAnswerBeforeTheEndOfTheRequestEndsTheSending() throws IOException {
        try (Served served = new Served();
                RemoteExecutor executor = Executor.at(served.address().toString(), JSON)) {
            DocStream<Text> endless =
                    DocStream.of(IntStream.range(0, 100_000_000).mapToObj(i -> Text.of("x".repeat(1000))));

            assertFails(
                    Code.ABORTED,
                    "failed as told",
                    () -> executor.collect("fail", endless, call -> call.param("code", "ABORTED")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "msgpack"})
    void anAnswerIsHeardAlsoWhileNothingIsSent(String codec) throws Exception {
        ServeSettings strict = ServeSettings.DEFAULT.withStreams(Duration.ofMillis(300), Duration.ofMinutes(5));
        ConnectSettings settings = ConnectSettings.DEFAULT.withCodec(Objects.requireNonNull(Codec.named(codec)));
        CountDownLatch heard = new CountDownLatch(1);
        Stream<Text> stuck = Stream.generate(() -> {
            try {
                heard.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Text.of("late");
        });
        try (Served served = new Served(strict, Tuning.DEFAULT);
                RemoteExecutor executor = Executor.at(served.address().toString(), settings)) {
            assertFails(
                    Code.DEADLINE_EXCEEDED,
                    "nothing has moved",
                    () -> executor.collect("count", DocStream.of(stuck.limit(1))));
        } finally {
            heard.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "close", "half", "masked", "huge", "wrongkey"})
    void aWebSocketThatBreaksIsUnavailable(String how) throws IOException {
        try (Peer peer = new Peer((head, socket) -> webSocket(head, socket, how));
                RemoteExecutor executor = peer.executor(JSON);
                DocStream<Text> answers = how.equals("wrongkey") ? null : chat(executor)) {
            if (answers == null) {
                assertFails(Code.UNAVAILABLE, "another WebSocket", () -> chat(executor));
                return;
            }
            XooaiException failed = catchThrowableOfType(XooaiException.class, answers::nextChunk);
            assertThat(failed.code()).isEqualTo(how.equals("huge") ? Code.RESOURCE_EXHAUSTED : Code.UNAVAILABLE);
        }
    }

    private static DocStream<Text> chat(RemoteExecutor executor) {
        return executor.chat("shout", DocStream.of(Text.of("x")));
    }

    private static void webSocket(String head, Socket socket, String how) throws IOException {
        String key = head.replaceFirst("(?s).*Sec-WebSocket-Key: ([^\r]*).*", "$1");
        OutputStream out = socket.getOutputStream();
        out.write(("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Protocol: xoo.json\r\nSec-WebSocket-Accept: "
                        + (how.equals("wrongkey") ? "none" : accept(key)) + "\r\n\r\n")
                .getBytes(ISO_8859_1));
        out.write(
                switch (how) {
                    case "close" -> new byte[] {(byte) 0x88, 2, 3, (byte) 0xe8};
                    case "half" -> new byte[] {(byte) 0x81, 100, '{'};
                    case "masked" -> new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, '{', '}'};
                    case "huge" -> new byte[] {(byte) 0x81, 127, 0, 0, 0, 100, 0, 0, 0, 0};
                    default -> new byte[0];
                });
        out.flush();
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
    }

    private static String accept(String key) {
        try {
            byte[] all = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(all));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
