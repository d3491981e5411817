package xooai.designer.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.designer.canvas.Stages.onFx;
import static xooai.designer.canvas.Stages.settle;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Piece;
import xooai.designer.design.Wire;
import xooai.flow.Drawing;
import xooai.flow.Frame;
import xooai.flow.Point;
import xooai.flow.Tint;

/// A flow of thousands of nodes with hundreds of groups, notes and bent wires: only what is in view is there.
class LargeDrawingTest {
    private static final int NODES = 5000;
    private static final int PIECES = 500;

    private final DesignModel model = new DesignModel(drawn());
    private final FlowCanvas canvas = Stages.canvas(model, new TestHost());

    @AfterEach
    void dispose() {
        onFx(() -> canvas.dispose());
    }

    private static Design drawn() {
        Design design = TestFlows.many(NODES);
        Drawing drawing = Drawing.NONE;
        Map<String, Point> places = design.positions();
        List<Wire> wires = design.wires();
        for (int i = 0; i < PIECES; i++) {
            Point at = places.getOrDefault("n" + i * 10, new Point(0, 0));
            Tint tint = List.of(Tint.values()).get(i % 8);
            drawing = drawing.with(
                            "g" + i,
                            new Drawing.Group("Group " + i, tint, new Frame(at.x() - 24, at.y() - 56, 272, 184)))
                    .with(
                            "n" + i,
                            new Drawing.Note(
                                    "# Note\n\ntext **" + i + "**", tint, new Frame(at.x(), at.y() + 96, 200, 60)));
            Wire wire = wires.get(i * 7);
            Point start = places.getOrDefault(wire.from(), at);
            drawing = drawing.withBends(wire.from(), wire.to(), List.of(new Point(start.x() + 240, start.y() + 110)));
        }
        return Design.of(drawing.in(design.spec()));
    }

    @Test
    void onlyWhatIsInViewHasSceneNodes() {
        onFx(() -> {
            for (int i = 0; i < 40; i++) {
                canvas.setViewport(new Viewport(i * 500, i * 200, 0.7));
                settle(canvas);
            }
        });
        int live = onFx(canvas::liveNodeCount);
        assertThat(live).isLessThan(4000);
        Set<Piece> seen = onFx(() -> {
            canvas.setViewport(new Viewport(0, 0, 1));
            settle(canvas);
            return canvas.world().pieces().all();
        });
        assertThat(seen).hasSizeBetween(1, 60);
    }

    @Test
    void aDragAmongThemLooksAtWhatIsNearAlone() {
        CanvasMouse mouse = new CanvasMouse(canvas);
        onFx(() -> mouse.dragFromTo(new Point2D(100, 20), new Point2D(400, 300)));
        assertThat(model.history().undoTitle()).isEqualTo("Move n0");
    }

    @Test
    void fromAfarItIsOnePicture() {
        onFx(() -> {
            canvas.showAll();
            settle(canvas);
        });
        assertThat(onFx(() -> canvas.far().isVisible())).isTrue();
        assertThat(onFx(() -> canvas.world().isVisible())).isFalse();
    }
}
