package xooai.designer.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.designer.canvas.Stages.onFx;
import static xooai.designer.canvas.Stages.settle;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.Wire;
import xooai.flow.Point;

/// What five thousand nodes may cost.
@Tag("window")
class LargeFlowTest {
    private static final int BOUND = 8000;

    private final DesignModel model = new DesignModel(TestFlows.many(5000));
    private final FlowCanvas canvas = Stages.canvas(model, new TestHost());

    @AfterEach
    void dispose() {
        onFx(() -> canvas.dispose());
    }

    private void look(Viewport viewport) {
        canvas.setViewport(viewport);
        settle(canvas);
    }

    @Test
    void theSceneNodesStayBoundedWhereverOneLooks() {
        onFx(() -> {
            for (int i = 0; i < 60; i++) {
                look(new Viewport(i * 300.0, i * 140.0, 1));
                assertThat(canvas.liveNodeCount()).isLessThan(BOUND / 4);
            }
            for (double zoom = 4; zoom >= 0.05; zoom /= 1.15) {
                look(new Viewport(5000, 3000, zoom));
                assertThat(canvas.liveNodeCount()).isLessThan(BOUND);
            }
        });
    }

    @Test
    void whatIsNoLongerSeenIsUsedAgain() {
        onFx(() -> {
            look(new Viewport(0, 0, 1));
            look(new Viewport(9000, 5000, 1));
            int before = canvas.liveNodeCount();
            for (int i = 0; i < 40; i++) {
                look(new Viewport(9000 + i * 304.0 % 5000, 5000, 1));
            }
            assertThat(canvas.liveNodeCount()).isLessThan(before * 3 / 2);
        });
    }

    @Test
    void farAwayOnePictureIsPaintedAndThenOnlyMoved() {
        onFx(() -> {
            look(new Viewport(0, 0, 0.1));
            int paintings = canvas.far().paintings();
            for (int i = 0; i < 100; i++) {
                look(new Viewport(i, i, 0.1));
            }
            assertThat(canvas.far().paintings()).isEqualTo(paintings);
        });
    }

    @Test
    void thePictureIsPaintedAgainWhenTheHandRests() {
        int paintings = onFx(() -> {
            look(new Viewport(0, 0, 0.1));
            int before = canvas.far().paintings();
            look(new Viewport(4000, 2000, 0.12));
            return before;
        });

        Stages.until(() -> canvas.far().paintings() == paintings + 1);
    }

    @Test
    void aDragAmongThemPaintsNoPictureAndAddsNoSceneNodes() {
        onFx(() -> {
            look(new Viewport(0, 0, 1));
            int live = canvas.liveNodeCount();
            int paintings = canvas.far().paintings();
            CanvasMouse mouse = new CanvasMouse(canvas);
            mouse.press(new Point2D(100, 40));
            for (int i = 0; i < 200; i++) {
                mouse.drag(new Point2D(100 + i, 40 + i / 2.0));
                settle(canvas);
            }
            mouse.release(new Point2D(300, 140));
            settle(canvas);
            assertThat(canvas.liveNodeCount()).isLessThan(live + 60);
            assertThat(canvas.far().paintings()).isEqualTo(paintings);
        });
        assertThat(model.history().titles()).containsExactly("Move n0");
    }

    @Test
    void everythingCanBeSelectedAndDraggedTogether() {
        onFx(() -> {
            look(new Viewport(0, 0, 1));
            model.selectAll();
            settle(canvas);
            new CanvasMouse(canvas).dragFromTo(new Point2D(100, 40), new Point2D(180, 120));
            settle(canvas);
            assertThat(canvas.liveNodeCount()).isLessThan(BOUND);
        });
        assertThat(model.design().position("n4999").x())
                .isEqualTo(TestFlows.many(5000).position("n4999").x() + 80);
        assertThat(model.history().titles()).containsExactly("Move 5000 nodes");
    }

    /// Many nodes over one another: more in view than are shown as regions, at a zoom at which few would be.
    private void crowd() {
        model.apply(new Edit.MoveNodes(IntStream.range(0, 5000)
                .boxed()
                .collect(Collectors.toMap(i -> "n" + i, i -> new Point(i % 100 * 56.0, i / 100 * 40.0)))));
    }

    @Test
    void aDragIsSeenAlsoWhereTooManyAreInViewToBeShownOneByOne() {
        onFx(() -> {
            crowd();
            look(new Viewport(0, 0, 0.5));
            assertThat(canvas.far().isVisible()).isTrue();
            CanvasMouse mouse = new CanvasMouse(canvas);
            mouse.press(new Point2D(100, 100));
            mouse.drag(new Point2D(160, 140));
            settle(canvas);
            assertThat(canvas.lookup(".canvas-outline").isVisible()).isTrue();
            mouse.release(new Point2D(160, 140));
            settle(canvas);
            assertThat(canvas.lookup(".canvas-outline").isVisible()).isFalse();
        });
    }

    @Test
    void whereWiresAreAPictureANodeIsNotPutIntoOneUnseen() {
        onFx(() -> {
            look(new Viewport(0, 0, 0.25));
            assertThat(canvas.far().isVisible()).isTrue();
            Bounds node = canvas.boundsOf("n144");
            Bounds from = canvas.boundsOf("n0");
            Bounds to = canvas.boundsOf("n1");
            model.apply(new Edit.Disconnect("n143", "n144"));
            model.apply(new Edit.Disconnect("n144", "n145"));
            settle(canvas);
            new CanvasMouse(canvas)
                    .dragFromTo(
                            new Point2D(node.getCenterX(), node.getMinY() + 4),
                            new Point2D((from.getMaxX() + to.getMinX()) / 2, from.getMinY() + 4));
            settle(canvas);
        });
        assertThat(model.design().hasWire(new Wire("n0", "n1"))).isTrue();
        assertThat(model.history().undoTitle()).isEqualTo("Move n144");
    }

    @Test
    void atTheBorderOfTooManyItIsNotRegionsAndAPictureByTurns() {
        onFx(() -> {
            crowd();
            double zoom = 2;
            look(new Viewport(0, 0, zoom));
            // Until it is just too much.
            while (!canvas.far().isVisible()) {
                zoom /= 1.01;
                look(new Viewport(0, 0, zoom));
            }
            int paintings = canvas.far().paintings();
            for (int i = 0; i < 20; i++) {
                look(new Viewport(0, 0, i % 2 == 0 ? zoom * 1.01 : zoom));
                assertThat(canvas.far().isVisible()).isTrue();
            }
            assertThat(canvas.far().paintings()).isEqualTo(paintings);
        });
    }
}
