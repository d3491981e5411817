package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.driver.Memory;
import xooai.driver.ServeSettings;
import xooai.web.Tuning;
import xooai.web.WebPeer.Answer;

class HostileBodiesTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final String DOCS = "{\"docs\":[{\"id\":\"a\",\"text\":\"x\"}]}";

    private final Served served =
            new Served(ServeSettings.DEFAULT, tuning(Duration.ofSeconds(2), Duration.ofSeconds(2)));

    static Tuning tuning(Duration headers, Duration body) {
        return new Tuning(headers, body, Duration.ofSeconds(4), Duration.ofSeconds(30), 100, new Memory(64 << 20));
    }

    @AfterEach
    void theServerStillAnswers() throws IOException {
        try (served) {
            Answer answer = served.post("upper", DOCS);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("\"text\":\"X\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16",
                "application/jsonp",
                "application/json/x",
                ";"
            })
    void otherContentTypesAre415(String type) throws IOException {
        assertRefused(served.post("echo", type, DOCS.getBytes(UTF_8)), 415, "INVALID_ARGUMENT");
    }

    @Test
    void aBodyWithoutContentTypeIs415() throws IOException {
        Answer answer = served.send("POST /probe/echo HTTP/1.1\nContent-Length: 2", "{}".getBytes(UTF_8));

        assertRefused(answer, 415, "INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"docs\":[{\"text\":\"x\"}]} x",
                "{\"docs\":[],\"docs\":[]}",
                "{\"docs\":[{\"text\":\"x\",\"text\":\"y\"}]}",
                "{\"docs\":[{\"text\":1e400}]}",
                "{\"docs\":[{\"text\":NaN}]}",
                "{\"docs\":[{'text':'x'}]}",
                "{\"docs\":[{\"id\":\"a\",\"text\":\"x\"},{\"id\":\"a\",\"text\":\"y\"}]}",
                "{\"docs\":[{\"text\":\"\\ud800\"}]}",
                "{\"docs\":{}}",
                "{\"timeoutMs\":-5,\"docs\":[]}"
            })
    void brokenJsonIs400(String json) throws IOException {
        assertRefused(served.post("echo", json), 400, "INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0af", "edA080", "ff", "fefe"})
    void textThatIsNoUtf8Is400(String hex) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"docs\":[{\"text\":\"".getBytes(UTF_8));
        body.writeBytes(HexFormat.of().parseHex(hex));
        body.writeBytes("\"}]}".getBytes(UTF_8));

        assertRefused(served.post("echo", "application/json", body.toByteArray()), 400, "INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dd10000000",
                "df10000000",
                "c6ffffffff",
                "81a4646f6373dd7fffffff",
                "81a4646f6373c7ffffffff",
                "81c0a0",
                "8190c0",
                "81a4646f637390c0",
                "82a4646f637390a4646f637390",
                "c1"
            })
    void brokenMsgpackIsRefused(String hex) throws IOException {
        Answer answer =
                served.post("echo", "application/msgpack", HexFormat.of().parseHex(hex));

        assertThat(answer.status()).isIn(400, 413);
        assertThat(answer.header("content-type")).isEqualTo("application/msgpack");
    }

    @Test
    void deepValuesAreRefusedInBothCodecs() throws IOException {
        String deep = "{\"docs\":[{\"text\":\"x\",\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}]}";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(HexFormat.of().parseHex("81a4646f637391" + "81a161"));
        packed.writeBytes(HexFormat.of().parseHex("91".repeat(10_000)));

        assertThat(served.post("echo", deep).status()).isIn(400, 413);
        assertThat(served.post("echo", "application/msgpack", packed.toByteArray())
                        .status())
                .isIn(400, 413);
    }

    @Test
    void aBodyOverTheLimitIs413BeforeItIsRead() throws IOException {
        Answer answer = served.send(
                "POST /probe/echo HTTP/1.1\nContent-Type: application/json\nContent-Length: 99999999999", new byte[0]);

        assertRefused(answer, 413, "RESOURCE_EXHAUSTED");
        assertThat(answer.text()).contains("16777216");
    }

    @Test
    void aBodyOfUnknownLengthIsCutAtTheLimit() throws IOException {
        byte[] chunk = new byte[65_536];
        try (Socket socket = served.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head("Transfer-Encoding: chunked"));
            try {
                for (int i = 0; i < 1000; i++) {
                    out.write("10000\r\n".getBytes(ISO_8859_1));
                    out.write(chunk);
                    out.write("\r\n".getBytes(ISO_8859_1));
                }
            } catch (IOException _) {
                // Refused while it is sent, as it should be.
                return;
            }
            assertRefused(Served.read(socket.getInputStream()), 413, "RESOURCE_EXHAUSTED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nxx\r\n", "-5\r\n", "ffffffffffffffffff\r\nx", "5;\u0001\r\nhello\r\n", "2\r\n{}X"})
    void brokenChunksAre400(String chunks) throws IOException {
        Answer answer = served.raw(head("Transfer-Encoding: chunked"), chunks.getBytes(ISO_8859_1));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("INVALID_ARGUMENT");
    }

    @Test
    void aBodyThatEndsTooEarlyIsNoCrash() throws IOException {
        try (Socket socket = served.connect()) {
            socket.getOutputStream().write(head("Content-Length: 1000"));
            socket.getOutputStream().write("{\"docs\":[".getBytes(UTF_8));
            socket.shutdownOutput();

            assertThat(Served.read(socket.getInputStream()).status()).isEqualTo(400);
        }
    }

    @Test
    void bothLengthAndChunksAreRefused() throws IOException {
        Answer answer = served.raw(
                head("Content-Length: 3\r\nTransfer-Encoding: chunked"), "0\r\n\r\nGET / HTTP/1.1\r\n".getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void aTrickledBodyIsCutOff() throws IOException {
        try (Socket socket = served.connect()) {
            socket.getOutputStream().write(head("Content-Length: 100000"));
            assertThat(trickle(socket)).isLessThan(20_000);
        }
    }

    @Test
    void aTrickledHeadIsCutOff() throws IOException {
        try (Socket socket = served.connect()) {
            socket.getOutputStream().write("POST /probe/echo HTTP/1.1\r\nX: ".getBytes(UTF_8));
            assertThat(trickle(socket)).isLessThan(20_000);
        }
    }

    /// Sends a byte whenever 50 ms have brought no answer; gives the milliseconds until the server ended it.
    private static long trickle(Socket socket) throws IOException {
        long began = System.nanoTime();
        socket.setSoTimeout(50);
        while (System.nanoTime() - began < 20_000_000_000L) {
            try {
                socket.getOutputStream().write('x');
                if (socket.getInputStream().read() >= 0) {
                    break;
                }
                break;
            } catch (java.net.SocketTimeoutException _) {
                // No answer yet: the next byte goes out.
            } catch (IOException _) {
                break;
            }
        }
        return (System.nanoTime() - began) / 1_000_000;
    }

    @Test
    void gzipIsReadAndABombIsRefused() throws IOException {
        Answer plain = gzipped(DOCS.getBytes(UTF_8));
        Answer bomb = gzipped(("{\"docs\":[{\"text\":\"" + "x".repeat(64 << 20) + "\"}]}").getBytes(UTF_8));

        assertThat(plain.status()).isEqualTo(200);
        assertRefused(bomb, 413, "RESOURCE_EXHAUSTED");
    }

    /// The end never comes: what has been unpacked is not kept until the time is over.
    @Test
    void aBombWhoseEndIsWithheldIsRefusedAtOnce() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[15 << 20]);
        }
        byte[] bomb = packed.toByteArray();
        try (Served patient = new Served(ServeSettings.DEFAULT, tuning(LONG, LONG));
                Socket socket = patient.connect()) {
            socket.getOutputStream().write(head("Content-Encoding: gzip\r\nContent-Length: " + bomb.length));
            socket.getOutputStream().write(bomb, 0, bomb.length - 1);

            Answer answer = Served.read(socket.getInputStream());
            assertRefused(answer, 413, "RESOURCE_EXHAUSTED");
            assertThat(answer.text()).contains("200 bytes for each byte");
        }
    }

    @Test
    void densePackedBodiesOfModestSizeAreRead() throws IOException {
        byte[] dull = ("{\"docs\":[{\"text\":\"" + "x".repeat(900_000) + "\"}]}").getBytes(UTF_8);

        assertThat(gzipped(dull).status()).isEqualTo(200);
    }

    @Test
    void whatFollowsGzipIs400() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(DOCS.getBytes(UTF_8));
        }
        packed.writeBytes("xx".getBytes(UTF_8));

        assertRefused(
                served.raw(head("Content-Encoding: gzip\r\nContent-Length: " + packed.size()), packed.toByteArray()),
                400,
                "INVALID_ARGUMENT");
    }

    @Test
    void brokenGzipIs400AndOtherEncodingsAre415() throws IOException {
        byte[] body = DOCS.getBytes(UTF_8);
        assertRefused(
                served.raw(head("Content-Encoding: gzip\r\nContent-Length: " + body.length), body),
                400,
                "INVALID_ARGUMENT");
        assertRefused(
                served.raw(head("Content-Encoding: br\r\nContent-Length: " + body.length), body),
                415,
                "INVALID_ARGUMENT");
    }

    private Answer gzipped(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return served.raw(head("Content-Encoding: gzip\r\nContent-Length: " + packed.size()), packed.toByteArray());
    }

    private byte[] head(String header) {
        return ("POST /probe/echo HTTP/1.1\r\nHost: 127.0.0.1:" + served.port()
                        + "\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n")
                .getBytes(ISO_8859_1);
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.text()).contains("\"status\":\"" + code + "\"", "\"error\"");
    }
}
