package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.VirtualFlow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The designer where there is little room: a small window, or a small screen of which 300 % leaves a third.
@Tag("window")
final class SmallWindowTest {
    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    @Test
    void inTheSmallestWindowThatIsPromisedAllPanelsAreThere() {
        try (DesignerUi ui = DesignerUi.open(home, 1024, 700)) {
            for (Sides.Side panel : Sides.Side.values()) {
                assertThat(ui.designer.window().sides().isShown(panel)).isTrue();
            }
            shoot(ui, "small-1024x700");
        }
    }

    @Test
    void atThreeHundredPercentOfASmallScreenPanelsGiveWayToTheCanvas() {
        try (DesignerUi ui = DesignerUi.open(home, 640, 400)) {
            for (Sides.Side panel : Sides.Side.values()) {
                assertThat(ui.designer.window().sides().isShown(panel)).isFalse();
            }
            assertThat(DesignerUi.onFx(() -> ui.designer.canvas().getWidth())).isGreaterThan(600);
            shoot(ui, "small-640x400");
            for (String action : List.of("file.export", "file.settings", "help.keys", "help.commands")) {
                ui.act(action);
                shoot(ui, "small-640x400-" + action.substring(5));
                ui.run(() -> ui.designer.overlay().hide());
            }
        }
    }

    @Test
    void aWindowThatWasLargerThanTheScreenIsAsLargeAsTheScreen() {
        try (DesignerUi ui = DesignerUi.open(home, 1360, 860, new Rectangle2D(0, 0, 933, 666))) {
            assertThat(ui.scene().getWidth()).isEqualTo(933);
            assertThat(ui.scene().getHeight()).isEqualTo(626);
        }
    }

    @Test
    void aPanelThatIsAskedForIsShownAndStaysAsItWas() {
        try (DesignerUi ui = DesignerUi.open(home, 640, 400)) {
            ui.act("view.problems");
            assertThat(ui.designer.window().sides().isShown(Sides.Side.BELOW)).isTrue();
            ui.act("view.show-below");
            assertThat(ui.designer.window().sides().isShown(Sides.Side.BELOW)).isFalse();
            ui.act("view.palette");
            assertThat(ui.designer.window().sides().isShown(Sides.Side.PALETTE)).isTrue();
        }
        try (DesignerUi ui = DesignerUi.open(home, 640, 400)) {
            assertThat(ui.designer.window().sides().isShown(Sides.Side.PALETTE)).isTrue();
        }
    }

    private static void shoot(DesignerUi ui, String name) {
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            ui.run(() -> ui.designer.theme().choose(choice));
            Screens.write(ui.scene(), choice.text() + "-" + name);
        }
        assertThat(DesignerUi.onFx(() -> cut(ui))).as(name).isEmpty();
    }

    /// The controls that stick out of the window, and cannot be scrolled to.
    private static List<String> cut(DesignerUi ui) {
        List<String> found = new ArrayList<>();
        collect(ui.scene().getRoot(), ui, found);
        return found;
    }

    private static void collect(Node node, DesignerUi ui, List<String> found) {
        if (!node.isVisible() || node instanceof VirtualFlow<?>) {
            return;
        }
        boolean meant =
                node instanceof ButtonBase || node instanceof TextInputControl || node instanceof ComboBoxBase<?>;
        Bounds at = node.localToScene(node.getLayoutBounds());
        if (meant
                && (at.getMinX() < 0
                        || at.getMinY() < 0
                        || at.getMaxX() > ui.scene().getWidth()
                        || at.getMaxY() > ui.scene().getHeight()
                        || at.getWidth() < 8)) {
            found.add(Spoken.name(node) + " " + at);
        }
        if (node instanceof Parent parent && !(node instanceof ScrollPane)) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, ui, found));
        }
    }
}
