package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportFolderTest {
    @TempDir
    Path home;

    @Test
    void aFlowLeavesAsAFolderWithItsOwnJavaAndTheCardSaysHowToStartIt() throws IOException, InterruptedException {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            ui.click("#toolbar-file-export");
            TextField target = (TextField) ui.find("#export-target");
            ui.run(() -> target.setText(home.resolve("my flow.jar").toString()));
            ui.click("#export-as-folder");
            assertThat(target.getText()).isEqualTo(home.resolve("my flow").toString());
            ui.key(KeyCode.LEFT);
            assertThat(target.getText()).isEqualTo(home.resolve("my flow.jar").toString());
            ui.click("#export-as-folder");
            ui.click("#export-start");
            ui.until("the folder is written", () -> ui.scene().lookup("#export-done") != null);
            assertThat(home.resolve("my flow/app/diamond.aot")).isRegularFile();
            assertThat(home.resolve("my flow/runtime/bin/java")).isExecutable();
            TextField start = (TextField) ui.find("#export-card .code");
            assertThat(start.getText()).isEqualTo("'" + home.resolve("my flow/bin/diamond") + "' --http 8080");
            assertThat(usage(start.getText().replace("--http 8080", "--help"))).contains("--http");
            ui.click("#export-done");
        }
        try (var left = Files.list(home)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("settings", "my flow");
        }
    }

    private static String usage(String line) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
