package xooai.designer.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.designer.canvas.Stages.onFx;
import static xooai.designer.canvas.Stages.settle;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.Piece;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.flow.Drawing;
import xooai.flow.FlowSpec;
import xooai.flow.Frame;
import xooai.flow.Point;
import xooai.flow.SubFlows;
import xooai.flow.Tint;

/// Groups, notes and points of wires under the hand and the keys.
@Tag("window")
class DrawingOnCanvasTest {
    private static final Wire WIRE = new Wire("e1", "e2");
    private static final Piece GROUP = new Piece.OfGroup("g1");
    private static final Piece NOTE = new Piece.OfNote("n1");
    private static final Piece BEND = new Piece.OfBend(WIRE, 0);

    private final DesignModel model = new DesignModel(TestFlows.three());
    private final TestHost host = new TestHost();
    private final FlowCanvas canvas = Stages.canvas(model, host);
    private final CanvasMouse mouse = new CanvasMouse(canvas);

    @AfterEach
    void dispose() {
        onFx(() -> canvas.dispose());
    }

    /// A group around e1, a note below it, and e1 → e2 through a point.
    private void draw() {
        onFx(() -> {
            model.apply(new Edit.Connect("e1", "e2"));
            model.apply(new Edit.Draw(
                    "Draw",
                    Drawing.NONE
                            .with("g1", new Drawing.Group("Reading", Tint.BLUE, new Frame(16, -16, 280, 200)))
                            .with("n1", new Drawing.Note(note(), Tint.YELLOW, new Frame(40, 320, 240, 120)))
                            .withBends("e1", "e2", List.of(new Point(340, 200)))));
            settle(canvas);
        });
    }

    private static String note() {
        return "# Why\n\n[the docs](https://some.domain/docs) and `code`\n\n" + "- item\n".repeat(30);
    }

    private Point corner(Piece piece) {
        return piece.frame(model.design()).corner();
    }

    @Test
    void aGroupIsMadeAroundWhatIsSelectedAndItsTitleIsTypedAtOnce() {
        onFx(() -> {
            model.select(Selection.ofNodes(Set.of("e1", "e2")));
            canvas.drawing().group();
            type("Texts");
            key(KeyCode.ENTER, false);
        });

        Drawing.Group group =
                Objects.requireNonNull(model.design().drawing().groups().get("g1"));
        assertThat(group.title()).isEqualTo("Texts");
        assertThat(group.frame()).isEqualTo(new Frame(16, -16, 632, 184));
        assertThat(model.history().undoTitle()).isEqualTo("Rename group to Texts");
        assertThat(onFx(canvas::isFocused)).isTrue();
    }

    private TextInputControl field() {
        return (TextInputControl) Objects.requireNonNull(canvas.lookup(".place-editor"));
    }

    private void type(String text) {
        field().setText(text);
    }

    private void key(KeyCode code, boolean menu) {
        field().fireEvent(new KeyEvent(
                KeyEvent.KEY_PRESSED, KeyEvent.CHAR_UNDEFINED, "", code, false, menu, false, menu && isMac()));
    }

    private static boolean isMac() {
        return System.getProperty("os.name", "").startsWith("Mac");
    }

    @Test
    void aGroupIsDraggedByItsTitleWithWhatStandsInIt() {
        draw();
        onFx(() -> mouse.dragFromTo(new Point2D(100, 0), new Point2D(180, 40)));

        assertThat(corner(GROUP)).isEqualTo(new Point(96, 24));
        assertThat(model.design().position("e1")).isEqualTo(new Point(120, 80));
        assertThat(model.design().position("e2")).isEqualTo(new Point(400, 40));
        assertThat(model.history().undoTitle()).isEqualTo("Move group Reading");
    }

    @Test
    void withAltTheFrameMovesAlone() {
        draw();
        onFx(() -> mouse.holding(CanvasMouse.Held.ALT).dragFromTo(new Point2D(100, 0), new Point2D(180, 40)));

        assertThat(corner(GROUP)).isEqualTo(new Point(96, 24));
        assertThat(model.design().position("e1")).isEqualTo(new Point(40, 40));
    }

    @Test
    void anEdgeAndACornerResizeOnTheGrid() {
        draw();
        onFx(() -> {
            mouse.dragFromTo(new Point2D(280, 440), new Point2D(333, 475));
            settle(canvas);
            mouse.dragFromTo(new Point2D(16, 100), new Point2D(-21, 130));
        });

        assertThat(NOTE.frame(model.design())).isEqualTo(new Frame(40, 320, 296, 152));
        assertThat(GROUP.frame(model.design())).isEqualTo(new Frame(-24, -16, 320, 200));
        assertThat(model.history().undoTitle()).isEqualTo("Resize group Reading");
    }

    @Test
    void aFrameOfTheHandSelectsNotesAndPointsAndGroupsThatItHolds() {
        draw();
        onFx(() -> mouse.dragFromTo(new Point2D(330, 460), new Point2D(270, 192)));
        assertThat(model.selection().pieces()).containsExactlyInAnyOrder(NOTE);
        onFx(() -> mouse.dragFromTo(new Point2D(600, 560), new Point2D(310, 190)));
        assertThat(model.selection().pieces()).containsExactlyInAnyOrder(BEND);
        assertThat(model.selection().nodes()).containsExactly("e3");
    }

    @Test
    void aDoubleClickOnAWireAddsAPointAndADragMovesIt() {
        onFx(() -> {
            model.apply(new Edit.Connect("e1", "e2"));
            settle(canvas);
            mouse.doubleClick(new Point2D(332, 102));
            settle(canvas);
        });
        assertThat(model.design().bends(WIRE)).containsExactly(new Point(336, 104));
        assertThat(model.history().undoTitle()).isEqualTo("Add point to e1 → e2");

        onFx(() -> mouse.dragFromTo(new Point2D(336, 104), new Point2D(336, 210)));
        assertThat(model.design().bends(WIRE)).containsExactly(new Point(336, 208));

        onFx(() -> {
            settle(canvas);
            mouse.dragFromTo(new Point2D(336, 208), new Point2D(340, 99));
        });
        assertThat(model.design().bends(WIRE))
                .as("it snaps to the line of ports")
                .containsExactly(new Point(344, 102));
        onFx(() -> {
            settle(canvas);
            mouse.key(KeyCode.DELETE);
        });
        assertThat(model.design().bends(WIRE)).isEmpty();
        assertThat(model.design().hasWire(WIRE)).isTrue();
    }

    @Test
    void aWireIsHitAlongTheWayThatItTakes() {
        draw();
        Point on = Route.through(new Point(264, 102), List.of(new Point(340, 200)), new Point(400, 102))
                .at(0.25);
        onFx(() -> mouse.click(new Point2D(on.x(), on.y())));
        assertThat(model.selection().wires()).containsExactly(WIRE);
    }

    @Test
    void aNoteIsWrittenInItsPlaceAndEscKeepsWhatWasTyped() {
        draw();
        onFx(() -> {
            mouse.doubleClick(new Point2D(60, 430));
            assertThat(field()).isInstanceOf(TextArea.class);
            type("written");
            key(KeyCode.ESCAPE, false);
        });
        assertThat(text()).isEqualTo("written");
        onFx(() -> canvas.drawing().edit(NOTE));
        onFx(() -> {
            type("again");
            key(KeyCode.ENTER, true);
        });
        assertThat(text()).isEqualTo("again");
        onFx(() -> model.undo());
        assertThat(text()).isEqualTo("written");
    }

    private String text() {
        return Objects.requireNonNull(model.design().drawing().notes().get("n1"))
                .text();
    }

    @Test
    void whatIsTypedIsTakenOverAtEachPauseAsOneStep() {
        draw();
        int steps = model.history().position();
        onFx(() -> {
            canvas.drawing().edit(NOTE);
            type("one");
        });
        Stages.until(() -> text().equals("one"));
        onFx(() -> type("one two"));
        Stages.until(() -> text().equals("one two"));
        onFx(() -> canvas.drawing().endEditing());
        assertThat(model.history().position()).isEqualTo(steps + 1);
    }

    @Test
    void moreThanANoteHoldsIsRefusedInWords() {
        draw();
        onFx(() -> {
            canvas.drawing().edit(NOTE);
            type("x".repeat(20_001));
            key(KeyCode.ESCAPE, false);
        });
        assertThat(text()).isEqualTo(note());
        assertThat(host.lastMessage()).isEqualTo("At most 20000 characters; this would be 20001");
    }

    @Test
    void aLinkIsOpenedByAClickAndByNothingElse() {
        draw();
        Point2D link = onFx(() -> {
            Node text = Objects.requireNonNull(canvas.lookup(".note-link"));
            Bounds bounds = canvas.sceneToLocal(text.localToScene(text.getBoundsInLocal()));
            return new Point2D(bounds.getCenterX(), bounds.getCenterY());
        });
        onFx(() -> mouse.move(link));
        assertThat(host.browsed).isEmpty();
        onFx(() -> mouse.click(link));
        assertThat(host.browsed).containsExactly(URI.create("https://some.domain/docs"));
    }

    @Test
    void theWheelScrollsASelectedNoteAndElseTheCanvas() {
        draw();
        Viewport before = canvas.viewport();
        onFx(() -> {
            model.select(Selection.of(NOTE));
            settle(canvas);
            mouse.scroll(new Point2D(100, 400), 0, -40);
        });
        assertThat(canvas.viewport()).isEqualTo(before);
        onFx(() -> {
            model.select(Selection.NONE);
            mouse.scroll(new Point2D(100, 400), 0, -40);
        });
        assertThat(canvas.viewport()).isNotEqualTo(before);
    }

    @Test
    void arrowsReachEverythingAndEnterWritesDeleteDeletes() {
        draw();
        onFx(() -> {
            model.select(Selection.of("e1"));
            mouse.key(KeyCode.DOWN);
        });
        assertThat(model.selection().pieces()).containsExactly(NOTE);
        onFx(() -> mouse.key(KeyCode.ENTER));
        assertThat(onFx(() -> canvas.drawing().edited())).isEqualTo(NOTE);
        onFx(() -> {
            key(KeyCode.ESCAPE, false);
            mouse.key(KeyCode.DELETE);
        });
        assertThat(model.design().drawing().notes()).isEmpty();
        onFx(() -> {
            model.select(Selection.of("e1"));
            mouse.key(KeyCode.RIGHT);
        });
        assertThat(model.selection().isEmpty()).isFalse();
    }

    @Test
    void keysMoveAndResizeWhatIsDrawn() {
        draw();
        onFx(() -> {
            model.select(Selection.of(NOTE));
            mouse.holding(CanvasMouse.Held.MENU).key(KeyCode.RIGHT);
            mouse.holding(CanvasMouse.Held.ALT).key(KeyCode.DOWN);
        });
        assertThat(NOTE.frame(model.design())).isEqualTo(new Frame(48, 320, 240, 128));
    }

    @Test
    void everythingDrawnSaysWhatItIs() {
        draw();
        List<String> said = onFx(() ->
                List.of(spoken("#group-g1"), spoken("#note-n1"), spoken("#bend-e1-e2-0"), canvas.getAccessibleText()));
        assertThat(said.get(0)).isEqualTo("Group Reading, blue, 1 node: e1");
        assertThat(said.get(1)).startsWith("Note, yellow: Why\nthe docs and code\n• item");
        assertThat(said.get(2)).isEqualTo("Point 1 of the wire from e1 to e2");
        assertThat(said.get(3)).isEqualTo("Flow three, 3 nodes, 1 wires, 1 group, 1 note");
    }

    private String spoken(String id) {
        return Objects.requireNonNull(canvas.lookup(id), id).getAccessibleText();
    }

    @Test
    void aBookmarkComesBackToItsView() {
        draw();
        onFx(() -> {
            canvas.setViewport(new Viewport(1000, 500, 2));
            canvas.drawing().setBookmark("3");
            canvas.setViewport(new Viewport(0, 0, 0.5));
            canvas.drawing().goToBookmark("3");
        });
        Stages.until(() -> canvas.viewport().equals(new Viewport(1000, 500, 2)));
        assertThat(host.lastMessage()).isEqualTo("Key 3 comes back to this view: View 3");
        onFx(() -> canvas.drawing().goToBookmark("4"));
        assertThat(host.lastMessage()).isEqualTo("No view is remembered under 4; Shift+4 remembers one");
    }

    @Test
    void whatIsDrawnIsInThePicture() {
        draw();
        String svg = onFx(() -> new String(canvas.picture().svg(), StandardCharsets.UTF_8));
        assertThat(svg).contains(">Reading</text>", ">Why</text>", ">• item</text>", TintInk.edge(Tint.BLUE));
        assertThat(svg.split(" C ", -1)).as("two curves through the point").hasSize(3);
    }

    private void menuKey(KeyCode code) {
        mouse.holding(CanvasMouse.Held.MENU).key(code);
        settle(canvas);
    }

    @Test
    void keysCopyCutAndPasteWhatIsDrawnToo() {
        draw();
        Drawing before = model.design().drawing();
        onFx(() -> {
            model.select(Selection.of(NOTE));
            menuKey(KeyCode.X);
        });
        assertThat(model.design().drawing().notes()).isEmpty();
        onFx(() -> menuKey(KeyCode.V));
        assertThat(host.messages).isEmpty();
        assertThat(text()).isEqualTo(note());
        assertThat(model.selection().pieces()).containsExactly(NOTE);

        onFx(() -> {
            model.select(Selection.ofNodes(Set.of("e2")).plusPieces(Set.of(GROUP)));
            menuKey(KeyCode.C);
            menuKey(KeyCode.V);
        });
        assertThat(model.design().drawing().groups().values().stream().map(Drawing.Group::title))
                .containsExactly("Reading", "Reading");
        assertThat(model.design().bends(WIRE)).isEqualTo(before.bends("e1", "e2"));
        assertThat(model.design().bentWires()).hasSize(2);
    }

    @Test
    void aPasteTakesSubFlowsAndWhatIsDrawnAroundThemAlong() {
        draw();
        onFx(() -> {
            model.apply(new Edit.MakeSubFlow(Set.of("e1", "e2"), "both", Set.of()));
            model.selectAll();
            menuKey(KeyCode.C);
            model.open(Design.of(FlowSpec.named("other")));
            menuKey(KeyCode.V);
        });
        assertThat(host.messages).isEmpty();
        assertThat(model.design().names()).containsExactlyInAnyOrder("both", "e3");
        assertThat(SubFlows.names(model.file().spec())).containsExactly("both");
        assertThat(model.design().drawing().groups()).hasSize(1);
        assertThat(text()).isEqualTo(note());
    }

    private String textOutside() {
        return Objects.requireNonNull(Drawing.of(model.file().spec()).notes().get("n1"))
                .text();
    }

    @Test
    void whatIsBeingWrittenGoesWhereItBelongsWhenAnotherLevelIsSeen() {
        draw();
        onFx(() -> {
            model.apply(new Edit.MakeSubFlow(Set.of("e1", "e2"), "both", Set.of()));
            model.enter("both");
            model.apply(new Edit.Draw(
                    "Draw",
                    Drawing.NONE.with("n1", new Drawing.Note("within", Tint.BLUE, new Frame(40, 320, 240, 120)))));
            settle(canvas);
            canvas.drawing().edit(NOTE);
            type("written within");
            model.leaveTo(0);
            settle(canvas);
            canvas.drawing().endEditing();
        });
        assertThat(textOutside()).isEqualTo(note());
        onFx(() -> {
            canvas.drawing().edit(NOTE);
            type("written outside");
            model.enter("both");
            settle(canvas);
            canvas.drawing().endEditing();
        });
        assertThat(text()).isEqualTo("written within");
        assertThat(textOutside()).isEqualTo("written outside");
    }

    @Test
    void whatIsBeingWrittenIsAStepOfItsOwnWhenAStepIsUndone() {
        draw();
        onFx(() -> {
            model.apply(new Edit.MakeSubFlow(Set.of("e1", "e2"), "both", Set.of()));
            canvas.drawing().edit(NOTE);
            type("written");
            model.undo();
        });
        assertThat(onFx(() -> canvas.drawing().edited())).isNull();
        assertThat(text()).isEqualTo(note());
        assertThat(model.design().names()).contains("both");
        onFx(() -> model.redo());
        assertThat(text()).isEqualTo("written");
    }
}
