package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.driver.ForeignProgram;
import xooai.driver.ForeignProgram.Said;

/// Clients that nobody here wrote: curl, and Python with its msgpack and websockets.
class ForeignClientsTest {
    private static final String JSON = "content-type: application/json";
    private static final String NDJSON = "application/x-ndjson";

    private final Served served = new Served();

    @AfterEach
    void close() {
        served.close();
    }

    private String address() {
        return "127.0.0.1:" + served.port();
    }

    private Said curl(String body, String version, String endpoint, String... headers) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-sSN", version, "--max-time", "20", "--data-binary", "@-"));
        for (String header : headers) {
            arguments.addAll(List.of("-H", header));
        }
        arguments.addAll(List.of("-w", "\n%{http_version} %{http_code}", "http://" + address() + "/probe/" + endpoint));
        return ForeignProgram.named("curl").run(body.getBytes(UTF_8), arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2", "--http2-prior-knowledge"})
    void curlGetsAnAnswer(String version) throws Exception {
        Said said = curl("{\"docs\":[{\"text\":\"hi\"}]}", version, "upper", JSON);

        assertThat(said.text()).contains("\"status\":\"OK\"", "\"text\":\"HI\"").endsWith(" 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2", "--http2-prior-knowledge"})
    void curlReadsAStream(String version) throws Exception {
        Said said = curl("{\"docs\":[{\"text\":\"a b\"}]}", version, "words", JSON, "accept: " + NDJSON);

        assertThat(said.text().lines().toList())
                .hasSize(5)
                .satisfies(lines -> assertThat(lines.get(0)).contains("\"text\":\"a\""))
                .satisfies(lines -> assertThat(lines.get(2)).contains("\"end\":true", "\"status\":\"OK\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2", "--http2-prior-knowledge"})
    void curlSendsAStream(String version) throws Exception {
        String lines = "{\"docs\":[{\"text\":\"t\"}]}\n".repeat(1_000);
        Said said = curl(lines, version, "count", "content-type: " + NDJSON);

        assertThat(said.text()).contains("\"text\":\"1000 t\"").endsWith(" 200");
    }

    @ParameterizedTest
    @CsvSource({"--http1.1, 1.1", "--http2, 1.1", "--http2-prior-knowledge, 2"})
    void curlIsAnsweredInTheVersionThatItBeginsWith(String version, String answered) throws Exception {
        Said said = curl("{\"docs\":[]}", version, "upper", JSON);

        assertThat(said.text()).endsWith("\n" + answered + " 200");
    }

    @Test
    void curlReadsEvents() throws Exception {
        Said said = curl("{\"docs\":[{\"text\":\"a\"}]}", "--http1.1", "words", JSON, "accept: text/event-stream");

        assertThat(said.text()).contains("event: chunk\ndata: {", "event: end\ndata: {");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unary", "streams", "websocket"})
    void pythonCalls(String part) throws Exception {
        Path script = Path.of("src", "test", "python", "peer.py");
        Said said = ForeignProgram.python(script, "msgpack", "websockets").run(part, address());

        assertThat(said.code()).as(said.text()).isZero();
    }
}
