package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.Connection;
import xooai.driver.Context;

/// Peers that answer nothing, garbage, or endlessly.
@Timeout(60)
class HttpCallsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String JSON = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    /// A peer that does one thing with each connection, after it has read the head of a request.
    private static final class Peer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<String> heads = new CopyOnWriteArrayList<>();
        private final Thread thread;

        Peer(Behaviour behaviour) throws IOException {
            thread = Thread.ofVirtual().start(() -> serve(behaviour));
        }

        static Peer says(String answer) throws IOException {
            return new Peer(out -> out.write(answer.getBytes(ISO_8859_1)));
        }

        private void serve(Behaviour behaviour) {
            while (!socket.isClosed()) {
                try (Socket accepted = socket.accept()) {
                    heads.add(head(accepted));
                    behaviour.act(accepted.getOutputStream());
                    accepted.getOutputStream().flush();
                } catch (IOException _) {
                    // The caller has enough, or the test has ended.
                }
            }
        }

        private static String head(Socket accepted) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int read = accepted.getInputStream().read();
                if (read < 0) {
                    break;
                }
                head.append((char) read);
            }
            return head.toString();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            socket.close();
            thread.interrupt();
        }
    }

    private interface Behaviour {
        void act(OutputStream out) throws IOException;
    }

    @Test
    void nobodyThereIsARefusedConnection() throws IOException {
        URI address;
        try (ServerSocket free = new ServerSocket(0)) {
            address = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }

        XooaiException failed = failure(address, LONG);

        assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(failed).hasMessage("Tried to call e2 (" + address + "/e2/echo): connection refused");
    }

    @Test
    void aHostThatIsNotKnownIsSaid() {
        XooaiException failed = failure(URI.create("http://nobody.invalid"), LONG);

        assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(failed).hasMessageContaining("the host is not known");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello'|DATA_LOSS|text/html",
                "'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello'|DATA_LOSS|no content type",
                "'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'|NOT_FOUND|HTTP 404",
                "'HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n'|UNAUTHENTICATED|HTTP 401",
                "'HTTP/1.1 502 Bad\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n'|UNAVAILABLE|HTTP 502",
                "'HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n'|UNAVAILABLE|HTTP 503",
                "'HTTP/1.1 408 Slow\r\nContent-Length: 0\r\n\r\n'|DEADLINE_EXCEEDED|HTTP 408",
                "'hello, this is no HTTP\r\n\r\n'|UNAVAILABLE|does not speak HTTP",
                "''|UNAVAILABLE|the connection was cut",
                "'HTTP/1.1 200 OK\r\nContent-Length: 50\r\nContent-Type: application/json\r\n\r\n{'|UNAVAILABLE|cut",
                "'HTTP/1.1 200 OK\r\n"
                        + "Content-Length: 1\r\n"
                        + "Content-Type: application/json\r\n\r\n"
                        + "{'|DATA_LOSS|cannot be read",
                "'HTTP/1.1 200 OK\r\n"
                        + "Content-Length: 2\r\n"
                        + "Content-Type: application/json\r\n\r\n"
                        + "{}'|DATA_LOSS|cannot be read",
                "'HTTP/1.1 200 OK\r\n"
                        + "Content-Length: 1\r\n"
                        + "Content-Type: application/msgpack\r\n\r\n"
                        + "x'|DATA_LOSS|cannot be read"
            })
    void whatIsNoAnswerIsSaid(String answer, Code code, String why) throws IOException {
        try (Peer peer = Peer.says(answer)) {
            XooaiException failed = failure(peer.address(), LONG);

            assertThat(failed.code()).isEqualTo(code);
            assertThat(failed)
                    .hasMessageStartingWith("Tried to call e2 (http://")
                    .hasMessageContaining(why);
            assertThat(peer.heads).hasSize(1);
        }
    }

    @Test
    void anEndlessAnswerIsCutAtTheLimit() throws IOException {
        try (Peer peer = new Peer(out -> {
            out.write((JSON + "\r\n").getBytes(ISO_8859_1));
            while (true) {
                out.write(new byte[65_536]);
            }
        })) {
            XooaiException failed = failure(peer.address(), LONG);

            assertThat(failed.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
            assertThat(failed).hasMessageContaining("limit of 16777216 bytes");
        }
    }

    @Test
    void anAnswerThatIsPastALimitOfItsCodecIsSaidToBe() throws IOException {
        String deep = "{\"docs\":[{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}]}";
        try (Peer peer = Peer.says(JSON + "Content-Length: " + deep.length() + "\r\n\r\n" + deep)) {
            assertThat(failure(peer.address(), LONG).code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:secret@nobody.invalid/?key=secret#secret",
        "ftp://user:secret@nobody.invalid/?key=secret",
        "ftp://secret@nobody.invalid"
    })
    void anAddressIsSaidWithoutItsSecrets(URI address) {
        assertThatThrownBy(() -> {
                    try (Connection connection = new HttpCalls(address, ConnectSettings.DEFAULT)) {
                        Request request = Request.of("echo", DocArray.of(Text.of("x")));
                        connection.call("e2", request, Text.class, Context.of(LONG));
                    }
                })
                .isInstanceOf(XooaiException.class)
                .hasMessageContaining("//nobody.invalid")
                .hasMessageNotContaining("secret");
    }

    @Test
    void anEndlessHeadIsCut() throws IOException {
        try (Peer peer = new Peer(out -> {
            out.write(JSON.getBytes(ISO_8859_1));
            while (true) {
                out.write(("X: " + "x".repeat(10_000) + "\r\n").getBytes(ISO_8859_1));
            }
        })) {
            assertThat(failure(peer.address(), LONG).code()).isIn(Code.UNAVAILABLE, Code.DATA_LOSS);
        }
    }

    @Test
    void aTrickledAnswerEndsAtTheDeadline() throws IOException {
        try (Peer peer = new Peer(out -> {
            out.write((JSON + "Content-Length: 1000\r\n\r\n").getBytes(ISO_8859_1));
            while (true) {
                out.write(' ');
                out.flush();
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        })) {
            assertThat(failure(peer.address(), Duration.ofMillis(400)).code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void silenceEndsAtTheDeadline() throws IOException {
        try (Peer peer = new Peer(out -> java.util.concurrent.locks.LockSupport.park())) {
            assertThat(failure(peer.address(), Duration.ofMillis(300)).code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        }
    }

    @ParameterizedTest
    @CsvSource({"301", "302", "307", "308"})
    void aRedirectIsNotFollowedAndTheTokenStays(int status) throws IOException {
        try (Peer other = Peer.says(JSON + "Content-Length: 2\r\n\r\n{}");
                Peer peer = Peer.says("HTTP/1.1 " + status + " Go\r\nLocation: " + other.address()
                        + "/\r\nContent-Length: 0\r\n\r\n")) {
            XooaiException failed =
                    failure(peer.address(), LONG, ConnectSettings.DEFAULT.withToken("0123456789abcdefghijABCD"));

            assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(peer.heads).singleElement().asString().contains("Authorization: Bearer 0123");
            assertThat(other.heads).isEmpty();
        }
    }

    @Test
    void aCallIsSentOnceWhateverHappens() throws IOException {
        try (Peer peer = new Peer(out -> {
            throw new IOException("cut");
        })) {
            failure(peer.address(), LONG);

            assertThat(peer.heads).hasSize(1);
        }
    }

    @Test
    void garbageInsteadOfADescriptionIsSaid() throws IOException {
        for (String body : List.of("[]", "{}", "{\"executors\":5}", "nonsense")) {
            try (Peer peer = Peer.says(JSON + "Content-Length: " + body.length() + "\r\n\r\n" + body);
                    Connection connection = new HttpCalls(peer.address(), ConnectSettings.DEFAULT)) {
                XooaiException failed =
                        catchThrowableOfType(XooaiException.class, () -> connection.describe(Context.of(LONG)));
                assertThat(failed.code()).as(body).isEqualTo(Code.DATA_LOSS);
            }
        }
    }

    @Test
    void bothCodecsAreSpoken() {
        try (Served served = new Served()) {
            URI address = URI.create("http://127.0.0.1:" + served.port());
            for (Codec codec : Codec.all()) {
                try (Connection connection = new HttpCalls(address, ConnectSettings.DEFAULT.withCodec(codec))) {
                    Request request = Request.of("upper", DocArray.of(Text.of("x")));
                    assertThat(connection
                                    .call("probe", request, Text.class, Context.of(LONG))
                                    .docs()
                                    .cast()
                                    .get(0))
                            .isEqualTo(Text.of("X"));
                }
            }
        }
    }

    private static XooaiException failure(URI address, Duration timeout) {
        return failure(address, timeout, ConnectSettings.DEFAULT);
    }

    private static XooaiException failure(URI address, Duration timeout, ConnectSettings settings) {
        try (Connection connection = new HttpCalls(address, settings)) {
            Request request = Request.of("echo", DocArray.of(Text.of("x")));
            return catchThrowableOfType(
                    XooaiException.class, () -> connection.call("e2", request, Text.class, Context.of(timeout)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://models.example", "http://10.0.0.5:8080", "http://localhost.example", "http://[::2]"})
    void aTokenDoesNotTravelToAnotherMachineInTheClear(String address) {
        ConnectSettings settings = ConnectSettings.DEFAULT.withToken("0123456789abcdefghijABCDEFGHIJ");

        assertThatThrownBy(() -> new HttpDriver().connect(URI.create(address), settings))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
                .hasMessageContaining("in the clear")
                .hasMessageNotContaining("0123456789");
        new HttpDriver()
                .connect(URI.create(address), settings.withInsecure(true))
                .close();
        new HttpDriver()
                .connect(URI.create(address.replace("http:", "https:")), settings)
                .close();
        new HttpDriver().connect(URI.create("http://127.0.0.1:1"), settings).close();
    }
}
