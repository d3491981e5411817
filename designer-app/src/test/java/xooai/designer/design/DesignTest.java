package xooai.designer.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xooai.flow.FlowSpec;
import xooai.flow.Point;

class DesignTest {
    private final Design diamond = Samples.diamond();

    @Test
    void wiresAreTheNeedsOfNodesThatExist() {
        Design design = Samples.of(Samples.node("a"), Samples.node("b", "a", "gone", "a"));

        assertThat(design.wires()).containsExactly(new Wire("a", "b"));
    }

    @Test
    void neighboursComeInOrder() {
        assertThat(diamond.predecessors("d")).containsExactly("b", "c");
        assertThat(diamond.successors("a")).containsExactly("b", "c");
        assertThat(diamond.predecessors("nowhere")).isEmpty();
    }

    @Test
    void aWireThatClosesACircleIsRefusedWithTheReason() {
        assertThat(diamond.refusesWire("d", "a"))
                .isEqualTo(new Refusal("d needs a already, so this wire would close a circle"));
    }

    @Test
    void aWireToItselfOrTwiceOrFromNowhereIsRefused() {
        assertThat(diamond.refusesWire("a", "a")).isNotNull();
        assertThat(diamond.refusesWire("a", "b")).isNotNull();
        assertThat(diamond.refusesWire("x", "b")).isNotNull();
        assertThat(diamond.refusesWire("a", "d")).isNull();
    }

    @Test
    void aFreshNameIsFreeAndFitForAName() {
        assertThat(diamond.freshName("e")).isEqualTo("e");
        assertThat(diamond.freshName("a")).isEqualTo("a_2");
        assertThat(Samples.of(Samples.node("a_2")).freshName("a_2")).isEqualTo("a_3");
        assertThat(diamond.freshName("Grüße, Welt!")).matches("[A-Za-z0-9_-]+");
        assertThat(diamond.freshName("x".repeat(200))).hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void namesThatAFlowFileRefusesAreRefused() {
        assertThat(diamond.refusesName("with space")).isNotNull();
        assertThat(diamond.refusesName("")).isNotNull();
        assertThat(diamond.refusesName("a")).isNotNull();
        assertThat(diamond.refusesName("e-5_x")).isNull();
    }

    @Test
    void nodesWithoutAPlaceStandInColumnsByDepth() {
        Design design = Design.of(diamond.spec().withView(Map.of()));

        assertThat(design.position("a").x()).isZero();
        assertThat(design.position("b").x()).isEqualTo(design.position("c").x());
        assertThat(design.position("b").y()).isNotEqualTo(design.position("c").y());
        assertThat(design.position("d").x()).isGreaterThan(design.position("b").x());
    }

    @Test
    void aCircleInAFileIsShownAndDoesNotHang() {
        Design design = Samples.of(Samples.node("a", "b"), Samples.node("b", "a"));

        assertThat(design.wires()).hasSize(2);
        assertThat(design.positions()).containsOnlyKeys("a", "b");
    }

    @Test
    void twoDesignsOfEqualFlowsAreEqual() {
        assertThat(Samples.diamond()).isEqualTo(diamond).hasSameHashCodeAs(diamond);
        assertThat(Design.empty("x")).isNotEqualTo(Design.empty("y"));
    }

    @Test
    void duplicateNamesInAFileKeepTheFirst() {
        Design design = Design.of(FlowSpec.named("f")
                .withNodes(List.of(Samples.node("a"), Samples.node("a", "a")))
                .withView(Map.of("a", new Point(8, 8))));

        assertThat(design.names()).containsExactly("a");
        assertThat(design.wires()).isEmpty();
    }
}
