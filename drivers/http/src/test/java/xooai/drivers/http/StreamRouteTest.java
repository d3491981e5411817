package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.Code;
import xooai.driver.ServeSettings;
import xooai.drivers.http.Served.Answer;

/// Streams as programs see them that nobody here wrote: curl, and sockets that say what they like.
@Timeout(60)
class StreamRouteTest {
    private static final String NDJSON = "application/x-ndjson";
    private static final String END = "{\"end\":true";

    private final Served served = new Served();

    @AfterEach
    void close() {
        served.close();
    }

    /// The lines that curl prints.
    private List<String> curl(String endpoint, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-sSN", "--max-time", "30"));
        command.addAll(Arrays.asList(arguments));
        command.add(served.address() + "/" + endpoint);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            List<String> lines = out.lines().toList();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return lines;
        }
    }

    @Test
    void curlReadsAnAnswerLineByLine() throws Exception {
        List<String> lines =
                curl("words", "-H", "Accept: " + NDJSON, "--json", "{\"docs\":[{\"text\":\"a b\"}]}", "-H", "Accept:");

        // The last `Accept` of curl wins nothing: `--json` asks for JSON as well, and the stream is named first.
        assertThat(lines).hasSizeBetween(1, 3);
        lines = curl(
                "words",
                "-H",
                "Content-Type: application/json",
                "-H",
                "Accept: " + NDJSON,
                "-d",
                "{\"docs\":[{\"text\":\"a b\"}]}");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("\"text\":\"a\"").startsWith("{\"docs\"");
        assertThat(lines.get(1)).contains("\"text\":\"b\"");
        assertThat(lines.get(2)).contains("\"end\":true").contains("\"status\":\"OK\"");
    }

    @Test
    void curlReadsServerSentEvents() throws Exception {
        List<String> lines = curl(
                "words",
                "-H",
                "Content-Type: application/json",
                "-H",
                "Accept: text/event-stream",
                "-d",
                "{\"docs\":[{\"text\":\"a b\"}]}");

        assertThat(lines).hasSize(9);
        assertThat(lines.get(0)).isEqualTo("event: chunk");
        assertThat(lines.get(1)).startsWith("data: {\"docs\"").contains("\"text\":\"a\"");
        assertThat(lines.get(2)).isEmpty();
        assertThat(lines.get(6)).isEqualTo("event: end");
        assertThat(lines.get(7)).startsWith("data: {").contains("\"end\":true");
    }

    @Test
    void curlSendsAStreamAndReadsOneAnswer() throws Exception {
        List<String> lines = curl(
                "count",
                "-H",
                "Content-Type: " + NDJSON,
                "--data-binary",
                "{\"docs\":[{\"text\":\"a\"}]}\n{\"docs\":[{\"text\":\"b\"}]}\n\n{\"docs\":[{\"text\":\"c\"}]}");

        assertThat(String.join("", lines)).contains("\"text\":\"3 c\"").contains("\"status\":\"OK\"");
    }

    @Test
    void anAnswerComesWhileTheRequestIsStillBeingSent() throws Exception {
        try (Socket socket = served.connect()) {
            Chunked body = new Chunked(socket, "shout", NDJSON, NDJSON);
            BufferedReader in = reader(socket);
            body.line("{\"docs\":[{\"text\":\"a\"}]}");
            assertThat(bodyLine(in)).contains("\"text\":\"A\"");
            body.line("{\"docs\":[{\"text\":\"b\"}]}");
            assertThat(bodyLine(in)).contains("\"text\":\"B\"");
            body.end();
            assertThat(bodyLine(in)).contains(END.substring(1)).contains("OK");

            // The connection is whole, and takes the next call.
            new Chunked(socket, "shout", NDJSON, NDJSON).line("{\"docs\":[{\"text\":\"c\"}]}");
            assertThat(bodyLine(in)).contains("\"text\":\"C\"");
        }
    }

    @Test
    void messagesOfMsgpackFollowTheirLength() throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String text : List.of("a", "b")) {
            byte[] message = Codec.MSGPACK.writeValue(Map.of("docs", List.of(Map.of("text", text))));
            body.writeBytes(ByteBuffer.allocate(4).putInt(message.length).array());
            body.writeBytes(message);
        }
        String type = "application/x-msgpack-stream";
        try (Socket socket = served.connect()) {
            Chunked sent = new Chunked(socket, "shout", type, type);
            sent.bytes(body.toByteArray());
            sent.end();
            byte[] answer = dechunked(socket.getInputStream());
            List<Object> messages = new ArrayList<>();
            for (ByteBuffer left = ByteBuffer.wrap(answer); left.hasRemaining(); ) {
                byte[] message = new byte[left.getInt()];
                left.get(message);
                messages.add(Codec.MSGPACK.readValue(message, Limits.DEFAULT));
            }
            assertThat(messages).hasSize(3);
            assertThat(messages.get(0).toString()).contains("text=A");
            assertThat(messages.get(1).toString()).contains("text=B");
            assertThat(messages.get(2).toString()).contains("end=true").contains("status=OK");
        }
    }

    @Test
    void aFailureBeforeTheFirstMessageIsAnOrdinaryAnswer() throws Exception {
        Answer unknown = post("nothing", NDJSON, "{\"docs\":[]}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Content-Type")).isEqualTo("application/json");

        Answer failed = post("fail", NDJSON, "{\"docs\":[{\"text\":\"x\"}],\"params\":{\"code\":\"ABORTED\"}}");
        assertThat(failed.status()).isEqualTo(409);
        assertThat(failed.text()).contains("failed as told");

        assertThat(post("words", NDJSON, "{\"docs\":").status()).isEqualTo(400);
    }

    private Answer post(String endpoint, String accept, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        return served.send(
                "POST /probe/" + endpoint + " HTTP/1.1\nContent-Type: application/json\nAccept: " + accept
                        + "\nContent-Length: " + body.length,
                body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "text/plain",
                "application/x-ndjson; charset=latin1",
                "application/x-ndjsonx",
            })
    void aStreamOfAnotherTypeIsRefused(String type) throws IOException {
        Answer answer = served.post("shout", type, "{\"docs\":[]}".getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text()).contains(NDJSON).contains("application/json");
    }

    @Test
    void aCompressedStreamIsRefused() throws IOException {
        byte[] body = "{\"docs\":[]}".getBytes(UTF_8);
        Answer answer = served.send(
                "POST /probe/shout HTTP/1.1\nContent-Encoding: gzip\nContent-Type: " + NDJSON + "\nContent-Length: "
                        + body.length,
                body);

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void anEmptyStreamOpensNoCall() throws IOException {
        Answer answer = served.post("count", NDJSON, new byte[0]);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("the stream is empty");
    }

    @Test
    void aMessageThatCannotBeReadEndsTheStream() throws IOException {
        assertEnds("{\"docs\":[{\"text\":\"a\"}]}\n{\"docs\":\n", "INVALID_ARGUMENT", "");
        assertEnds("{\"docs\":[{\"text\":\"a\"}]}\n{\"docs\":[]}{\"docs\":[]}\n", "INVALID_ARGUMENT", "");
        assertEnds("{\"docs\":[{\"text\":\"a\"}]}\n[1]\n", "INVALID_ARGUMENT", "");
    }

    @Test
    void aMessageAfterTheEndIsAnError() throws IOException {
        assertEnds(
                "{\"docs\":[{\"text\":\"a\"}]}\n{\"end\":true}\n{\"docs\":[{\"text\":\"b\"}]}\n",
                "INVALID_ARGUMENT",
                "after the end");
        assertEnds(
                "{\"docs\":[{\"text\":\"a\"}]}\n{\"end\":true}\n{\"end\":true}\n", "INVALID_ARGUMENT", "after the end");
    }

    /// Sends those lines to `slow`, which would wait for ever, and reads how the call ended.
    private void assertEnds(String lines, String code, String why) throws IOException {
        try (Socket socket = served.connect()) {
            Chunked body = new Chunked(socket, "slow", NDJSON, NDJSON);
            body.bytes(lines.getBytes(UTF_8));
            Answer answer = Served.read(socket.getInputStream());
            assertThat(answer.status()).isEqualTo(Code.named(code).http());
            assertThat(answer.text()).contains(code).contains(why);
        }
    }

    @Test
    void aMessageOverTheLimitEndsTheStreamAndIsNotHeld() throws IOException {
        try (Served small = new Served(
                        ServeSettings.DEFAULT.withLimits(new Limits(1000, 16 << 10, 64, 100)), Tuning.DEFAULT);
                Socket socket = small.connect()) {
            Chunked body = new Chunked(socket, "shout", NDJSON, NDJSON);
            BufferedReader in = reader(socket);
            for (int i = 0; i < 10; i++) {
                body.line("{\"docs\":[{\"text\":\"" + "a".repeat(900) + "\"}]}");
                assertThat(bodyLine(in)).contains("AAA");
            }
            body.line("{\"docs\":[{\"text\":\"" + "a".repeat(2000) + "\"}]}");
            assertThat(bodyLine(in)).contains("RESOURCE_EXHAUSTED").contains("1000 bytes");
        }
    }

    @Test
    void aLengthOverTheLimitIsRefusedBeforeItsBytesCome() throws IOException {
        try (Socket socket = served.connect()) {
            Chunked body = new Chunked(socket, "shout", "application/x-msgpack-stream", "application/json");
            body.bytes(new byte[] {0x7f, 0, 0, 0, 1});
            Answer answer = Served.read(socket.getInputStream());
            assertThat(answer.status()).isEqualTo(413);
        }
        try (Socket socket = served.connect()) {
            Chunked body = new Chunked(socket, "shout", "application/x-msgpack-stream", "application/json");
            body.bytes(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1});
            Answer answer = Served.read(socket.getInputStream());
            assertThat(answer.status()).isEqualTo(413);
        }
    }

    @Test
    void aRequestThatIsCutCancelsTheCall() throws IOException {
        try (Socket socket = served.connect()) {
            Chunked body = new Chunked(socket, "slow", NDJSON, NDJSON);
            body.line("{\"docs\":[{\"text\":\"a\"}]}");
            served.probe.awaitEntered();
        }
        served.probe.awaitInterrupted();
    }

    @Test
    void aClientThatLeavesAfterItsEndCancelsTheCall() throws IOException {
        try (Socket socket = served.connect()) {
            Chunked body = new Chunked(socket, "slow", NDJSON, NDJSON);
            body.line("{\"docs\":[{\"text\":\"a\"}]}");
            body.end();
            served.probe.awaitEntered();
        }
        served.probe.awaitInterrupted();
    }

    @Test
    void whoOpensAndSaysNothingIsNotWaitedFor() throws IOException {
        Tuning impatient = new Tuning(
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                100,
                64 << 20);
        try (Served quick = new Served(ServeSettings.DEFAULT, impatient);
                Socket socket = quick.connect()) {
            Chunked body = new Chunked(socket, "shout", NDJSON, NDJSON);
            body.bytes("{".getBytes(UTF_8));

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aStreamMayOutliveWhatOneAnswerMayTake() throws Exception {
        Tuning impatient = new Tuning(
                Duration.ofMillis(300),
                Duration.ofMillis(300),
                Duration.ofMillis(300),
                Duration.ofMillis(300),
                100,
                64 << 20);
        try (Served quick = new Served(ServeSettings.DEFAULT, impatient);
                Socket socket = quick.connect()) {
            Chunked body = new Chunked(socket, "shout", NDJSON, NDJSON);
            BufferedReader in = reader(socket);
            body.line("{\"docs\":[{\"text\":\"a\"}]}");
            assertThat(bodyLine(in)).contains("\"A\"");
            long until = System.nanoTime() + 1_500_000_000L;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            body.line("{\"docs\":[{\"text\":\"b\"}]}");
            assertThat(bodyLine(in)).contains("\"B\"");
        }
    }

    /// A request with a chunked body that is sent bit by bit.
    private static final class Chunked {
        private final OutputStream out;

        Chunked(Socket socket, String endpoint, String contentType, String accept) throws IOException {
            this.out = socket.getOutputStream();
            out.write(("POST /probe/" + endpoint + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType
                            + "\r\nAccept: " + accept + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(UTF_8));
            out.flush();
        }

        void line(String line) throws IOException {
            bytes((line + "\n").getBytes(UTF_8));
        }

        void bytes(byte[] bytes) throws IOException {
            out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
            out.write(bytes);
            out.write("\r\n".getBytes(UTF_8));
            out.flush();
        }

        void end() throws IOException {
            out.write("0\r\n\r\n".getBytes(UTF_8));
            out.flush();
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /// The next line of a body, past heads and the sizes of chunks.
    private static String bodyLine(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("{")) {
                return line;
            }
        }
        throw new IOException("the server closed the connection");
    }

    private static byte[] dechunked(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (!line(in).isEmpty()) {
            // The head is over with its first empty line.
        }
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the server closed the connection");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(UTF_8);
    }
}
