package xooai.designer.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.driver.CallKind;

final class CommandTest {
    @TempDir
    Path directory;

    private static final List<Object> DOCS = List.of(Map.of("text", "it's $HOME"));

    @Test
    void quotesInTheBodySurviveAShell() throws Exception {
        String line = Command.of("http://127.0.0.1:8080/it", CallKind.UNARY, DOCS, null)
                .line()
                .replaceFirst("curl", "printf '%s|'");
        Process shell = new ProcessBuilder("sh", "-c", line).start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(printed).contains("|{\"docs\":[{\"text\":\"it's $HOME\"}]}|");
    }

    @Test
    void whatIsTooLongForACommandLineIsReadFromTheLinesThatFollow() throws Exception {
        String text = "it's long $HOME ".repeat(20_000);
        String line = Command.of("http://127.0.0.1:8080/it", CallKind.UNARY, List.of(Map.of("text", text)), null)
                .line()
                .replaceFirst("curl .*", "cat <<'XOOAI_END'");
        Path script = Files.writeString(directory.resolve("call.sh"), line);
        Process shell = new ProcessBuilder("sh", script.toString()).start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(printed).isEqualTo("{\"docs\":[{\"text\":\"" + text + "\"}]}\n");
    }

    @Test
    void aStreamIsAskedForUnbuffered() {
        Command command = Command.of("https://some.host/it", CallKind.SERVER_STREAM, DOCS, null);
        assertThat(command.tool()).isEqualTo("curl");
        assertThat(command.line()).startsWith("curl -N -H 'accept: application/x-ndjson' -H 'content-type: ");
    }

    @Test
    void whatCurlCannotSpeakIsCalledByXooai() {
        assertThat(Command.of("grpc://127.0.0.1:8081/it/f", CallKind.BIDIRECTIONAL, List.of(1, 2), null)
                        .line())
                .isEqualTo("xooai call grpc://127.0.0.1:8081/it/f --stream --doc '1' --doc '2'");
        assertThat(Command.of("quic://h:1/it", CallKind.UNARY, List.of(), "sha256:ab")
                        .line())
                .isEqualTo("xooai call quic://h:1/it --tls-fingerprint sha256:ab");
    }
}
