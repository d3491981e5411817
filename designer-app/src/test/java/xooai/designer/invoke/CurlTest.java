package xooai.designer.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CurlTest {
    @Test
    void quotesInTheBodySurviveAShell() throws Exception {
        String line = Curl.line("http://127.0.0.1:8080/it", "{\"text\":\"it's $HOME\"}")
                .replaceFirst("curl", "printf '%s|'");
        Process shell = new ProcessBuilder("sh", "-c", line).start();
        String printed = new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(printed).contains("|{\"text\":\"it's $HOME\"}|");
    }
}
