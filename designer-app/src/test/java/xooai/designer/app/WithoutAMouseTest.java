package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Design;

/// The main job by keys alone.
final class WithoutAMouseTest {
    @TempDir
    Path home;

    @Test
    void theDiamondIsBuiltRunAndExportedWithoutAMouse() {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            ui.key(KeyCode.CONTROL, KeyCode.N);
            add(ui, "shouter");
            ui.key(KeyCode.ESCAPE);
            add(ui, "word counter");
            add(ui, "headliner");
            assertThat(design(ui).predecessors("headliner")).containsExactly("word_counter");
            ui.run(() -> ui.designer.models().design.selectNode("shouter"));
            ui.run(() -> ui.designer.canvas().reveal("shouter"));
            ui.key(KeyCode.C);
            for (int i = 0; i < 4 && design(ui).predecessors("headliner").size() < 2; i++) {
                ui.key(KeyCode.RIGHT);
                ui.key(KeyCode.ENTER);
            }
            assertThat(design(ui).predecessors("headliner")).contains("shouter", "word_counter");

            ui.run(() -> ui.designer.models().input.form().setWhole(List.of(Map.of("text", "by keys"))));
            ui.run(() -> ui.designer.canvas().requestFocus());
            ui.key(KeyCode.CONTROL, KeyCode.ENTER);
            ui.until(
                    "the run has ended",
                    () -> !ui.designer.models().runs.runningProperty().get());
            assertThat(ui.lastRun().error()).isNull();

            Path jar = home.resolve("keys.jar");
            ui.key(KeyCode.CONTROL, KeyCode.E);
            ui.run(() -> ((TextField) ui.find("#export-target")).setText(jar.toString()));
            ui.key(KeyCode.ENTER);
            ui.until("the jar is written", () -> ui.scene().lookup("#export-done") != null);
            assertThat(jar).isRegularFile();
            ui.key(KeyCode.ESCAPE);
            assertThat(ui.designer.overlay().isShowing()).isFalse();
        }
    }

    @Test
    void aCardKeepsTheKeysUntilItIsLeft() {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            ui.act("file.export");
            ui.run(() -> ui.designer.palette().focusSearch());
            ui.until(
                    "the card has the focus",
                    () -> ui.designer.overlay().layer().isFocusWithin());
            ui.key(KeyCode.ESCAPE);
            assertThat(ui.designer.overlay().isShowing()).isFalse();
        }
    }

    private static void add(DesignerUi ui, String typed) {
        ui.key(KeyCode.A);
        ui.run(() -> ((TextField) ui.find("#search-field")).setText(typed));
        ui.key(KeyCode.ENTER);
    }

    private static Design design(DesignerUi ui) {
        return DesignerUi.onFx(() -> ui.designer.models().design.design());
    }
}
