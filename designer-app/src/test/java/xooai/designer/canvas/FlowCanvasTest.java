package xooai.designer.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static xooai.designer.canvas.Stages.onFx;
import static xooai.designer.canvas.Stages.settle;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.flow.Point;

@Tag("window")
class FlowCanvasTest {
    private static final Point2D EMPTY = new Point2D(150, 450);

    private final DesignModel model = new DesignModel(TestFlows.three());
    private final TestHost host = new TestHost();
    private final FlowCanvas canvas = Stages.canvas(model, host);
    private final CanvasMouse mouse = new CanvasMouse(canvas);

    @BeforeEach
    void describe() {
        onFx(() -> {
            model.setDescribe(TestFlows.KNOWN);
            settle(canvas);
        });
    }

    @AfterEach
    void dispose() {
        onFx(() -> canvas.dispose());
    }

    private static Point2D inside(String node) {
        return switch (node) {
            case "e1" -> new Point2D(150, 130);
            case "e2" -> new Point2D(510, 130);
            default -> new Point2D(510, 330);
        };
    }

    private static PortRef in(String node) {
        return new PortRef(node, PortRef.Side.IN);
    }

    private static PortRef out(String node) {
        return new PortRef(node, PortRef.Side.OUT);
    }

    @Test
    void aDragFromOutputToInputConnects() {
        onFx(() -> mouse.dragFromTo(canvas.pointOf(out("e1")), canvas.pointOf(in("e2"))));

        assertThat(model.design().wires()).containsExactly(new Wire("e1", "e2"));
        assertThat(model.history().undoTitle()).isEqualTo("Connect e1 → e2");
    }

    @Test
    void aDragFromInputBackToOutputConnectsToo() {
        onFx(() -> mouse.dragFromTo(canvas.pointOf(in("e2")), canvas.pointOf(out("e1"))));

        assertThat(model.design().wires()).containsExactly(new Wire("e1", "e2"));
    }

    @Test
    void aWireSnapsWithinThirtyTwoPixelsAndSaysOk() {
        onFx(() -> {
            mouse.press(canvas.pointOf(out("e1")));
            mouse.drag(canvas.pointOf(in("e2")).add(-22, -20));
            assertThat(canvas.chipText()).isEqualTo("OK");
            mouse.release(canvas.pointOf(in("e2")).add(-22, -20));
        });

        assertThat(model.design().wires()).containsExactly(new Wire("e1", "e2"));
    }

    @Test
    void aWireDroppedOnANodeTakesItsInput() {
        onFx(() -> mouse.dragFromTo(canvas.pointOf(out("e1")), inside("e2")));

        assertThat(model.design().wires()).containsExactly(new Wire("e1", "e2"));
    }

    @Test
    void aRefusedPortSaysWhyAndChangesNothing() {
        onFx(() -> mouse.dragFromTo(canvas.pointOf(out("e1")), canvas.pointOf(in("e3"))));

        assertThat(canvas.noticeText()).contains("e3").contains("Image").contains("Text");
        assertThat(model.design().wires()).isEmpty();
        assertThat(model.history().canUndo()).isFalse();
        assertThat(host.searches).isEmpty();
    }

    @Test
    void aCircleIsRefusedWithTheReason() {
        onFx(() -> {
            model.apply(new Edit.Connect("e1", "e2"));
            settle(canvas);
            mouse.dragFromTo(canvas.pointOf(out("e2")), canvas.pointOf(in("e1")));
        });

        assertThat(canvas.noticeText()).contains("circle");
        assertThat(model.design().wires()).hasSize(1);
    }

    @Test
    void fittingPortsGrowAndTheOthersFade() {
        onFx(() -> {
            mouse.press(canvas.pointOf(out("e1")));
            mouse.drag(EMPTY);
            assertThat(port("e2", PortRef.Side.IN)).contains("fitting");
            assertThat(port("e3", PortRef.Side.IN)).contains("refused");
            assertThat(port("e2", PortRef.Side.OUT)).contains("refused");
            mouse.release(EMPTY);
            assertThat(port("e2", PortRef.Side.IN)).doesNotContain("fitting", "refused");
        });
    }

    private Set<String> port(String node, PortRef.Side side) {
        NodeView view = Objects.requireNonNull(canvas.world().views().get(node));
        return (side == PortRef.Side.IN ? view.in : view.out)
                .shape.getPseudoClassStates().stream()
                        .map(state -> state.getPseudoClassName())
                        .collect(Collectors.toSet());
    }

    @Test
    void aWireLetGoOnTheEmptyCanvasAsksWhatToAdd() {
        onFx(() -> mouse.dragFromTo(canvas.pointOf(out("e1")), EMPTY));

        assertThat(host.searches).hasSize(1);
        assertThat(host.searches.getFirst().wired()).isEqualTo(out("e1"));

        String added = onFx(() -> canvas.answer(host.searches.getFirst(), TestFlows.node("e1", TestFlows.TEXTS)));

        assertThat(added).isEqualTo("e1_2");
        assertThat(model.design().wires()).containsExactly(new Wire("e1", "e1_2"));
        assertThat(model.selection()).isEqualTo(Selection.of("e1_2"));
        onFx(model::undo);
        assertThat(model.design()).isEqualTo(TestFlows.three());
    }

    @Test
    void anAnswerThatDoesNotFitIsAddedWithoutAWireAndSaid() {
        onFx(() -> canvas.answer(
                new SearchRequest(0, 0, new Point(0, 400), out("e1")), TestFlows.node("p", TestFlows.PICTURES)));

        assertThat(model.design().names()).contains("p");
        assertThat(model.design().wires()).isEmpty();
        assertThat(host.lastMessage()).contains("Image");
    }

    @Test
    void clickAndClickConnectsAsADragDoes() {
        onFx(() -> {
            mouse.click(canvas.pointOf(out("e1")));
            mouse.move(canvas.pointOf(in("e2")));
            assertThat(canvas.chipText()).isEqualTo("OK");
            mouse.click(canvas.pointOf(in("e2")));
        });

        assertThat(model.design().wires()).containsExactly(new Wire("e1", "e2"));
    }

    @Test
    void aDragMovesAndSnapsToTheGridAsOneStep() {
        onFx(() -> mouse.dragFromTo(inside("e3"), inside("e3").add(-77, 101)));

        assertThat(model.design().position("e3")).isEqualTo(new Point(320, 344));
        assertThat(model.history().titles()).containsExactly("Move e3");
    }

    @Test
    void aNodeNearTheLineOfAnotherStandsOnIt() {
        onFx(() -> mouse.dragFromTo(inside("e3"), inside("e3").add(-3, 60)));

        assertThat(model.design().position("e3").x()).isEqualTo(400);
    }

    @Test
    void altSuspendsSnapping() {
        onFx(() -> mouse.holding(CanvasMouse.Held.ALT)
                .dragFromTo(inside("e3"), inside("e3").add(-77, 101)));

        assertThat(model.design().position("e3")).isEqualTo(new Point(323, 341));
    }

    @Test
    void aPressIsAClickUntilItMovedSixPixels() {
        onFx(() -> mouse.dragFromTo(inside("e1"), inside("e1").add(4, 3)));

        assertThat(model.history().canUndo()).isFalse();
        assertThat(model.selection()).isEqualTo(Selection.of("e1"));
    }

    @Test
    void severalSelectedNodesMoveTogether() {
        onFx(() -> {
            model.select(Selection.ofNodes(Set.of("e1", "e2")));
            mouse.dragFromTo(inside("e1"), inside("e1").add(0, 80));
        });

        assertThat(model.design().position("e1")).isEqualTo(new Point(40, 120));
        assertThat(model.design().position("e2")).isEqualTo(new Point(400, 120));
        assertThat(model.history().titles()).containsExactly("Move 2 nodes");
    }

    @Test
    void aLoneNodeLetGoOnAWireGoesIntoIt() {
        onFx(() -> {
            model.apply(new Edit.AddNode(TestFlows.node("n", TestFlows.TEXTS), new Point(40, 400)));
            model.apply(new Edit.Connect("e1", "e2"));
            settle(canvas);
            mouse.dragFromTo(new Point2D(150, 490), new Point2D(330, 130));
        });

        assertThat(model.design().wires()).containsExactlyInAnyOrder(new Wire("e1", "n"), new Wire("n", "e2"));
        assertThat(model.history().undoTitle()).isEqualTo("Insert n into e1 → e2");
    }

    @Test
    void aNodeThatDoesNotFitIntoTheWireSaysWhyNot() {
        onFx(() -> {
            model.apply(new Edit.Connect("e1", "e2"));
            settle(canvas);
            mouse.dragFromTo(inside("e3"), new Point2D(330, 130));
        });

        assertThat(model.design().wires()).containsExactly(new Wire("e1", "e2"));
        assertThat(canvas.chipText()).contains("Image");
    }

    @Test
    void clicksSelectToggleAndAdd() {
        onFx(() -> mouse.click(inside("e1")));
        assertThat(model.selection()).isEqualTo(Selection.of("e1"));
        onFx(() -> mouse.holding(CanvasMouse.Held.SHIFT).click(inside("e2")));
        assertThat(model.selection().nodes()).containsExactlyInAnyOrder("e1", "e2");
        onFx(() -> mouse.holding(CanvasMouse.Held.MENU).click(inside("e1")));
        assertThat(model.selection()).isEqualTo(Selection.of("e2"));
        onFx(() -> mouse.holding().click(EMPTY));
        assertThat(model.selection().isEmpty()).isTrue();
    }

    @Test
    void aClickOnAWireSelectsIt() {
        onFx(() -> {
            model.apply(new Edit.Connect("e1", "e2"));
            settle(canvas);
            mouse.click(new Point2D(332, 104));
        });

        assertThat(model.selection()).isEqualTo(Selection.of(new Wire("e1", "e2")));
    }

    @Test
    void aDragOnTheEmptyCanvasSelectsWhatItTouches() {
        onFx(() -> mouse.dragFromTo(new Point2D(350, 20), new Point2D(450, 500)));

        assertThat(model.selection().nodes()).containsExactlyInAnyOrder("e2", "e3");
    }

    @Test
    void altAndADragCutWires() {
        onFx(() -> {
            model.apply(new Edit.Connect("e1", "e2"));
            settle(canvas);
            mouse.holding(CanvasMouse.Held.ALT).dragFromTo(new Point2D(330, 30), new Point2D(330, 200));
        });

        assertThat(model.design().wires()).isEmpty();
    }

    @Test
    void doubleClicksRenameInspectAndSearch() {
        onFx(() -> mouse.doubleClick(new Point2D(150, 52)));
        onFx(() -> mouse.doubleClick(inside("e2")));
        onFx(() -> mouse.doubleClick(EMPTY));

        assertThat(host.renamed).containsExactly("e1");
        assertThat(host.inspected).containsExactly("e2");
        assertThat(host.searches).hasSize(1);
    }

    @Test
    void theWheelScrollsAndWithShiftSideways() {
        onFx(() -> mouse.scroll(EMPTY, 0, -40));
        assertThat(canvas.viewport()).isEqualTo(new Viewport(0, 40, 1));
        onFx(() -> mouse.holding(CanvasMouse.Held.SHIFT).scroll(EMPTY, 0, -40));
        assertThat(canvas.viewport()).isEqualTo(new Viewport(40, 40, 1));
    }

    @Test
    void theWheelWithTheMenuKeyZoomsAboutThePointer() {
        onFx(() -> {
            mouse.holding(CanvasMouse.Held.MENU).scroll(canvas.pointOf(out("e1")), 0, 40);
            settle(canvas);
        });

        assertThat(canvas.viewport().zoom()).isCloseTo(1.15, within(1e-9));
        assertThat(canvas.pointOf(out("e1")).distance(264, 102)).isLessThan(0.5);
    }

    @Test
    void middleAndRightDragsPush() {
        onFx(() -> mouse.with(MouseButton.MIDDLE).dragFromTo(EMPTY, EMPTY.add(50, 20)));
        assertThat(canvas.viewport()).isEqualTo(new Viewport(-50, -20, 1));
        onFx(() -> mouse.with(MouseButton.SECONDARY)
                .dragFromTo(inside("e1"), inside("e1").add(-50, -20)));
        assertThat(canvas.viewport()).isEqualTo(new Viewport(0, 0, 1));
        assertThat(model.history().canUndo()).isFalse();
    }

    @Test
    void aRightClickSelectsAndOpensTheMenu() {
        onFx(() -> mouse.with(MouseButton.SECONDARY).click(inside("e2")));

        assertThat(model.selection()).isEqualTo(Selection.of("e2"));
        assertThat(host.menus).isEqualTo(1);
    }

    @Test
    void aNodeDroppedFromOutsideStandsThere() {
        String name = onFx(() -> {
            Point2D scene = canvas.localToScene(EMPTY);
            canvas.previewDropAt(scene.getX(), scene.getY(), TestFlows.node("e1", TestFlows.TEXTS));
            assertThat(canvas.chipText()).isEqualTo("Add e1");
            return canvas.dropAt(scene.getX(), scene.getY(), TestFlows.node("e1", TestFlows.TEXTS));
        });

        assertThat(name).isEqualTo("e1_2");
        assertThat(model.design().position("e1_2")).isEqualTo(new Point(40, 392));
        assertThat(canvas.chipText()).isNull();
    }

    @Test
    void aNodeDroppedFromOutsideOnAWireGoesIntoIt() {
        onFx(() -> {
            model.apply(new Edit.Connect("e1", "e2"));
            settle(canvas);
            Point2D scene = canvas.localToScene(332, 102);
            canvas.dropAt(scene.getX(), scene.getY(), TestFlows.node("n", TestFlows.TEXTS));
        });

        assertThat(model.design().wires()).containsExactlyInAnyOrder(new Wire("e1", "n"), new Wire("n", "e2"));
    }

    @Test
    void everyNodePortAndWireIsSpokenOf() {
        onFx(() -> {
            model.apply(new Edit.Connect("e1", "e2"));
            settle(canvas);
        });

        NodeView e1 = Objects.requireNonNull(canvas.world().views().get("e1"));
        WireView wire = Objects.requireNonNull(canvas.world().view(new Wire("e1", "e2")));
        assertThat(e1.getAccessibleText()).isEqualTo("e1, local executor TextTools, takes Text, gives Text, ready");
        assertThat(e1.in.shape.getAccessibleText()).isEqualTo("Port e1 in, Text");
        assertThat(wire.getAccessibleText()).isEqualTo("Wire from e1 out Text to e2 in");
        assertThat(canvas.getAccessibleText()).isEqualTo("Flow three, 3 nodes, 1 wires");
    }
}
