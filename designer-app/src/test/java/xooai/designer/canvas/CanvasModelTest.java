package xooai.designer.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import xooai.designer.design.Cargo;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.PortInfo;
import xooai.designer.design.Wire;
import xooai.flow.Need;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

class CanvasModelTest {
    private final DesignModel model = new DesignModel(TestFlows.three());
    private final CanvasModel canvas = new CanvasModel(model);

    CanvasModelTest() {
        canvas.setViewport(new Viewport(0, 0, 1));
    }

    @Test
    void portsComeBeforeNodes() {
        assertThat(canvas.hits().hit(264, 102)).isEqualTo(new Hit.OnPort(new PortRef("e1", PortRef.Side.OUT)));
        assertThat(canvas.hits().hit(272, 108)).isEqualTo(new Hit.OnPort(new PortRef("e1", PortRef.Side.OUT)));
        assertThat(canvas.hits().hit(150, 130)).isEqualTo(new Hit.OnNode("e1", false));
        assertThat(canvas.hits().hit(150, 50)).isEqualTo(new Hit.OnNode("e1", true));
        assertThat(canvas.hits().hit(330, 500)).isEqualTo(new Hit.Nothing());
    }

    @Test
    void aPortIsTwentyScreenPixelsAtAnyZoom() {
        canvas.setViewport(new Viewport(0, 0, 0.5));
        assertThat(canvas.hits().hit(132 + 9, 51)).isInstanceOf(Hit.OnPort.class);
        canvas.setViewport(new Viewport(0, 0, 4));
        assertThat(canvas.hits().hit(264 * 4 + 9, 102 * 4)).isInstanceOf(Hit.OnPort.class);
        assertThat(canvas.hits().hit(264 * 4 + 11, 102 * 4)).isNotInstanceOf(Hit.OnPort.class);
    }

    @Test
    void aWireIsHitNearItsCurve() {
        model.apply(new Edit.Connect("e1", "e2"));
        canvas.index();

        assertThat(canvas.hits().hit(332, 106)).isEqualTo(new Hit.OnWire(new Wire("e1", "e2")));
        assertThat(canvas.hits().hit(332, 120)).isEqualTo(new Hit.Nothing());
    }

    @Test
    void whatIsSeenIsWhatABruteSearchFinds() {
        DesignModel large = new DesignModel(TestFlows.many(900));
        CanvasModel index = new CanvasModel(large);
        Box part = new Box(1000, 700, 1500, 900);

        CanvasModel.Visible visible = index.visible(part);

        Set<String> nodes = new HashSet<>(large.design().names());
        nodes.removeIf(name -> !index.box(name).meets(part.grown(Geometry.PORT_SIZE)));
        Set<Wire> wires = new HashSet<>(large.design().wires());
        wires.removeIf(wire -> !index.route(wire).meets(part));
        assertThat(visible.nodes()).isEqualTo(nodes);
        assertThat(visible.wires()).containsAll(wires);
        assertThat(visible.wires().size()).isLessThan(large.design().wires().size() / 4);
    }

    @Test
    void whatMovedIsFoundWhereItIsNowAndNowhereElse() {
        DesignModel large = new DesignModel(TestFlows.many(400));
        CanvasModel moved = new CanvasModel(large);
        large.apply(new Edit.MoveNodes(Map.of("n0", new Point(-3000, -3000), "n150", new Point(9000, 40))));
        moved.index();
        CanvasModel anew = new CanvasModel(large);

        for (double x = -3000; x < 10000; x += 700) {
            for (double y = -3000; y < 4000; y += 700) {
                Box part = new Box(x, y, 700, 700);
                assertThat(moved.visible(part).nodes())
                        .containsExactlyInAnyOrderElementsOf(anew.visible(part).nodes());
                assertThat(moved.visible(part).wires())
                        .containsExactlyInAnyOrderElementsOf(anew.visible(part).wires());
            }
        }
    }

    @Test
    void whatIsDraggedIsSeenWhereItIsDragged() {
        model.apply(new Edit.Connect("e1", "e2"));
        canvas.index();
        canvas.drag(new Cargo(Set.of("e1"), Set.of()), 5000, 5000);

        assertThat(canvas.visible(new Box(0, 0, 300, 300)).nodes()).doesNotContain("e1");
        assertThat(canvas.visible(new Box(5000, 5000, 300, 300)).nodes()).containsExactly("e1");
        assertThat(canvas.visible(new Box(5000, 5000, 400, 300)).wires()).containsExactly(new Wire("e1", "e2"));

        canvas.endDrag();
        assertThat(canvas.place("e1")).isEqualTo(new Point(40, 40));
    }

    @Test
    void arrowsFindTheNextNodeStraightAheadFirst() {
        assertThat(new Walk(canvas).nextNode("e1", 1, 0)).isEqualTo("e2");
        assertThat(new Walk(canvas).nextNode("e2", 0, 1)).isEqualTo("e3");
        assertThat(new Walk(canvas).nextNode("e2", 0, -1)).isNull();
        assertThat(new Walk(canvas).nextNode("e3", -1, 0)).isEqualTo("e1");
    }

    @Test
    void aLineFindsTheWiresItCrosses() {
        model.apply(new Edit.Connect("e1", "e2"));
        model.apply(new Edit.Connect("e1", "e3"));
        canvas.index();

        assertThat(canvas.hits().crossing(new Point(330, 0), new Point(330, 90)))
                .isEmpty();
        assertThat(canvas.hits().crossing(new Point(330, 0), new Point(330, 400)))
                .containsExactlyInAnyOrder(new Wire("e1", "e2"), new Wire("e1", "e3"));
    }

    @Test
    void aNodeThatOnlyJoinsShowsTheTypeOfItsBranches() {
        model.setDescribe(TestFlows.KNOWN);
        model.apply(new Edit.AddNode(
                NodeSpec.of("j", null).withNeeds(List.of(Need.of("e1"), Need.of("e2"))), new Point(800, 40)));
        NodeSpec join = Objects.requireNonNull(model.design().node("j"));

        assertThat(model.ports().output(join).typeName()).isEqualTo("Text");
        model.apply(new Edit.Connect("e3", "j"));
        assertThat(model.ports().input(Objects.requireNonNull(model.design().node("j"))))
                .isEqualTo(PortInfo.UNKNOWN);
    }
}
