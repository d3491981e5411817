package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.canvas.Viewport;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Piece;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.flow.Drawing;
import xooai.flow.FlowSpec;
import xooai.flow.Frame;
import xooai.flow.Need;
import xooai.flow.NodeSpec;
import xooai.flow.Point;
import xooai.flow.Tint;

/// Groups, notes, points of wires, bookmarks and alignment in the window: by keys, and as pictures in light and dark.
class DrawingScenesTest {
    private static final String SHOUT = "class:xooai.samples.diamond.Shouter";
    private static final String NOTE = """
        # What it does

        Reads *letters*, **shouts** them and counts `words`.

        - [x] join by id
        - [ ] measure with [the docs](https://some.domain)

        > Ask before you change the order.

        1. first
        2. second
        """;

    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    private static Design flow() {
        FlowSpec spec = FlowSpec.named("letters")
                .withNodes(List.of(
                        NodeSpec.of("reader", SHOUT),
                        NodeSpec.of("shouter", SHOUT).withNeeds(List.of(Need.of("reader"))),
                        NodeSpec.of("counter", SHOUT).withNeeds(List.of(Need.of("reader"))),
                        NodeSpec.of("headline", SHOUT).withNeeds(List.of(Need.of("shouter"), Need.of("counter")))))
                .withView(Map.of(
                        "reader", new Point(0, 80),
                        "shouter", new Point(328, 0),
                        "counter", new Point(328, 168),
                        "headline", new Point(760, 80)));
        Drawing drawing = Drawing.NONE
                .with("g1", new Drawing.Group("Both branches", Tint.BLUE, new Frame(288, -64, 304, 360)))
                .with("g2", new Drawing.Group("The whole flow", Tint.GREY, new Frame(-48, -120, 1072, 448)))
                .with("n1", new Drawing.Note(NOTE, Tint.YELLOW, new Frame(-48, 352, 360, 232)))
                .with(
                        "n2",
                        new Drawing.Note("## Slow\n\nTwo seconds a letter.", Tint.RED, new Frame(640, 352, 224, 104)))
                .withBends("counter", "headline", List.of(new Point(632, 270), new Point(700, 270)))
                .with("1", new Drawing.Bookmark("Branches", new Point(440, 120), 1));
        return Design.of(drawing.in(spec));
    }

    @Test
    void whatIsDrawnIsSeenInLightAndInDark() {
        try (DesignerUi ui = DesignerUi.open(home, 1360, 860)) {
            for (Theme.Choice choice : new Theme.Choice[] {Theme.Choice.LIGHT, Theme.Choice.DARK}) {
                ui.run(() -> ui.designer.theme().choose(choice));
                shoot(ui, choice.text() + "-drawing-");
            }
        }
    }

    private static void shoot(DesignerUi ui, String name) {
        DesignModel model = ui.designer.models().design;
        ui.run(() -> {
            model.open(flow());
            ui.designer.canvas().setMinimapShown(true);
            ui.designer.canvas().setViewport(new Viewport(-80, -140, 0.72));
            ui.designer.canvas().requestFocus();
        });
        Screens.write(ui.scene(), name + "72");
        ui.run(() -> {
            ui.designer.canvas().setViewport(new Viewport(-80, 160, 1));
            model.select(Selection.of(new Piece.OfNote("n1")));
        });
        Screens.write(ui.scene(), name + "note");
        ui.run(() -> ui.designer.canvas().drawing().edit(new Piece.OfNote("n1")));
        Screens.write(ui.scene(), name + "note-written");
        ui.key(KeyCode.ESCAPE);
        ui.run(() -> {
            ui.designer.canvas().setViewport(new Viewport(220, -140, 1.25));
            model.select(Selection.of(new Piece.OfGroup("g1")));
        });
        Screens.write(ui.scene(), name + "group");
        ui.run(() -> {
            ui.designer.canvas().setViewport(new Viewport(480, 140, 2));
            model.select(Selection.of(new Piece.OfBend(new Wire("counter", "headline"), 0)));
        });
        Screens.write(ui.scene(), name + "point");
        ui.run(() -> {
            model.select(Selection.NONE);
            ui.designer.canvas().setViewport(new Viewport(-200, -240, 0.45));
        });
        Screens.write(ui.scene(), name + "45");
        ui.run(() -> ui.designer.canvas().setViewport(new Viewport(-500, -400, 0.3)));
        Screens.write(ui.scene(), name + "30");
        ui.run(() -> ui.designer.canvas().setViewport(new Viewport(-1500, -1000, 0.12)));
        Screens.write(ui.scene(), name + "12");
        ui.act("bookmark.list");
        Screens.write(ui.scene(), name + "bookmarks");
        ui.key(KeyCode.ESCAPE);
    }

    @Test
    void allOfItIsDoneByKeys() {
        try (DesignerUi ui = DesignerUi.open(home, 1360, 860)) {
            DesignModel model = ui.designer.models().design;
            ui.run(() -> {
                model.open(flow());
                ui.designer.canvas().setViewport(new Viewport(-80, -140, 1));
                ui.designer.canvas().requestFocus();
                model.select(Selection.ofNodes(Set.of("shouter", "counter")));
            });
            ui.act("arrange.left");
            ui.key(KeyCode.G);
            assertThat(model.design().drawing().groups()).containsKey("g3");
            ui.key(KeyCode.ESCAPE);
            ui.key(KeyCode.DELETE);
            assertThat(model.design().drawing().groups()).doesNotContainKey("g3");
            ui.key(KeyCode.N);
            ui.type("gnr 123");
            ui.key(KeyCode.ESCAPE);
            assertThat(model.design().drawing().notes().get("n3"))
                    .extracting(Drawing.Note::text)
                    .isEqualTo("gnr 123");
            ui.run(() -> model.select(Selection.of(new Wire("reader", "shouter"))));
            ui.key(KeyCode.R);
            assertThat(model.design().drawing().bends("reader", "shouter")).hasSize(1);
            ui.act("bookmark.set-2");
            assertThat(model.design().drawing().bookmarks()).containsKey("2");
            assertThat(model.history().undoTitle()).startsWith("Bookmark 2");
            assertThat(model.design().names()).hasSize(4);
        }
    }
}
