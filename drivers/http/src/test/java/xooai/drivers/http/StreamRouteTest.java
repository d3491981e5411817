package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.web.WebPeer.Answer;

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
        List<String> lines = curl(
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
            BufferedReader in = Chunked.reader(socket);
            body.line("{\"docs\":[{\"text\":\"a\"}]}");
            assertThat(Chunked.bodyLine(in)).contains("\"text\":\"A\"");
            body.line("{\"docs\":[{\"text\":\"b\"}]}");
            assertThat(Chunked.bodyLine(in)).contains("\"text\":\"B\"");
            body.end();
            assertThat(Chunked.bodyLine(in)).contains(END.substring(1)).contains("OK");

            // The connection is whole, and takes the next call.
            new Chunked(socket, "shout", NDJSON, NDJSON).line("{\"docs\":[{\"text\":\"c\"}]}");
            assertThat(Chunked.bodyLine(in)).contains("\"text\":\"C\"");
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
