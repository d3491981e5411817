package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SampleServerTest {
    @Test
    void withoutADisplayTheSampleIsServedAndThePrintedLineCallsIt() throws Exception {
        Process designer = start();
        try {
            BufferedReader out = designer.inputReader(StandardCharsets.UTF_8);
            List<String> lines = new ArrayList<>();
            for (String line = out.readLine(); line != null && lines.size() < 3; line = out.readLine()) {
                lines.add(line);
                if (line.startsWith("curl")) {
                    break;
                }
            }
            assertThat(lines).hasSize(3);
            assertThat(lines.getFirst()).contains("No display");
            assertThat(answer(lines.getLast())).contains("\"status\":\"OK\"");
            designer.destroy();
            assertThat(designer.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            designer.destroyForcibly();
        }
    }

    private static Process start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dmsgpack.universal-buffer=true",
                Launcher.class.getName());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String answer(String line) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", line + " -s").start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
