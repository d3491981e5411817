package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Design;
import xooai.designer.files.Sample;

/// A file of a newer version is shown as far as it is known, and stays as it is.
final class NewerFileTest {
    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    private Path newer() throws IOException {
        Path file = home.resolve("newer.flow.json");
        return Files.writeString(file, """
            {
              "xooai": 2,
              "name": "newer",
              "nodes": {
                "a": {"use": "class:acme.A", "teleport": true},
                "b": {"use": "class:acme.B", "needs": ["a"]}
              },
              "view": {"a": [0, 0], "b": [300, 0]}
            }
            """);
    }

    @Test
    void itOpensWithAClearMessageAndIsNeitherChangedNorOverwritten() throws IOException {
        Path file = newer();
        String before = Files.readString(file);
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            ui.run(() -> ui.designer.models().files.open(file));
            Design shown = design(ui);
            assertThat(shown.names()).containsExactly("a", "b");
            assertThat(((Labeled) ui.find("#bar-newer .bar-text")).getText())
                    .contains("newer.flow.json is of version 2")
                    .contains("neither changed nor overwritten")
                    .contains("Open it with a newer xooai");

            ui.run(() -> ui.designer.models().design.selectNode("a"));
            ui.run(() -> ui.designer.canvas().requestFocus());
            ui.key(KeyCode.DELETE);
            ui.key(KeyCode.CONTROL, KeyCode.RIGHT);
            assertThat(design(ui)).isEqualTo(shown);
            ui.act("file.save");
            ui.act("file.save-as");
            assertThat(file).hasContent(before);

            ui.act("flow.run");
            ui.until(
                    "the run has ended",
                    () -> !ui.designer.models().runs.runningProperty().get());
            assertThat(String.valueOf(ui.lastRun().error())).contains("version 2");
            Screens.write(ui.scene(), "light-newer-file");
        }
    }

    @Test
    void theNextFlowCanBeChangedAgain() throws IOException {
        Path file = newer();
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            ui.run(() -> ui.designer.models().files.open(file));
            Sample sample = Objects.requireNonNull(ui.designer.models().samples.first());
            ui.run(() -> ui.designer.models().files.openSample(sample));
            assertThat(ui.scene().lookup("#bar-newer")).isNull();
            ui.run(() -> ui.designer.models().design.selectNode("e1"));
            ui.act("edit.delete");
            assertThat(design(ui).names()).doesNotContain("e1");
        }
    }

    private static Design design(DesignerUi ui) {
        return DesignerUi.onFx(() -> ui.designer.models().design.design());
    }
}
