package xooai.designer.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.designer.canvas.Stages.onFx;
import static xooai.designer.canvas.Stages.settle;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.Wire;
import xooai.flow.Point;

/// What helps the hand: guides, inserting, and what is said of what is pointed at.
class MoveRulesTest {
    private static final Point2D ON_E1 = new Point2D(150, 130);

    private final DesignModel model = new DesignModel(TestFlows.three());
    private final TestHost host = new TestHost();
    private final FlowCanvas canvas = Stages.canvas(model, host);
    private final CanvasMouse mouse = new CanvasMouse(canvas);

    @BeforeEach
    void standOffTheGrid() {
        onFx(() -> {
            model.setDescribe(TestFlows.KNOWN);
            model.apply(new Edit.MoveNodes(Map.of("e2", new Point(403, 43))));
            settle(canvas);
        });
    }

    @AfterEach
    void dispose() {
        onFx(() -> canvas.dispose());
    }

    /// How many guides are seen while e1 is dragged that far; it is let go then.
    private long guides(double dx, double dy) {
        return onFx(() -> {
            mouse.press(ON_E1);
            mouse.drag(ON_E1.add(dx, dy));
            long seen = canvas.lookupAll(".canvas-guide").stream()
                    .filter(javafx.scene.Node::isVisible)
                    .count();
            mouse.release(ON_E1.add(dx, dy));
            return seen;
        });
    }

    @Test
    void aNodeWithinFivePixelsOfTheLineOfAnotherStandsOnItSoThatTheWireIsStraight() {
        assertThat(guides(0, 60)).isZero();
        assertThat(guides(0, -57)).isEqualTo(1);
        onFx(() -> model.apply(new Edit.Connect("e1", "e2")));

        assertThat(model.design().position("e1").y()).isEqualTo(43);
        Geometry.Curve wire = Geometry.Curve.between(
                Geometry.port(model.design().position("e1"), PortRef.Side.OUT),
                Geometry.port(model.design().position("e2"), PortRef.Side.IN));
        assertThat(wire.y1()).isEqualTo(wire.y2());
    }

    @Test
    void beyondFivePixelsTheGridHolds() {
        guides(363 + 6, 200);
        assertThat(model.design().position("e1").x() % 8).isZero();
    }

    @Test
    void edgesAndMiddlesComeIntoLineTogether() {
        assertThat(guides(363 + 4, 120)).isEqualTo(1);

        assertThat(model.design().position("e1").x()).isEqualTo(403);
    }

    @Test
    void theReachOfAGuideIsOfTheScreenAtAnyZoom() {
        onFx(() -> {
            canvas.setViewport(new Viewport(0, 0, 0.5));
            settle(canvas);
            Point2D from = ON_E1.multiply(0.5);
            mouse.dragFromTo(from, from.add((363 + 9) / 2.0, 100));
        });

        assertThat(model.design().position("e1").x()).isEqualTo(403);
    }

    @Test
    void oneDragIsOneStep() {
        int before = model.history().position();
        onFx(() -> {
            mouse.press(ON_E1);
            for (int i = 1; i < 30; i++) {
                mouse.drag(ON_E1.add(i * 7, i * 5));
            }
            mouse.release(ON_E1.add(210, 150));
        });

        assertThat(model.history().position()).isEqualTo(before + 1);
    }

    @Test
    void aPeekAtAWireComesOnceThePointerHasRestedForThreeHundredMilliseconds() {
        Wire wire = new Wire("e1", "e2");
        long rests = onFx(() -> {
            model.apply(new Edit.Connect("e1", "e2"));
            settle(canvas);
            mouse.move(new Point2D(332, 104));
            return System.nanoTime();
        });
        Stages.until(() -> !host.peeks.isEmpty());

        assertThat(host.peeks).containsExactly(wire);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - rests)).isBetween(280L, 3_000L);
    }

    @Test
    void noPeekComesWhereThePointerDoesNotRest() {
        onFx(() -> {
            model.apply(new Edit.Connect("e1", "e2"));
            settle(canvas);
            mouse.move(new Point2D(332, 104));
            mouse.move(new Point2D(332, 450));
        });
        long later = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(400);
        Stages.until(() -> System.nanoTime() > later);

        assertThat(host.peeks).isEmpty();
    }

    @Test
    void aDoubleClickOnANodeOfAFlowOpensItsInside() {
        onFx(() -> {
            model.apply(new Edit.AddNode(TestFlows.node("inner", "flow:inner.flow.json"), new Point(40, 400)));
            settle(canvas);
            mouse.doubleClick(new Point2D(150, 490));
        });

        assertThat(host.opened).containsExactly("inner");
        assertThat(host.inspected).isEmpty();
    }

    @Test
    void aMissingExecutorIsAGhostThatKeepsItsPortsAndWires() {
        onFx(() -> {
            model.apply(new Edit.AddNode(TestFlows.node("gone", "class:acme.Gone", "e1"), new Point(400, 400)));
            model.apply(new Edit.Connect("gone", "e2"));
            settle(canvas);
        });
        NodeView view = Objects.requireNonNull(canvas.world().views().get("gone"));

        assertThat(view.getPseudoClassStates()).contains(Looks.GHOST);
        assertThat(view.in.shape.isVisible()).isTrue();
        assertThat(view.out.shape.isVisible()).isTrue();
        assertThat(view.getAccessibleText()).contains("Gone");
        assertThat(canvas.world().view(new Wire("e1", "gone"))).isNotNull();
        assertThat(canvas.world().view(new Wire("gone", "e2"))).isNotNull();
        assertThat(onFx(() -> {
                    mouse.holding(CanvasMouse.Held.MENU).key(KeyCode.A);
                    return model.selection().nodes();
                }))
                .contains("gone");
    }
}
