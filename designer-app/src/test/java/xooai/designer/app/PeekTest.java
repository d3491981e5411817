package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.canvas.PortRef;
import xooai.designer.canvas.Viewport;
import xooai.designer.design.Edit;
import xooai.flow.Point;

/// What is said of what is pointed at.
@Tag("window")
final class PeekTest {
    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    private DesignerUi open() {
        return DesignerUi.open(home.resolve("settings"));
    }

    private static String peek(DesignerUi ui) {
        ui.until("something is shown", () -> popOver() != null);
        return DesignerUi.onFx(() -> {
            PopOver shown = popOver();
            return shown == null
                    ? ""
                    : shown.getRoot().lookupAll(".label").stream()
                            .map(Labeled.class::cast)
                            .map(Labeled::getText)
                            .collect(Collectors.joining("\n"));
        });
    }

    private static @Nullable PopOver popOver() {
        return Window.getWindows().stream()
                .filter(PopOver.class::isInstance)
                .map(PopOver.class::cast)
                .findFirst()
                .orElse(null);
    }

    @Test
    void aPortSaysWhatItTakesAndHidesWhenThePointerLeaves() {
        try (DesignerUi ui = open()) {
            ui.move(ui.port("e3", PortRef.Side.IN));
            assertThat(peek(ui)).contains("e3 takes Note").contains("headline").contains("Text");
            ui.move(ui.port("e3", PortRef.Side.IN).add(60, 40));
            ui.until("it is hidden", () -> popOver() == null);
        }
    }

    @Test
    void aWireSaysItsTypeAndWhatWentThroughIt() {
        try (DesignerUi ui = open()) {
            ui.act("flow.run");
            ui.until(
                    "the run has ended",
                    () -> !ui.designer.models().runs.runningProperty().get());
            Point2D from = ui.port("e1", PortRef.Side.OUT);
            Point2D to = ui.port("e3", PortRef.Side.IN);
            ui.move(from.midpoint(to));
            assertThat(peek(ui))
                    .contains("e1 → e3: Note")
                    .contains("In the last run, ")
                    .contains("TWO BRANCHES");
            ui.run(() -> ui.designer.canvas().requestFocus());
            ui.key(KeyCode.M);
            assertThat(DesignerUi.onFx(PeekTest::popOver)).isNull();
        }
    }

    @Test
    void f1SaysWhyANodeFailedAndWhatItWasGiven() {
        try (DesignerUi ui = open()) {
            ui.run(() -> ui.designer.models().design.apply(new Edit.SetUse("e2", "http://127.0.0.1:9/counter/count")));
            ui.act("flow.run");
            ui.click("#question .accent");
            ui.until(
                    "the run has ended",
                    () -> !ui.designer.models().runs.runningProperty().get());
            ui.key(KeyCode.F8);
            ui.key(KeyCode.F1);
            assertThat(peek(ui)).contains("127.0.0.1:9").contains("It was given");
            ui.key(KeyCode.ESCAPE);
            assertThat(DesignerUi.onFx(PeekTest::popOver)).isNull();
        }
    }

    @Test
    void whyANodeIsAProblemIsNotSaidOverIt() {
        try (DesignerUi ui = open()) {
            ui.run(() -> ui.designer.models().design.apply(new Edit.SetUse("e2", "class:acme.Gone")));
            for (double y : new double[] {-40, -260}) {
                ui.run(() -> {
                    Point at = ui.designer.models().design.design().position("e2");
                    ui.designer.canvas().setViewport(new Viewport(at.x() - 60, at.y() + y, 1));
                    ui.designer.models().design.selectNode("e2");
                    ui.designer.canvas().requestFocus();
                });
                ui.key(KeyCode.F1);
                assertThat(peek(ui)).contains("acme.Gone");
                Bounds node = DesignerUi.onFx(() ->
                        ui.designer.canvas().localToScreen(ui.designer.canvas().boundsOf("e2")));
                Bounds said = DesignerUi.onFx(() -> {
                    Node root = Objects.requireNonNull(popOver()).getRoot();
                    return root.localToScreen(root.getLayoutBounds());
                });
                assertThat(said.intersects(node)).as(said + " and " + node).isFalse();
                ui.key(KeyCode.ESCAPE);
            }
        }
    }

    @Test
    void theWindowClosesWhileSomethingIsShown() {
        try (DesignerUi ui = open()) {
            ui.move(ui.port("e3", PortRef.Side.IN));
            assertThat(peek(ui)).isNotEmpty();
            ui.run(ui.designer::close);
            assertThat(DesignerUi.onFx(PeekTest::popOver)).isNull();
        }
    }

    @Test
    void theCrossOfASearchEmptiesIt() {
        try (DesignerUi ui = open()) {
            ui.paletteRow("Shouter");
            Node clear = ui.find("#palette-search .search-clear");
            ui.click(ui.middle(clear));
            assertThat(DesignerUi.onFx(() -> ui.designer.models().palette.rows().size()))
                    .isGreaterThan(10);
            assertThat(DesignerUi.onFx(clear::isVisible)).isFalse();
        }
    }
}
