package xooai.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.driver.Descriptions;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.web.WebPeer.Answer;

/// What every driver answers that speaks a version of HTTP: a test of each extends this.
public abstract class WebContract {
    private static final String TOKEN = "0123456789abcdefghijABCDEFGHIJ";
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String MESSAGES = "application/x-msgpack-stream";
    private static final String DOCS = "{\"docs\":[{\"id\":\"a\",\"text\":\"x\"},{\"id\":\"b\",\"text\":\"bad\"}]}";
    private static final byte[] NONE = {};

    private final Probe probe = new Probe();
    private WebPeer peer;

    /// Serves the probe.
    protected abstract WebPeer serve(Probe service, ServeSettings settings) throws Exception;

    @BeforeEach
    void serve() throws Exception {
        peer = serve(probe, settings());
    }

    /// Small enough to be exceeded.
    private static ServeSettings settings() {
        return ServeSettings.DEFAULT
                .withHosts(List.of("flows.example"))
                .withLimits(new Limits(100_000, 16 << 10, 64, 1_000));
    }

    @AfterEach
    void close() throws IOException {
        assertThat(get("/health/live").status()).isEqualTo(200);
        probe.release();
        peer.close();
        probe.close();
    }

    private Answer get(String path) throws IOException {
        return peer.send("GET", path, Map.of(), NONE);
    }

    private Answer post(String endpoint, Map<String, String> headers, byte[] body) throws IOException {
        return peer.send("POST", "/probe/" + endpoint, headers, body);
    }

    private Answer post(String endpoint, String json) throws IOException {
        return post(endpoint, Map.of("Content-Type", JSON), json.getBytes(UTF_8));
    }

    @Test
    void aPartialAnswerSaysSo() throws IOException {
        Answer answer = post("upper", DOCS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("xoo-status")).isEqualTo("partial");
        assertThat(answer.header("content-type")).isEqualTo(JSON);
        assertThat(answer.text()).contains("\"status\":\"PARTIAL\"", "\"text\":\"X\"", "this doc is bad");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|application/json",
                "application/msgpack|application/msgpack",
                "*/*|application/json",
                "application/msgpack;q=0.5, application/json;q=0.4|application/msgpack",
                "text/html, application/xml;q=0.9, */*;q=0.8|application/json"
            })
    void theAnswerIsInWhatAcceptPrefers(String accept, String expected) throws IOException {
        Answer answer = post("upper", Map.of("Content-Type", JSON, "Accept", accept), DOCS.getBytes(UTF_8));

        assertThat(answer.header("content-type")).isEqualTo(expected);
    }

    @Test
    void bothCodecsAreSpokenBothWays() throws IOException {
        byte[] packed = Codec.MSGPACK.writeValue(Map.of("docs", List.of(Map.of("text", "x"))));
        Answer answer = post("upper", Map.of("Content-Type", "application/msgpack"), packed);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/msgpack");
        assertThat(String.valueOf(Codec.MSGPACK.readValue(answer.body(), Limits.DEFAULT)))
                .contains("text=X", "status=OK");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|text/html|406",
                "text/plain|*/*|415",
                "application/json; charset=latin1|*/*|415",
                "application/x-www-form-urlencoded|*/*|415"
            })
    void otherTypesAreRefused(String contentType, String accept, int status) throws IOException {
        Map<String, String> headers = Map.of("Content-Type", contentType, "Accept", accept);

        assertThat(post("upper", headers, DOCS.getBytes(UTF_8)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"0,504", "-1,400", "x,400", "60000,200"})
    void theTimeoutMayBeAHeader(String millis, int status) throws IOException {
        Map<String, String> headers = Map.of("Content-Type", JSON, "xoo-timeout-ms", millis);

        assertThat(post("upper", headers, DOCS.getBytes(UTF_8)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_ARGUMENT,400",
        "UNAUTHENTICATED,401",
        "PERMISSION_DENIED,403",
        "NOT_FOUND,404",
        "ABORTED,409",
        "FAILED_PRECONDITION,412",
        "RESOURCE_EXHAUSTED,429",
        "CANCELLED,499",
        "INTERNAL,500",
        "UNIMPLEMENTED,501",
        "UNAVAILABLE,503",
        "DEADLINE_EXCEEDED,504"
    })
    void aCodeHasItsStatus(String code, int status) throws IOException {
        Answer answer = post("fail", "{\"params\":{\"code\":\"" + code + "\"},\"docs\":[]}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.header("retry-after")).isEqualTo(status == 429 || status == 503 ? "1" : null);
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
        "GET,/docs/none,404",
        "POST,/PROBE/echo,404"
    })
    void whatIsNotThereIsSaidInAnEnvelope(String method, String path, int status) throws IOException {
        Answer answer = peer.send(method, path, Map.of("Content-Type", JSON), "{\"docs\":[]}".getBytes(UTF_8));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains("\"error\"");
        assertThat(answer.header("allow") != null).isEqualTo(status == 405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{\"docs\":[]}x", "{\"docs\":[],\"docs\":[]}", "{\"docs\":[{\"text\":NaN}]}"})
    void whatCannotBeReadIs400(String body) throws IOException {
        Answer answer = post("echo", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("INVALID_ARGUMENT");
    }

    @Test
    void aBodyOverTheLimitIs413() throws IOException {
        Answer answer = post("echo", "{\"docs\":[{\"text\":\"" + "x".repeat(100_000) + "\"}]}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).contains("RESOURCE_EXHAUSTED", "100000");
    }

    @Test
    void aBodyMayBePackedByGzip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"docs\":[{\"text\":\"x\"}]}".getBytes(UTF_8));
        }
        Map<String, String> headers = Map.of("Content-Type", JSON, "Content-Encoding", "gzip");

        assertThat(post("upper", headers, packed.toByteArray()).text()).contains("\"text\":\"X\"");
        assertThat(post("upper", Map.of("Content-Type", JSON, "Content-Encoding", "br"), NONE)
                        .status())
                .isEqualTo(415);
    }

    @Test
    void headIsAnsweredWithoutABody() throws IOException {
        Answer health = peer.send("HEAD", "/health/live", Map.of(), NONE);
        Answer none = peer.send("HEAD", "/none", Map.of(), NONE);

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.header("content-length")).isNotEqualTo("0");
        assertThat(health.body()).isEmpty();
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.body()).isEmpty();
    }

    @Test
    void describeListsTheExecutorInBothCodecs() throws IOException {
        byte[] json = get("/").body();
        byte[] msgpack = peer.send("GET", "/?x=y", Map.of("Accept", "application/msgpack"), NONE)
                .body();

        assertThat(Descriptions.fromValue(Codec.JSON.readValue(json, Limits.DEFAULT)))
                .containsExactly(probe.describe());
        assertThat(Descriptions.fromValue(Codec.MSGPACK.readValue(msgpack, Limits.DEFAULT)))
                .containsExactly(probe.describe());
    }

    @Test
    void answersOfTheServerFitTheSchemasOfItsOpenApi() throws IOException {
        Map<String, Object> document = Schemas.read(get("/openapi.json").body());
        String partial = post("upper", DOCS).text();
        String failed = post("none", "{\"docs\":[]}").text();

        assertThat(Schemas.errors(document, "#/components/schemas/upper.answer", partial))
                .isEmpty();
        assertThat(Schemas.errors(document, "#/components/responses/Error/content/application~1json/schema", failed))
                .isEmpty();
    }

    @Test
    void everyAnswerIsNotToBeGuessedOrStored() throws IOException {
        for (String path : List.of("/", "/none", "/metrics", "/docs")) {
            Answer answer = get(path);
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(answer.header("server")).isNull();
        }
    }

    @Test
    void metricsCountCalls() throws IOException {
        post("upper", DOCS);

        assertThat(get("/metrics").text())
                .containsPattern(
                        "xooai_calls_seconds_count\\{code=\"PARTIAL\",endpoint=\"upper\",executor=\"probe\"} [1-9]")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void thePageLoadsNothingFromElsewhere() throws IOException {
        Answer page = get("/docs");

        assertThat(page.header("content-type")).matches("text/html; ?charset=utf-8");
        assertThat(page.header("content-security-policy")).contains("default-src 'none'", "script-src 'self'");
        assertThat(page.text()).doesNotContain("http:", "https:", "<script>", " onload=");
        assertThat(page.text().lines().filter(line -> line.contains("<script")))
                .allMatch(line -> line.contains("src=\"/docs/"));
        for (String file : List.of("swagger-ui.css", "swagger-ui-bundle.js", "start.js")) {
            assertThat(get("/docs/" + file).body().length).as(file).isGreaterThan(500);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:1", "127.0.0.1", "[::1]:99", "flows.example", "FLOWS.example:443"})
    void itsOwnNamesAreServed(String host) throws IOException {
        assertThat(peer.send("GET", "/", Map.of("Host", host), NONE).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "127.0.0.2", "localhost.", "[::]"})
    void otherNamesAreRefused(String host) throws IOException {
        for (String path : List.of("/", "/health/live", "/none")) {
            assertThat(peer.send("GET", path, Map.of("Host", host), NONE).status())
                    .isEqualTo(403);
        }
        assertThat(post("echo", Map.of("Host", host, "Content-Type", JSON), DOCS.getBytes(UTF_8))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin,http://evil.example",
        "Origin,null",
        "Origin,http://localhost:1",
        "Sec-Fetch-Site,cross-site",
        "Sec-Fetch-Site,same-site"
    })
    void pagesOfOtherSitesAreRefusedOnEveryMethod(String name, String value) throws IOException {
        for (String method : List.of("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")) {
            Answer answer = peer.send(method, "/", Map.of(name, value), NONE);
            assertThat(answer.status()).as(method).isEqualTo(403);
            assertThat(answer.header("access-control-allow-origin")).isNull();
        }
    }

    @Test
    void itsOwnPageIsServed() throws IOException {
        Map<String, String> own = Map.of("Origin", "https://" + peer.authority(), "Sec-Fetch-Site", "same-origin");

        assertThat(peer.send("GET", "/", own, NONE).status()).isEqualTo(200);
    }

    @Test
    void aTokenIsNeededEverywhereButForHealthAndThePage() throws Exception {
        try (WebPeer secret = serve(probe, ServeSettings.DEFAULT.withToken(TOKEN))) {
            for (String path : List.of("/", "/openapi.json", "/metrics", "/none")) {
                Answer answer = secret.send("GET", path, Map.of(), NONE);
                assertThat(answer.status()).as(path).isEqualTo(401);
                assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
                assertThat(answer.text()).contains("UNAUTHENTICATED");
            }
            for (String path : List.of("/health/live", "/docs", "/docs/start.js")) {
                assertThat(secret.send("GET", path, Map.of(), NONE).status()).isEqualTo(200);
            }
            Map<String, String> known = Map.of("Authorization", "Bearer " + TOKEN);
            assertThat(secret.send("GET", "/", known, NONE).status()).isEqualTo(200);
            Map<String, String> other = Map.of("Authorization", "Bearer " + TOKEN + "x");
            assertThat(secret.send("GET", "/", other, NONE).status()).isEqualTo(401);
        }
    }

    @Test
    void anAnswerIsStreamedInEveryFraming() throws IOException {
        byte[] body = "{\"docs\":[{\"text\":\"a b\"}]}".getBytes(UTF_8);
        List<String> lines = post("words", Map.of("Content-Type", JSON, "Accept", NDJSON), body)
                .text()
                .lines()
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("\"text\":\"a\"");
        assertThat(lines.get(2)).contains("\"end\":true", "\"status\":\"OK\"");

        Answer packed = post("words", Map.of("Content-Type", JSON, "Accept", MESSAGES), body);
        assertThat(packed.header("content-type")).isEqualTo(MESSAGES);
        ByteBuffer messages = ByteBuffer.wrap(packed.body());
        byte[] first = new byte[messages.getInt()];
        messages.get(first);
        assertThat(String.valueOf(Codec.MSGPACK.readValue(first, Limits.DEFAULT)))
                .contains("text=a");

        assertThat(post("words", Map.of("Content-Type", JSON, "Accept", "text/event-stream"), body)
                        .text())
                .startsWith("event: chunk\ndata: {")
                .contains("\n\nevent: end\ndata: {");
    }

    @Test
    void aRequestIsStreamedToOneAnswerOrToAStream() throws IOException {
        byte[] body = "{\"docs\":[{\"text\":\"a\"}]}\n{\"docs\":[{\"text\":\"b\"}]}\n\n{\"docs\":[{\"text\":\"c\"}]}"
                .getBytes(UTF_8);

        assertThat(post("count", Map.of("Content-Type", NDJSON), body).text())
                .contains("\"text\":\"3 c\"", "\"status\":\"OK\"");
        assertThat(post("shout", Map.of("Content-Type", NDJSON, "Accept", NDJSON), body)
                        .text()
                        .lines())
                .hasSize(4);
    }

    @Test
    void aStreamThatFailsBeforeItsFirstFrameIsAnsweredByItsStatus() throws IOException {
        Map<String, String> streamed = Map.of("Content-Type", JSON, "Accept", NDJSON);

        Answer answer = post("none", streamed, DOCS.getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("content-type")).isEqualTo(JSON);
        assertThat(post("count", Map.of("Content-Type", NDJSON), NONE).status()).isEqualTo(400);
        assertThat(post("count", Map.of("Content-Type", NDJSON, "Content-Encoding", "gzip"), NONE)
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aMessageOfAStreamOverTheLimitIs413() throws IOException {
        byte[] line = ("{\"docs\":[{\"text\":\"" + "x".repeat(100_000) + "\"}]}\n").getBytes(UTF_8);

        assertThat(post("count", Map.of("Content-Type", NDJSON), line).status()).isEqualTo(413);
    }
}
