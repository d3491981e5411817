package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.designer.invoke.Snippet;
import xooai.driver.CallKind;
import xooai.driver.Server;

/// What is copied is run as it is, by who reads such code, against a real server.
final class SnippetTest {
    private static final String TEXT = "it's \"50\" \\ $HOME größer\n€";

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:0", "grpc://127.0.0.1:0"})
    void pythonCallsOverEachTransportItSpeaks(String address) throws Exception {
        try (StreamingExecutor executor = new StreamingExecutor();
                Server server = executor.serve(address)) {
            String unary = python(call(server, "count", CallKind.UNARY, "2"));
            assertThat(unary).contains("'text': 'number 1'", "'text': 'number 2'", "'status': 'OK'");

            String stream = python(call(server, "count", CallKind.SERVER_STREAM, "3"));
            assertThat(stream.lines().filter(line -> line.contains("number")).count())
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:0", "grpc://127.0.0.1:0"})
    void javaCallsOverEveryTransport(String address) throws Exception {
        try (StreamingExecutor executor = new StreamingExecutor();
                Server server = executor.serve(address)) {
            assertThat(java(call(server, "shout", CallKind.UNARY, TEXT))).contains("GRÖSSER");
            assertThat(java(call(server, "count", CallKind.SERVER_STREAM, "3"))).contains("number 3");
        }
    }

    @Test
    void textOfAnyKindSurvivesPython() throws Exception {
        try (StreamingExecutor executor = new StreamingExecutor();
                Server server = executor.serve("http://127.0.0.1:0")) {
            assertThat(python(call(server, "shout", CallKind.UNARY, TEXT)))
                    .contains("IT\\'S \"50\" \\\\ $HOME GRÖSSER\\n€");
        }
    }

    @Test
    void whatOnlyXooaiSpeaksIsCalledByIt() {
        String code = Snippet.PYTHON.of(
                new Snippet.Call("quic://h:1/it", CallKind.UNARY, List.of(Map.of("text", "a")), "sha256:ab"));

        assertThat(code).contains("[\"xooai\", \"call\", \"quic://h:1/it\", \"--tls-fingerprint\", \"sha256:ab\"]");
    }

    private static Snippet.Call call(Server server, String endpoint, CallKind kind, String text) {
        return new Snippet.Call(
                server.address() + "/" + endpoint, kind, List.of(Map.of("text", text, "type", "Text")), null);
    }

    private String python(Snippet.Call call) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("call.py"), Snippet.PYTHON.of(call));
        return run(List.of("/usr/bin/python3", "-X", "utf8", file.toString()));
    }

    private String java(Snippet.Call call) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("Call.java"), Snippet.JAVA.of(call));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return run(List.of(
                java, "-Dstdout.encoding=UTF-8", "-cp", System.getProperty("java.class.path"), file.toString()));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
