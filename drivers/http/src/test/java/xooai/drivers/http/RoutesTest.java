package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.driver.Description;
import xooai.driver.Descriptions;
import xooai.driver.Exchange;
import xooai.driver.ServeSettings;
import xooai.driver.Service;
import xooai.drivers.http.Served.Answer;

class RoutesTest {
    private static final byte[] NONE = {};
    private static final String DOCS = "{\"docs\":[{\"id\":\"a\",\"text\":\"x\"},{\"id\":\"b\",\"text\":\"bad\"}]}";

    private final Served served = new Served();

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void aPartialAnswerSaysSo() throws IOException {
        Answer answer = served.post("upper", DOCS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("xoo-status")).isEqualTo("partial");
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.text()).contains("\"status\":\"PARTIAL\"", "\"text\":\"X\"", "this doc is bad");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|application/json",
                "application/msgpack|application/msgpack",
                "*/*|application/json",
                "application/*|application/json",
                "application/msgpack;q=0.5, application/json;q=0.4|application/msgpack",
                "text/html, application/xml;q=0.9, */*;q=0.8|application/json",
                "application/json;q=0, application/msgpack|application/msgpack"
            })
    void theAnswerIsInWhatAcceptPrefers(String accept, String expected) throws IOException {
        assertThat(posted("Accept: " + accept).header("content-type")).isEqualTo(expected);
    }

    @Test
    void nothingAcceptableIs406() throws IOException {
        assertThat(posted("Accept: text/html").status()).isEqualTo(406);
    }

    @ParameterizedTest
    @CsvSource({"0,504", "-1,400", "x,400", "99999999999999999999,400", "60000,200"})
    void theTimeoutMayBeAHeader(String millis, int status) throws IOException {
        assertThat(posted("xoo-timeout-ms: " + millis).status()).isEqualTo(status);
    }

    @Test
    void aRequestThatIsExhaustedMayComeBackLater() throws IOException {
        Answer answer = served.post("fail", "{\"params\":{\"code\":\"RESOURCE_EXHAUSTED\"},\"docs\":[]}");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("retry-after")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/none,404",
        "GET,/probe/echo,405",
        "GET,/probe,405",
        "GET,/probe/echo/more,404",
        "POST,/,405",
        "PUT,/probe/echo,405",
        "OPTIONS,/,405",
        "OPTIONS,/probe/echo,405",
        "DELETE,/health/live,405",
        "POST,/other/echo,404",
        "POST,/other,404",
        "POST,/probe/none,404",
        "POST,/probe,404",
        "POST,/probe/echo/more,404",
        "FOO,/,405",
        "TRACE,/,405",
        "GET,/docs/../pom.xml,404",
        "GET,/docs/none,404",
        "POST,/PROBE/echo,404"
    })
    void whatIsNotThereIsSaidInAnEnvelope(String method, String path, int status) throws IOException {
        Answer answer = served.send(
                method + " " + path + " HTTP/1.1\nContent-Type: application/json\nContent-Length: 11",
                "{\"docs\":[]}".getBytes(UTF_8));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains("\"error\"");
        if (status == 405) {
            assertThat(answer.header("allow")).isNotNull();
        }
    }

    @Test
    void headIsAnsweredWithoutABody() throws IOException {
        assertThat(served.send("HEAD /health/live HTTP/1.1", NONE).status()).isEqualTo(200);
        assertThat(raw("HEAD /none HTTP/1.1")).startsWith("HTTP/1.1 404").doesNotContain("\"error\"");
    }

    @Test
    void describeListsTheExecutorInBothCodecs() throws IOException {
        Answer json = served.get("/");
        Answer msgpack = served.send("GET / HTTP/1.1\nAccept: application/msgpack", NONE);

        assertThat(Descriptions.fromValue(Codec.JSON.readValue(json.body(), Limits.DEFAULT)))
                .containsExactly(served.probe.describe());
        assertThat(Descriptions.fromValue(Codec.MSGPACK.readValue(msgpack.body(), Limits.DEFAULT)))
                .containsExactly(served.probe.describe());
    }

    @Test
    void everyAnswerIsNotToBeGuessedOrStored() throws IOException {
        for (String path : java.util.List.of("/", "/none", "/metrics", "/docs")) {
            Answer answer = served.get(path);
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(answer.header("server")).isNull();
        }
    }

    @Test
    void metricsCountCalls() throws IOException {
        served.post("upper", DOCS);

        assertThat(served.get("/metrics").text())
                .containsPattern(
                        "xooai_calls_seconds_count\\{code=\"PARTIAL\",endpoint=\"upper\",executor=\"probe\"} [1-9]")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void thePageLoadsNothingFromElsewhere() throws IOException {
        Answer page = served.get("/docs");

        assertThat(page.header("content-type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("content-security-policy")).contains("default-src 'none'", "script-src 'self'");
        assertThat(page.text()).doesNotContain("http:", "https:", "<script>", " onload=");
        assertThat(page.text().lines().filter(line -> line.contains("<script")))
                .allMatch(line -> line.contains("src=\"/docs/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"swagger-ui.css", "swagger-ui-bundle.js", "start.js"})
    void theFilesOfThePageAreServed(String file) throws IOException {
        Answer answer = served.get("/docs/" + file);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().length).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs", "health", "metrics", "openapi.json"})
    void aServiceIsNotNamedLikeAPage(String name) {
        assertThatThrownBy(() -> Routes.checkName(name))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
                .hasMessageContaining("docs, health, metrics, openapi.json are reserved");
    }

    @Test
    void noSuchServiceIsServed() {
        Service named = new Renamed(served.probe, "docs");

        assertThatThrownBy(() -> HttpServer.start(
                        URI.create("http://127.0.0.1:0"), named, ServeSettings.DEFAULT, Tuning.DEFAULT))
                .isInstanceOf(XooaiException.class)
                .hasMessageContaining("reserved");
    }

    private record Renamed(Service service, String name) implements Service {
        @Override
        public Description describe() {
            return service.describe();
        }

        @Override
        public Class<? extends Doc> docsOf(String endpoint) {
            return service.docsOf(endpoint);
        }

        @Override
        public Response exchange(Exchange exchange) {
            return service.exchange(exchange);
        }

        @Override
        public Response serve(Request request, Context context) {
            return service.serve(request, context);
        }
    }

    @Test
    void aServerThatStopsIsNotReadyAndTakesNoCalls() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> slow = threads.submit(() -> served.post("slow", DOCS));
            served.probe.awaitEntered();
            assertThat(served.get("/health/ready").status()).isEqualTo(200);
            Future<?> stopped = threads.submit(served.server()::close);
            awaitStatus("/health/ready", 503);

            assertThat(served.get("/health/live").status()).isEqualTo(200);
            Answer refused = served.post("echo", DOCS);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            served.probe.release();
            assertThat(slow.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            stopped.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void bodiesThatTheMemoryCannotHoldAreRefusedForNow() throws Exception {
        Tuning small = new Tuning(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                100,
                70_050);
        try (Served tight = new Served(ServeSettings.DEFAULT, small);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String large = "{\"docs\":[{\"text\":\"" + "x".repeat(70_000) + "\"}]}";
            Future<Answer> first = threads.submit(() -> tight.post("slow", large));
            tight.probe.awaitEntered();

            assertThat(tight.post("echo", large).status()).isEqualTo(503);
            assertThat(tight.post("upper", DOCS).status()).isEqualTo(200);
            tight.probe.release();
            assertThat(first.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            // The first body is given back after its answer has left, so a client may be here before that.
            await(() -> tight.post("echo", large).status() == 200, "the memory of a body that was answered is free");
        }
    }

    private void awaitStatus(String path, int status) throws Exception {
        await(() -> served.get(path).status() == status, path + " answers " + status);
    }

    private static void await(Callable<Boolean> condition, String what) throws Exception {
        long until = System.nanoTime() + 10_000_000_000L;
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(until);
        }
    }

    private Answer posted(String header) throws IOException {
        byte[] body = DOCS.getBytes(UTF_8);
        return served.send(
                "POST /probe/upper HTTP/1.1\nContent-Type: application/json\n" + header + "\nContent-Length: "
                        + body.length,
                body);
    }

    private String raw(String line) throws IOException {
        try (Socket socket = served.connect()) {
            socket.getOutputStream().write((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
