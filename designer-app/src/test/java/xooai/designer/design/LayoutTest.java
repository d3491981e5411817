package xooai.designer.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

class LayoutTest {

    @Test
    void wiresLeadToTheRightAndNodesStandApart() {
        Design design = Samples.diamond();

        Map<String, Point> places = Layout.tidy(design);

        Design tidy = new Edit.Layout(places).apply(design);
        for (Wire wire : design.wires()) {
            assertThat(tidy.position(wire.to()).x())
                    .isGreaterThan(tidy.position(wire.from()).x() + Layout.NODE_WIDTH);
        }
        assertThat(Math.abs(tidy.position("b").y() - tidy.position("c").y())).isGreaterThan(Layout.NODE_HEIGHT);
    }

    @Test
    void everythingStandsOnTheGrid() {
        assertThat(Layout.tidy(Samples.diamond()).values())
                .allMatch(at -> at.x() % Layout.GRID == 0 && at.y() % Layout.GRID == 0);
    }

    @Test
    void aChainIsOneStraightLine() {
        Design chain = Samples.of(Samples.node("a"), Samples.node("b", "a"), Samples.node("c", "b"));

        assertThat(Layout.tidy(chain).values().stream().map(Point::y).distinct())
                .hasSize(1);
    }

    @Test
    void aCircleInAFileIsLaidOutToo() {
        Design circle = Samples.of(Samples.node("a", "b"), Samples.node("b", "a"), Samples.node("alone"));

        assertThat(Layout.tidy(circle)).containsOnlyKeys("a", "b", "alone");
    }

    @Test
    void anEmptyFlowIsTidy() {
        assertThat(Layout.tidy(Design.empty("nothing"))).isEmpty();
    }

    @Test
    void itTellsHowFarItIsAndCanBeCancelled() {
        List<Double> told = new ArrayList<>();
        Layout.tidy(row(60), told::add, () -> false);
        assertThat(told).isNotEmpty().allMatch(value -> value >= 0 && value <= 1);

        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> Layout.tidy(row(60), _ -> {}, () -> asked.incrementAndGet() > 3))
                .isInstanceOf(CancellationException.class);
    }

    private static Design row(int count) {
        NodeSpec[] nodes = new NodeSpec[count];
        for (int i = 0; i < count; i++) {
            nodes[i] = i == 0 ? Samples.node("n0") : Samples.node("n" + i, "n" + (i - 1));
        }
        return Samples.of(nodes);
    }
}
