package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.shared.Ui;

/// Where the keys go: Tab reaches everything in the order that it is read in, holds nobody, and is always seen.
@Tag("window")
final class FocusTest {
    private static final int MOST = 150;
    private static final double SHAPES = 3;

    @TempDir
    Path home;

    /// A place that Tab came to.
    ///
    /// @param ring how many pixels around it can be told from what they were without the focus
    private record Stop(Node node, String spoken, long ring) {
        @Override
        public String toString() {
            return Spoken.name(node) + " '" + spoken + "' ring " + ring;
        }
    }

    @Test
    void tabGoesAroundTheWindowAndIsSeenInBothThemes() {
        try (DesignerUi ui = DesignerUi.open(home, 1280, 860)) {
            ui.run(() -> ui.designer.models().design.selectNode("e3"));
            for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
                ui.run(() -> ui.designer.theme().choose(choice));
                ui.run(() -> ui.designer.palette().focusSearch());
                List<Stop> stops = around(ui);
                assertThat(stops).allSatisfy(stop -> assertThat(stop.spoken()).isNotBlank());
                assertThat(stops)
                        .as("those whose focus is not seen")
                        .filteredOn(stop -> stop.ring() < 24)
                        .isEmpty();
                assertThat(places(stops))
                        .containsSubsequence("palette-search", "remote-address", "flow-canvas", "field-name");
            }
        }
    }

    @Test
    void shiftTabGoesBackTheSameWay() {
        try (DesignerUi ui = DesignerUi.open(home)) {
            ui.run(() -> ui.designer.palette().focusSearch());
            List<Node> there = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                there.add(focused(ui));
                ui.key(KeyCode.TAB);
            }
            for (int i = 7; i >= 0; i--) {
                ui.key(KeyCode.SHIFT, KeyCode.TAB);
                assertThat(focused(ui)).isEqualTo(there.get(i));
            }
        }
    }

    @Test
    void tabStaysInACardAndEscapeLeavesIt() {
        try (DesignerUi ui = DesignerUi.open(home)) {
            ui.act("flow.run");
            ui.until(
                    "the run has ended",
                    () -> !ui.designer.models().runs.runningProperty().get());
            for (String action : List.of(
                    "file.export", "file.settings", "help.keys", "help.commands", "file.sample", "tests.make")) {
                ui.run(() -> ui.designer.canvas().requestFocus());
                ui.act(action);
                ui.until(
                        action + " has the focus",
                        () -> ui.designer.overlay().layer().isFocusWithin()
                                && !ui.designer.overlay().layer().isFocused());
                for (Stop stop : around(ui)) {
                    assertThat(Ui.isIn(ui.designer.overlay().layer(), stop.node()))
                            .as(action + ": " + stop)
                            .isTrue();
                    assertThat(stop.spoken()).as(action + ": " + stop).isNotBlank();
                }
                ui.key(KeyCode.ESCAPE);
                assertThat(ui.designer.overlay().isShowing()).as(action).isFalse();
                assertThat(focused(ui)).as(action).isEqualTo(ui.designer.canvas());
            }
        }
    }

    @Test
    void tabLeavesAnAreaOfText() {
        try (DesignerUi ui = DesignerUi.open(home)) {
            ui.act("view.input");
            Node area = ui.find("#input-pane .text-area");
            ui.run(area::requestFocus);
            ui.key(KeyCode.TAB);
            assertThat(focused(ui)).isNotEqualTo(area);
        }
    }

    private static Node focused(DesignerUi ui) {
        return DesignerUi.onFx(() -> ui.scene().getFocusOwner());
    }

    private static List<String> places(List<Stop> stops) {
        return stops.stream()
                .map(stop -> stop.node().getId())
                .filter(id -> id != null)
                .toList();
    }

    /// Presses Tab until it is back where it began.
    private static List<Stop> around(DesignerUi ui) {
        List<Stop> stops = new ArrayList<>();
        Node first = focused(ui);
        Node now = first;
        WritableImage before = DesignerUi.onFx(() -> Screens.drawn(ui.scene(), 1, "light"));
        Predicate<Node> known =
                node -> stops.stream().anyMatch(stop -> stop.node().equals(node));
        do {
            ui.settle(); // What the focus came to is scrolled into view with the next layout.
            WritableImage with = DesignerUi.onFx(() -> Screens.drawn(ui.scene(), 1, "light"));
            Node here = now;
            String spoken = DesignerUi.onFx(() -> Spoken.of(here));
            Bounds bounds = DesignerUi.onFx(() -> here.localToScene(here.getLayoutBounds()));
            ui.key(KeyCode.TAB);
            now = focused(ui);
            WritableImage without = DesignerUi.onFx(() -> Screens.drawn(ui.scene(), 1, "light"));
            long ring = changed(with, without, bounds);
            stops.add(new Stop(here, spoken, stops.isEmpty() ? ring : Math.min(ring, changed(with, before, bounds))));
            before = with;
        } while (!known.test(now) && stops.size() < MOST);
        assertThat(now).as("Tab went round: %s", stops).isEqualTo(first);
        return stops;
    }

    /// How many pixels of that place, and 4 around it, can be told from what they were.
    private static long changed(WritableImage with, WritableImage without, Bounds bounds) {
        long count = 0;
        for (int y = (int) Math.max(0, bounds.getMinY() - 4);
                y < Math.min(with.getHeight(), bounds.getMaxY() + 4);
                y++) {
            for (int x = (int) Math.max(0, bounds.getMinX() - 4);
                    x < Math.min(with.getWidth(), bounds.getMaxX() + 4);
                    x++) {
                Color one = with.getPixelReader().getColor(x, y);
                Color other = without.getPixelReader().getColor(x, y);
                if (!one.equals(other) && Contrast.of(one, other) >= SHAPES) {
                    count++;
                }
            }
        }
        return count;
    }
}
