package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Design;
import xooai.flow.NodeSpec;

/// The main job by keys alone.
@Tag("window")
final class WithoutAMouseTest {
    private static final int MOST_TABS = 40;

    @TempDir
    Path home;

    /// Nothing but keys, from the empty canvas to an answer of the exported jar.
    @Test
    void theDiamondIsBuiltRunExportedAndServedWithoutAMouse() throws Exception {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            ui.choices.plan(home.resolve("keys.flow.json"));
            ui.key(KeyCode.CONTROL, KeyCode.N);
            ui.key(KeyCode.CONTROL, KeyCode.S);
            add(ui, "shouter");
            ui.key(KeyCode.ESCAPE);
            add(ui, "word counter");
            add(ui, "headliner");
            ui.key(KeyCode.LEFT);
            ui.key(KeyCode.UP);
            assertThat(selected(ui)).isEqualTo("shouter");
            ui.key(KeyCode.C);
            ui.key(KeyCode.RIGHT);
            ui.key(KeyCode.ENTER);
            assertThat(design(ui).predecessors("headliner")).containsExactlyInAnyOrder("shouter", "word_counter");

            ui.key(KeyCode.CONTROL, KeyCode.I);
            tabTo(ui, "text");
            ui.type("by keys");
            ui.key(KeyCode.CONTROL, KeyCode.ENTER);
            ui.until(
                    "the run has ended",
                    () -> !ui.designer.models().runs.runningProperty().get());
            assertThat(ui.lastRun().error()).isNull();

            ui.key(KeyCode.CONTROL, KeyCode.S);
            ui.key(KeyCode.CONTROL, KeyCode.E);
            ui.key(KeyCode.ENTER);
            ui.until("the jar is written", () -> ui.scene().lookup("#export-done") != null);
            tabTo(ui, "Copy: Start it");
            ui.key(KeyCode.SPACE);
            ui.key(KeyCode.ESCAPE);
            assertThat(ui.designer.overlay().isShowing()).isFalse();
            assertThat(DesignerUi.onFx(() -> Clipboard.getSystemClipboard().getString()))
                    .startsWith("java -jar ");
            served(home.resolve("flow.jar"));
        }
    }

    private static void served(Path jar) throws Exception {
        try (ExportedJar served = ExportedJar.start(jar)) {
            byte[] docs = "{\"docs\":[{\"text\":\"two words\"}]}".getBytes(StandardCharsets.UTF_8);
            assertThat(served.docs(docs)).contains("TWO WORDS", "\"words\":2", "\"headline\"");
        }
    }

    private static void tabTo(DesignerUi ui, String spoken) {
        for (int i = 0; i < MOST_TABS; i++) {
            if (DesignerUi.onFx(() -> Spoken.of(ui.scene().getFocusOwner())).equals(spoken)) {
                return;
            }
            ui.key(KeyCode.TAB);
        }
        throw new AssertionError("Tab never comes to: " + spoken);
    }

    private static String selected(DesignerUi ui) {
        NodeSpec node = DesignerUi.onFx(() -> ui.designer.models().design.selectedNode());
        return node == null ? "" : node.name();
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
        ui.type(typed);
        ui.key(KeyCode.ENTER);
    }

    private static Design design(DesignerUi ui) {
        return DesignerUi.onFx(() -> ui.designer.models().design.design());
    }
}
