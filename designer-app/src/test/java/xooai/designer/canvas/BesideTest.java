package xooai.designer.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import xooai.flow.Point;

/// What pops up is in view and never over what it speaks of.
class BesideTest {
    private static final Box VIEW = new Box(0, 0, 900, 600);

    @Property
    void itIsInViewAndNotOverTheNodeNorThePointer(
            @ForAll @DoubleRange(min = 0, max = 900) double x,
            @ForAll @DoubleRange(min = 0, max = 600) double y,
            @ForAll @DoubleRange(min = 40, max = 400) double width,
            @ForAll @DoubleRange(min = 20, max = 200) double height) {
        Box node = new Box(Math.clamp(x - 5, 0, 700), Math.clamp(y - 40, 0, 500), 200, 100);

        Point at = Beside.of(x, y, width, height, node, VIEW);

        Box shown = new Box(at.x(), at.y(), width, height);
        assertThat(VIEW.holds(shown)).as("in view: %s", shown).isTrue();
        assertThat(shown.meets(node)).as("over the node: %s %s", shown, node).isFalse();
    }

    @Test
    void itFlipsAtTheBorder() {
        assertThat(Beside.of(100, 100, 50, 20, new Box(100, 100, 0, 0), VIEW)).isEqualTo(new Point(118, 118));
        assertThat(Beside.of(890, 590, 50, 20, new Box(890, 590, 0, 0), VIEW)).isEqualTo(new Point(822, 552));
    }
}
