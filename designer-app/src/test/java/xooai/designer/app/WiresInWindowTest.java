package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.canvas.PortRef;
import xooai.designer.canvas.Viewport;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;
import xooai.flow.Join;
import xooai.flow.Need;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// Wires in the whole window: refused, mended, and let go where nothing is.
@Tag("window")
final class WiresInWindowTest {
    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    /// A shouter of notes, and small things for texts and pictures.
    static FlowSpec flow(boolean wired) {
        NodeSpec picture =
                NodeSpec.of("gray", "class:xooai.executors.basic.ImageExecutor").withOn("grayscale");
        return FlowSpec.named("wires")
                .withNodes(List.of(
                        NodeSpec.of("lower", "class:xooai.executors.basic.TextExecutor")
                                .withOn("lower"),
                        NodeSpec.of("shouter", "class:xooai.samples.diamond.Shouter")
                                .withOn("shout"),
                        NodeSpec.of("upper", "class:xooai.executors.basic.TextExecutor")
                                .withOn("upper"),
                        wired ? picture.withNeeds(List.of(Need.of("lower"))) : picture))
                .withJoin(Join.CONCAT)
                .withView(Map.of(
                        "lower", new Point(24, 24),
                        "shouter", new Point(24, 176),
                        "upper", new Point(328, 176),
                        "gray", new Point(328, 24)));
    }

    private DesignerUi open(boolean wired) {
        DesignerUi ui = DesignerUi.open(home.resolve("settings"), 1360, 860);
        ui.run(() -> {
            ui.designer.models().design.open(Design.of(flow(wired)));
            ui.designer.canvas().setViewport(new Viewport(0, 0, 1));
            ui.designer.canvas().requestFocus();
        });
        return ui;
    }

    private static DesignModel design(DesignerUi ui) {
        return ui.designer.models().design;
    }

    private static void focusIs(DesignerUi ui, String id) {
        ui.until("the focus is at " + id, () -> {
            Node owner = ui.scene().getFocusOwner();
            return owner != null && id.equals(owner.getId());
        });
    }

    @Test
    void aRefusedWireIsMendedByAConverterWithoutAMouse() {
        try (DesignerUi ui = open(false)) {
            DesignModel design = design(ui);
            ui.wire("shouter", "upper");
            assertThat(DesignerUi.onFx(() -> ui.designer.canvas().noticeText()))
                    .isEqualTo("upper takes Text, and is given Note");
            assertThat(design.design().wires()).isEmpty();

            ui.key(KeyCode.TAB);
            focusIs(ui, "wire-insert");
            ui.key(KeyCode.ENTER);

            assertThat(design.design().wires())
                    .containsExactlyInAnyOrder(new Wire("shouter", "convert"), new Wire("convert", "upper"));
            assertThat(DesignerUi.onFx(() -> design.ports().misfits())).isEmpty();
            ui.until(
                    "there is no problem",
                    () -> ui.designer.models().problems.entries().isEmpty());
            ui.key(KeyCode.CONTROL, KeyCode.Z);
            assertThat(design.design().spec()).isEqualTo(flow(false));
        }
    }

    @Test
    void aConverterThatWasInsertedIsSelectedAndInView() {
        try (DesignerUi ui = open(false)) {
            ui.run(() -> {
                Point upper = design(ui).design().position("upper");
                ui.designer.canvas().setViewport(new Viewport(upper.x() - 20, upper.y() - 40, 1));
                design(ui).apply(new Edit.Connect("shouter", "upper"));
                ui.designer.mending().convert(new Wire("shouter", "upper"));
            });
            assertThat(design(ui).selection()).isEqualTo(Selection.of("convert"));
            Bounds converter = DesignerUi.onFx(() -> ui.designer.canvas().boundsOf("convert"));
            assertThat(DesignerUi.onFx(() -> ui.designer.canvas().getLayoutBounds())
                            .contains(converter))
                    .isTrue();
        }
    }

    @Test
    void f1SaysARefusedWireFieldByField() {
        try (DesignerUi ui = open(false)) {
            ui.wire("shouter", "upper");
            ui.key(KeyCode.F1);
            assertThat(DesignerUi.onFx(() -> ui.designer.canvas().fieldsText()))
                    .isEqualTo("the doc does not fit: needs Text, gets Note");
            ui.key(KeyCode.ESCAPE);
            assertThat(DesignerUi.onFx(() -> ui.designer.canvas().noticeText())).isNull();
        }
    }

    @Test
    void anotherTypeIsChosenWhereTheWireIsRefused() {
        try (DesignerUi ui = open(false)) {
            DesignModel design = design(ui);
            ui.wire("lower", "gray");
            ui.click("#wire-change");
            ui.run(() -> ((TextField) ui.find("#search-field")).setText("gray run trim"));
            ui.key(KeyCode.ENTER);

            assertThat(design.design().wires()).containsExactly(new Wire("lower", "gray"));
            assertThat(Objects.requireNonNull(design.design().node("gray")).on())
                    .isEqualTo("trim");
            assertThat(design.history().titles()).containsExactly("Change type of gray");
        }
    }

    @Test
    void theListOfProblemsSaysTheSameWordsAndMendsTheWireToo() {
        try (DesignerUi ui = open(true)) {
            ui.act("view.problems");
            ui.until(
                    "the problem is listed",
                    () -> ui.designer.models().problems.entries().stream()
                            .anyMatch(entry -> entry.message()
                                    .startsWith("the wire lower → gray does not fit: gray takes Image, and is"
                                            + " given Text")));
            ui.run(() -> ui.designer.models().design.apply(new Edit.Connect("shouter", "upper")));
            ui.until(
                    "both are listed",
                    () -> ui.designer.models().problems.entries().size() == 2);
            Button insert = DesignerUi.onFx(() -> (Button) ui.find("#problems").lookupAll(".button").stream()
                    .filter(node -> node instanceof Button button
                            && button.isVisible()
                            && button.getText().equals("Insert converter"))
                    .findFirst()
                    .orElseThrow());
            ui.click(ui.middle(insert));
            assertThat(design(ui).design().names()).contains("convert");
            ui.until(
                    "one is left", () -> ui.designer.models().problems.entries().size() == 1);
        }
    }

    @Test
    void aWireLetGoOverNothingFindsWhatFitsAndEnterAddsAndConnects() {
        try (DesignerUi ui = open(false)) {
            Point2D from = ui.port("lower", PortRef.Side.OUT);
            ui.drag(from, from.add(60, 260));
            assertThat(DesignerUi.onFx(() -> ui.designer.overlay().isShowing())).isTrue();
            ui.type("trim");
            ui.key(KeyCode.ENTER);

            assertThat(design(ui).design().wires()).containsExactly(new Wire("lower", "trim"));
            assertThat(design(ui).history().titles()).containsExactly("Add trim");
        }
    }

    @Test
    void whatANestedFlowTakesAndGivesIsKnown() throws IOException {
        FlowSpec inner = FlowSpec.named("inner")
                .withNodes(List.of(NodeSpec.of("gray", "class:xooai.executors.basic.ImageExecutor")
                        .withOn("grayscale")));
        Files.write(home.resolve("inner.flow.json"), FlowFile.write(inner));
        FlowSpec outer = FlowSpec.named("outer")
                .withNodes(List.of(
                        NodeSpec.of("lower", "class:xooai.executors.basic.TextExecutor")
                                .withOn("lower"),
                        NodeSpec.of("nested", "flow:inner.flow.json").withNeeds(List.of(Need.of("lower")))));
        Files.write(home.resolve("outer.flow.json"), FlowFile.write(outer));
        try (DesignerUi ui = open(false)) {
            ui.run(() -> ui.designer.models().files.open(home.resolve("outer.flow.json")));
            ui.until(
                    "the nested flow is read",
                    () -> !design(ui).ports().misfits().isEmpty());

            assertThat(DesignerUi.onFx(() -> design(ui).ports().misfits()))
                    .containsOnlyKeys(new Wire("lower", "nested"));
            ui.until(
                    "the list says it too",
                    () -> ui.designer.models().problems.entries().stream()
                            .anyMatch(entry -> entry.message().contains("nested takes Image, and is given Text")));
        }
    }

    @Test
    void clickAndClickConnectsInTheWindowToo() {
        try (DesignerUi ui = open(false)) {
            ui.click(ui.port("lower", PortRef.Side.OUT));
            ui.move(ui.port("upper", PortRef.Side.IN).add(-20, 4));
            assertThat(DesignerUi.onFx(() -> ui.designer.canvas().chipText())).isEqualTo("OK");
            ui.click(ui.port("upper", PortRef.Side.IN).add(-20, 4));

            assertThat(design(ui).design().wires()).containsExactly(new Wire("lower", "upper"));
        }
    }
}
