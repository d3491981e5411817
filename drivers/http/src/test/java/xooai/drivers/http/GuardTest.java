package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.driver.Memory;
import xooai.driver.ServeSettings;
import xooai.web.Tuning;
import xooai.web.WebPeer.Answer;

class GuardTest {
    private static final String TOKEN = "0123456789abcdefghijABCDEFGHIJ";
    private static final byte[] NONE = {};

    private final Served served = new Served(ServeSettings.DEFAULT.withHosts(List.of("flows.example")), Tuning.DEFAULT);

    @AfterEach
    void close() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:1", "127.0.0.1", "[::1]:99", "flows.example", "FLOWS.example:443"})
    void itsOwnNamesAreServed(String host) throws IOException {
        assertThat(served.send("GET /health/live HTTP/1.1\nHost: " + host, NONE).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:80",
                "127.0.0.1.evil.example",
                "127.0.0.2",
                "localhost.",
                "0.0.0.0",
                "[::]",
                "localhost:80:80",
                "[::1",
                "flows.example.evil.example",
                "localhost@evil.example"
            })
    void otherNamesAreRefused(String host) throws IOException {
        for (String request : List.of("GET /health/live", "GET /", "POST /probe/echo", "OPTIONS /", "GET /none")) {
            int status = served.send(request + " HTTP/1.1\nHost: " + host, NONE).status();
            assertThat(status).as(request).isIn(400, 403);
        }
    }

    @Test
    void aRequestWithoutAHostIsRefused() throws IOException {
        assertThat(served.raw("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8)).status())
                .isEqualTo(400);
        assertThat(served.raw("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8)).status())
                .isEqualTo(403);
    }

    @Test
    void anAddressInTheRequestLineIsNoWayAroundTheHost() throws IOException {
        Answer answer = served.send("GET http://evil.example/health/live HTTP/1.1\nHost: localhost", NONE);

        assertThat(answer.status()).isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://localhost:1",
                "Origin: http://127.0.0.1",
                "Origin: file://",
                "Origin: ",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: what"
            })
    void pagesOfOtherSitesAreRefusedOnEveryMethod(String header) throws IOException {
        for (String method : List.of("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")) {
            Answer answer = served.send(method + " / HTTP/1.1\n" + header, NONE);
            assertThat(answer.status()).as(method).isEqualTo(403);
            assertThat(answer.header("access-control-allow-origin")).isNull();
        }
    }

    @Test
    void itsOwnPageIsServed() throws IOException {
        String own = "Origin: http://127.0.0.1:" + served.port() + "\nSec-Fetch-Site: same-origin";

        assertThat(served.send("GET / HTTP/1.1\n" + own, NONE).status()).isEqualTo(200);
        assertThat(served.send("GET / HTTP/1.1\nSec-Fetch-Site: none", NONE).status())
                .isEqualTo(200);
        assertThat(served.send("GET / HTTP/1.1\nHost: flows.example\nOrigin: https://flows.example", NONE)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenIsNeededEverywhereButForHealthAndThePage() throws IOException {
        try (Served secret = new Served(ServeSettings.DEFAULT.withToken(TOKEN), Tuning.DEFAULT)) {
            for (String path : List.of("/", "/openapi.json", "/metrics", "/none")) {
                Answer answer = secret.get(path);
                assertThat(answer.status()).as(path).isEqualTo(401);
                assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
                assertThat(answer.text()).contains("UNAUTHENTICATED");
            }
            assertThat(secret.post("echo", "{\"docs\":[]}").status()).isEqualTo(401);
            assertThat(secret.get("/health/live").status()).isEqualTo(200);
            assertThat(secret.get("/docs").status()).isEqualTo(200);
            assertThat(secret.get("/docs/start.js").status()).isEqualTo(200);
            assertThat(secret.send("HEAD /docs HTTP/1.1", NONE).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /docs",
                "POST /docs/start.js",
                "POST /docs/echo",
                "POST /health/live",
                "POST /health/echo",
                "POST /metrics",
                "OPTIONS /docs",
                "PUT /health/live",
                "GET /docs/echo",
                "GET /health/echo",
                "GET /docs/%2e%2e/metrics",
                "GET /docs;/../metrics"
            })
    void nothingElseIsOpenBeneathThePage(String request) throws IOException {
        try (Served secret = new Served(ServeSettings.DEFAULT.withToken(TOKEN), Tuning.DEFAULT)) {
            assertThat(secret.send(request + " HTTP/1.1", NONE).status()).isIn(400, 401);
        }
    }

    /// The answers are larger than what the system takes off the server's hands. The connection that nobody
    /// reads keeps the only place.
    @Test
    void aPageThatIsNotReadIsCutOff() throws Exception {
        Duration time = Duration.ofSeconds(50);
        Tuning hasty = new Tuning(time, time, time, Duration.ofMillis(500), 1, new Memory(1 << 20));
        try (Served tight = new Served(ServeSettings.DEFAULT, hasty);
                Socket deaf = tight.connect()) {
            String get = "GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n";
            deaf.getOutputStream().write(get.repeat(20).getBytes(UTF_8));

            try (Socket next = tight.connect()) {
                assertThat(ask(next)).isEqualTo(200);
            }
        }
    }

    @Test
    void onlyTheRightTokenInTheHeaderIsTaken() throws IOException {
        try (Served secret = new Served(ServeSettings.DEFAULT.withToken(TOKEN), Tuning.DEFAULT)) {
            assertThat(secret.send("GET / HTTP/1.1\nAuthorization: Bearer " + TOKEN, NONE)
                            .status())
                    .isEqualTo(200);
            assertThat(secret.send("GET / HTTP/1.1\nauthorization: bearer " + TOKEN, NONE)
                            .status())
                    .isEqualTo(200);
            for (String wrong : List.of(
                    "GET / HTTP/1.1\nAuthorization: Bearer " + TOKEN + "x",
                    "GET / HTTP/1.1\nAuthorization: Bearer ",
                    "GET / HTTP/1.1\nAuthorization: Basic " + TOKEN,
                    "GET / HTTP/1.1\nAuthorization: " + TOKEN,
                    "GET / HTTP/1.1\nAuthorization: Bearer " + TOKEN + "\nAuthorization: Bearer " + TOKEN,
                    "GET /?token=" + TOKEN + " HTTP/1.1",
                    "GET / HTTP/1.1\nCookie: token=" + TOKEN)) {
                assertThat(secret.send(wrong, NONE).status()).as(wrong).isEqualTo(401);
            }
        }
    }

    @Test
    void aServerAtEveryAddressIsKnownByTheOneThatWasReached() throws IOException {
        try (Served open = new Served("http://0.0.0.0:0", ServeSettings.DEFAULT.withInsecure(true), Tuning.DEFAULT)) {
            assertThat(statusAt(open, "127.0.0.5", "127.0.0.5")).isEqualTo(200);
            assertThat(statusAt(open, "127.0.0.6", "127.0.0.7")).isEqualTo(403);
            assertThat(statusAt(open, "127.0.0.5", "evil.example")).isEqualTo(403);
        }
    }

    private static int statusAt(Served open, String address, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral(address), open.port())) {
            socket.getOutputStream().write(("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(UTF_8));
            return Served.read(socket.getInputStream()).status();
        }
    }

    @Test
    void moreConnectionsThanTheLimitWait() throws Exception {
        Duration time = Duration.ofSeconds(20);
        try (Served tight =
                        new Served(ServeSettings.DEFAULT, new Tuning(time, time, time, time, 2, new Memory(1 << 20)));
                Socket first = tight.connect();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(ask(first)).isEqualTo(200);
            Future<Integer> answer;
            try (Socket second = tight.connect()) {
                assertThat(ask(second)).isEqualTo(200);
                answer = threads.submit(() -> {
                    try (Socket third = tight.connect()) {
                        return ask(third);
                    }
                });
                assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            }
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        }
    }

    private static int ask(Socket socket) throws IOException {
        socket.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
        return Served.read(socket.getInputStream()).status();
    }

    @Test
    void logsNeverShowWhatWasSent() throws IOException {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(new SimpleFormatter().format(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(listener);
        try {
            served.post("upper", "{\"docs\":[{\"text\":\"secret\"");
            served.post("fail", "{\"params\":{\"code\":\"secret\"},\"docs\":[{\"text\":\"secret\"}]}");
            served.post("upper", "secret/secret", "secret".getBytes(UTF_8));
            served.send("GET /secret?secret=secret HTTP/1.1\nAuthorization: Bearer secret", NONE);
            served.send("GET / HTTP/1.1\nHost: secret:secret:secret", NONE);
            served.send("GET /\u0000secret HTTP/1.1\nsecret", NONE);
        } finally {
            root.removeHandler(listener);
        }
        assertThat(logged).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void aHeadOverTheLimitIs431InAnEnvelope() throws IOException {
        Answer answer = served.send("GET / HTTP/1.1\nX: " + "x".repeat(20_000), NONE);

        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.text()).contains("RESOURCE_EXHAUSTED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /\u0000 HTTP/1.1",
                "GET / HTTP/9.9",
                "GET",
                "\u0016\u0003\u0001\u0002",
                "GET /a/..%2f/b HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "GET / HTTP/1.1\nX : y",
                "GET / HTTP/1.1\nContent-Length: -1",
                "GET / HTTP/1.1\nContent-Length: 1\nContent-Length: 2"
            })
    void brokenHeadsAreAnsweredWithAnEnvelope(String head) throws IOException {
        Answer answer = served.send(head, NONE);

        assertThat(answer.status()).isIn(400, 404, 505);
        assertThat(answer.text()).contains("\"error\"");
        assertThat(served.get("/health/live").status()).isEqualTo(200);
    }
}
