package xooai.designer.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.designer.canvas.Stages.onFx;
import static xooai.designer.canvas.Stages.settle;

import java.util.Set;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.flow.Point;

@Tag("window")
class CanvasKeysTest {
    private final DesignModel model = new DesignModel(TestFlows.three());
    private final TestHost host = new TestHost();
    private final FlowCanvas canvas = Stages.canvas(model, host);
    private final CanvasMouse keyboard = new CanvasMouse(canvas);

    @AfterEach
    void dispose() {
        onFx(() -> canvas.dispose());
    }

    private void press(KeyCode code, CanvasMouse.Held... held) {
        onFx(() -> {
            keyboard.holding(held).key(code);
            settle(canvas);
        });
    }

    @Test
    void arrowsWalkFromNodeToNode() {
        press(KeyCode.RIGHT);
        assertThat(model.selection()).isEqualTo(Selection.of("e1"));
        press(KeyCode.RIGHT);
        assertThat(model.selection()).isEqualTo(Selection.of("e2"));
        press(KeyCode.DOWN);
        assertThat(model.selection()).isEqualTo(Selection.of("e3"));
    }

    @Test
    void theNodeThatIsWalkedToHasTheFocus() {
        press(KeyCode.RIGHT);

        assertThat(onFx(() -> String.valueOf(canvas.getScene().getFocusOwner().getAccessibleText())))
                .startsWith("e1,");
    }

    @Test
    void nudgesAreOneStepUntilTheKeyIsLetGo() {
        press(KeyCode.RIGHT);
        Point before = model.design().position("e1");
        press(KeyCode.RIGHT, CanvasMouse.Held.MENU);
        press(KeyCode.RIGHT, CanvasMouse.Held.MENU);
        press(KeyCode.DOWN, CanvasMouse.Held.MENU, CanvasMouse.Held.SHIFT);
        assertThat(model.history().titles()).containsExactly("Move e1");
        onFx(() -> canvas.fireEvent(
                new KeyEvent(KeyEvent.KEY_RELEASED, "", "", KeyCode.CONTROL, false, false, false, false)));
        press(KeyCode.LEFT, CanvasMouse.Held.MENU);
        assertThat(model.history().titles()).hasSize(2);
        onFx(model::undo);
        onFx(model::undo);
        assertThat(model.design().position("e1")).isEqualTo(before);
    }

    @Test
    void aFlowIsWiredWithoutAMouse() {
        press(KeyCode.RIGHT);
        press(KeyCode.C);
        press(KeyCode.RIGHT);
        assertThat(canvas.chipText()).isEqualTo("OK");
        press(KeyCode.ENTER);

        assertThat(model.design().wires()).containsExactly(new Wire("e1", "e2"));
    }

    @Test
    void escapeLeavesAWireAndThenTheSelection() {
        press(KeyCode.RIGHT);
        press(KeyCode.C);
        press(KeyCode.ESCAPE);
        assertThat(model.selection()).isEqualTo(Selection.of("e1"));
        press(KeyCode.ESCAPE);
        assertThat(model.selection().isEmpty()).isTrue();
        assertThat(model.design().wires()).isEmpty();
    }

    @Test
    void escapeInTheMiddleOfADragPutsEverythingBack() {
        onFx(() -> {
            keyboard.press(new Point2D(150, 130));
            keyboard.drag(new Point2D(350, 330));
            keyboard.key(KeyCode.ESCAPE);
            keyboard.release(new Point2D(350, 330));
        });

        assertThat(model.history().canUndo()).isFalse();
        assertThat(model.design().position("e1")).isEqualTo(new Point(40, 40));
    }

    @Test
    void aSearchesAfterTheSelectedNode() {
        press(KeyCode.RIGHT);
        press(KeyCode.A);

        assertThat(host.searches).hasSize(1);
        SearchRequest request = host.searches.getFirst();
        assertThat(request.wired()).isEqualTo(new PortRef("e1", PortRef.Side.OUT));
        assertThat(request.at().x()).isGreaterThan(264);
    }

    @Test
    void enterInspectsAndF2Renames() {
        press(KeyCode.RIGHT);
        press(KeyCode.ENTER);
        press(KeyCode.F2);

        assertThat(host.inspected).containsExactly("e1");
        assertThat(host.renamed).containsExactly("e1");
    }

    @Test
    void theMenuKeyAndArrowsMove() {
        onFx(() -> model.select(Selection.of("e1")));
        press(KeyCode.RIGHT, CanvasMouse.Held.MENU);
        press(KeyCode.DOWN, CanvasMouse.Held.MENU, CanvasMouse.Held.SHIFT);

        assertThat(model.design().position("e1")).isEqualTo(new Point(48, 80));
    }

    @Test
    void deleteTakesNodesAndWiresAndHealsWithTheMenuKey() {
        onFx(() -> {
            model.apply(new Edit.Connect("e1", "e2"));
            model.apply(new Edit.Connect("e2", "e3"));
            model.select(Selection.of("e2"));
        });
        press(KeyCode.DELETE, CanvasMouse.Held.MENU);
        assertThat(model.design().wires()).containsExactly(new Wire("e1", "e3"));

        onFx(() -> model.select(Selection.of(new Wire("e1", "e3"))));
        press(KeyCode.DELETE);
        assertThat(model.design().wires()).isEmpty();
        assertThat(model.design().names()).containsExactly("e1", "e3");
    }

    @Test
    void everythingIsSelectedAndConnectedFromLeftToRight() {
        press(KeyCode.A, CanvasMouse.Held.MENU);
        assertThat(model.selection().nodes()).hasSize(3);
        press(KeyCode.L, CanvasMouse.Held.MENU);

        assertThat(model.design().wires()).containsExactlyInAnyOrder(new Wire("e1", "e2"), new Wire("e2", "e3"));
        assertThat(model.history().titles()).containsExactly("Connect 3 nodes");
    }

    @Test
    void copiesArePastedUnderFreshNamesAndSelected() {
        onFx(() -> {
            model.apply(new Edit.Connect("e1", "e2"));
            model.select(Selection.ofNodes(Set.of("e1", "e2")));
        });
        press(KeyCode.C, CanvasMouse.Held.MENU);
        press(KeyCode.V, CanvasMouse.Held.MENU);

        assertThat(model.design().names()).containsExactly("e1", "e2", "e3", "e1_2", "e2_2");
        assertThat(model.design().wires()).contains(new Wire("e1_2", "e2_2"));
        assertThat(model.selection().nodes()).containsExactlyInAnyOrder("e1_2", "e2_2");
    }

    @Test
    void badTextInTheClipboardSaysWhereAndChangesNothing() {
        host.clipboard = "{\"xooai\": 1,\n\"nodes\": oops}";
        press(KeyCode.V, CanvasMouse.Held.MENU);

        assertThat(host.lastMessage()).contains("line 2");
        assertThat(model.history().canUndo()).isFalse();
    }

    @Test
    void mHidesTheMapAndShowsItAgain() {
        assertThat(canvas.isMinimapShown()).isTrue();
        press(KeyCode.M);
        assertThat(canvas.isMinimapShown()).isFalse();
        press(KeyCode.M);
        assertThat(canvas.isMinimapShown()).isTrue();
    }

    @Test
    void spaceAndADragPush() {
        onFx(() -> {
            keyboard.fire(KeyEvent.KEY_PRESSED, KeyCode.SPACE);
            keyboard.dragFromTo(new Point2D(150, 130), new Point2D(250, 130));
            keyboard.fire(KeyEvent.KEY_RELEASED, KeyCode.SPACE);
        });

        assertThat(canvas.viewport()).isEqualTo(new Viewport(-100, 0, 1));
        assertThat(model.history().canUndo()).isFalse();
    }

    @Test
    void theWholeFlowIsFittedAndOneHundredPercentComesBack() {
        onFx(() -> canvas.setViewport(new Viewport(5000, 5000, 0.1)));
        press(KeyCode.DIGIT1, CanvasMouse.Held.MENU);
        Stages.until(() -> canvas.viewport().seen(900, 600).holds(new Box(40, 40, 584, 304)));

        onFx(() -> canvas.setViewport(new Viewport(0, 0, 2)));
        press(KeyCode.DIGIT0, CanvasMouse.Held.MENU);
        Stages.until(() -> canvas.viewport().zoom() == 1);
    }
}
