package xooai.executors.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class QuietEnvironmentTest {

    private static Process classifying(Path home, String argument) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dmsgpack.universal-buffer=true",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ClassifyOnce.class.getName(),
                argument);
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("ORT_DISABLE_TELEMETRY");
        builder.environment().remove("XDG_CACHE_HOME");
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String outcome(Process process) throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip()
                    + ", ended with " + process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aLongCommandLineDoesNotEndJava(@TempDir Path home) throws Exception {
        assertThat(outcome(classifying(home, "x".repeat(100_000)))).isEqualTo("label 1, ended with 0");
    }

    @Test
    void nothingIsCollectedForTheMakerOfTheLibrary(@TempDir Path home) throws Exception {
        assertThat(outcome(classifying(home, "x"))).isEqualTo("label 1, ended with 0");
        assertThat(home).isEmptyDirectory();
    }
}
