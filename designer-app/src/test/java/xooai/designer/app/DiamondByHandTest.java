package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.codec.Codec;
import xooai.codec.Response;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.NodeStatus;
import xooai.designer.form.FormModel;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;

/// The main job from an empty canvas to an answer of the exported program, by hand.
@Tag("window")
final class DiamondByHandTest {
    @TempDir
    Path home;

    @Test
    void aDiamondIsBuiltByMouseRunUndoneRedoneSavedAndOpenedAgain() throws Exception {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            build(ui);
            DesignModel design = ui.designer.models().design;
            assertThat(run(ui).docs()).hasSize(1);
            assertThat(design.status("headliner").state()).isEqualTo(NodeStatus.State.DONE);

            Design built = design.design();
            int steps = design.history().position();
            undoAll(ui);
            assertThat(design.design().nodes()).isEmpty();
            redoAll(ui);
            assertThat(design.design()).isEqualTo(built);
            assertThat(design.history().position()).isEqualTo(steps);

            Path file = home.resolve("mine.flow.json");
            ui.choices.plan(file);
            ui.key(KeyCode.CONTROL, KeyCode.S);
            assertThat(design.dirty()).isFalse();
            ui.key(KeyCode.CONTROL, KeyCode.N);
            assertThat(design.design().nodes()).isEmpty();
            ui.choices.plan(file);
            ui.key(KeyCode.CONTROL, KeyCode.O);
            assertThat(design.design()).isEqualTo(built);
            assertThat(design.design().spec().view()).containsOnlyKeys("shouter", "word_counter", "headliner");
            assertThat(design.dirty()).isFalse();
            ui.until("what was done can be undone again", () -> design.history().position() == steps);
            assertThat(FlowFile.write(design.design().spec())).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void theExportedJarAnswersAsTheDesignerDid() throws Exception {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            build(ui);
            byte[] inDesigner = Codec.JSON.writeDocs(run(ui).docs());
            Path jar = home.resolve("diamond.jar");
            export(ui, jar);
            try (ExportedJar served = ExportedJar.start(jar)) {
                byte[] body = ("{\"docs\":"
                                + new String(ui.designer.models().input.json(), StandardCharsets.UTF_8) + "}")
                        .getBytes(StandardCharsets.UTF_8);
                assertThat(served.docs(body)).isEqualTo(new String(inDesigner, StandardCharsets.UTF_8));
            }
        }
    }

    private static void build(DesignerUi ui) {
        command(ui, "new flow");
        ui.dragToCanvas("Shouter", 0.25, 0.25);
        ui.dragToCanvas("Word counter", 0.25, 0.7);
        ui.dragToCanvas("Headliner", 0.7, 0.45);
        FlowSpec placed = ui.designer.models().design.design().spec();
        assertThat(placed.nodes())
                .extracting(node -> node.name())
                .containsExactly("shouter", "word_counter", "headliner");
        ui.wire("shouter", "headliner");
        ui.wire("word_counter", "headliner");
        assertThat(ui.designer.models().design.design().wires()).hasSize(2);
        assertThat(ui.designer.models().problems.entries()).isEmpty();
        FormModel input = ui.designer.models().input.form();
        ui.run(() -> input.setWhole(List.of(Map.of("text", "drawn by hand"))));
    }

    /// Does what the search of all actions finds first.
    private static void command(DesignerUi ui, String typed) {
        ui.key(KeyCode.CONTROL, KeyCode.K);
        ui.type(typed);
        ui.key(KeyCode.ENTER);
    }

    private static Response run(DesignerUi ui) {
        ui.run(() -> ui.designer.canvas().requestFocus());
        ui.key(KeyCode.CONTROL, KeyCode.ENTER);
        ui.until(
                "the run has ended",
                () -> !ui.designer.models().runs.runningProperty().get());
        Response response = ui.lastRun();
        assertThat(response.error()).isNull();
        return response;
    }

    private static void undoAll(DesignerUi ui) {
        DesignModel design = ui.designer.models().design;
        while (DesignerUi.onFx(() -> design.history().canUndo())) {
            ui.key(KeyCode.CONTROL, KeyCode.Z);
        }
    }

    private static void redoAll(DesignerUi ui) {
        DesignModel design = ui.designer.models().design;
        while (DesignerUi.onFx(() -> design.history().canRedo())) {
            ui.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        }
    }

    private static void export(DesignerUi ui, Path jar) {
        ui.click("#toolbar-file-export");
        ui.run(() -> ((javafx.scene.control.TextField) ui.find("#export-target")).setText(jar.toString()));
        ui.click("#export-start");
        ui.until("the jar is written", () -> ui.scene().lookup("#export-done") != null);
        ui.click("#export-done");
        assertThat(jar).isRegularFile();
    }
}
