package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Design;
import xooai.designer.design.Selection;

/// One node is added after the other, and the keys stay with the canvas.
final class AddAgainTest {
    @TempDir
    Path home;

    @Test
    void whatIsAddedIsInView() {
        try (DesignerUi ui = DesignerUi.open(home, 1000, 640)) {
            for (String name : List.of("upper", "lower", "trim", "reverse")) {
                ui.run(() -> ui.designer.canvas().requestFocus());
                ui.run(() -> ui.designer.models().design.select(Selection.NONE));
                ui.key(KeyCode.A);
                ui.type(name);
                ui.key(KeyCode.ENTER);
                String added = ui.designer
                        .models()
                        .design
                        .selection()
                        .nodes()
                        .iterator()
                        .next();
                ui.until("it is in view", () -> isInView(ui, added));
            }
        }
    }

    private static boolean isInView(DesignerUi ui, String node) {
        Bounds at = ui.designer.canvas().boundsOf(node);
        return at.getMinX() >= 0
                && at.getMinY() >= 0
                && at.getCenterX() <= ui.designer.canvas().getWidth()
                && at.getMinY() + at.getHeight() / 4 <= ui.designer.canvas().getHeight();
    }

    @Test
    void theKeyAddsANodeRightAfterADoubleClickAddedOne() {
        try (DesignerUi ui = DesignerUi.open(home)) {
            ui.key(KeyCode.CONTROL, KeyCode.N);
            ui.click("#palette-search");
            ui.doubleClick(place(ui, 0.3, 0.3));
            ui.type("echo");
            ui.key(KeyCode.ENTER);
            assertThat(focused(ui)).isEqualTo(ui.designer.canvas());

            ui.key(KeyCode.A);
            ui.type("shouter");
            ui.key(KeyCode.ENTER);
            assertThat(design(ui).names()).containsExactlyInAnyOrder("echo", "shouter");
            assertThat(design(ui).predecessors("shouter")).containsExactly("echo");
        }
    }

    @Test
    void whatDoesNotFitIsFoundByItsNameAndAddedWithoutAWire() {
        try (DesignerUi ui = DesignerUi.open(home)) {
            ui.key(KeyCode.CONTROL, KeyCode.N);
            ui.key(KeyCode.A);
            ui.type("upper");
            ui.key(KeyCode.ENTER);
            ui.key(KeyCode.A);
            ui.type("invert");
            ui.key(KeyCode.ENTER);
            assertThat(design(ui).names()).containsExactlyInAnyOrder("upper", "invert");
            assertThat(design(ui).wires()).isEmpty();
            assertThat(focused(ui)).isEqualTo(ui.designer.canvas());
        }
    }

    @Test
    void aSearchThatIsLeftGivesTheKeysBackToTheCanvas() {
        try (DesignerUi ui = DesignerUi.open(home)) {
            ui.click("#palette-search");
            ui.doubleClick(place(ui, 0.9, 0.9));
            ui.key(KeyCode.ESCAPE);
            assertThat(focused(ui)).isEqualTo(ui.designer.canvas());
            ui.key(KeyCode.A);
            assertThat(ui.designer.overlay().isShowing()).isTrue();
        }
    }

    private static Design design(DesignerUi ui) {
        return DesignerUi.onFx(() -> ui.designer.models().design.design());
    }

    private static Node focused(DesignerUi ui) {
        return DesignerUi.onFx(() -> ui.scene().getFocusOwner());
    }

    private static Point2D place(DesignerUi ui, double x, double y) {
        Bounds canvas = DesignerUi.onFx(
                () -> ui.designer.canvas().localToScene(ui.designer.canvas().getLayoutBounds()));
        return new Point2D(canvas.getMinX() + x * canvas.getWidth(), canvas.getMinY() + y * canvas.getHeight());
    }
}
