package xooai.designer.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import xooai.flow.Drawing;
import xooai.flow.Frame;
import xooai.flow.NodeSpec;
import xooai.flow.Point;
import xooai.flow.Tint;

/// Groups, notes, points of wires and alignment, as edits of a design.
class DrawingsTest {
    private static final Piece GROUP = new Piece.OfGroup("g1");
    private static final Piece NOTE = new Piece.OfNote("n1");
    private static final Wire WIRE = new Wire("a", "b");
    private static final Drawing DRAWING = Drawing.NONE
            .with("g1", new Drawing.Group("Both", Tint.BLUE, new Frame(-40, -60, 640, 300)))
            .with("n1", new Drawing.Note("# Hello", Tint.YELLOW, new Frame(0, 120, 100, 60)))
            .with("n2", new Drawing.Note("far", Tint.YELLOW, new Frame(5000, 0, 100, 60)))
            .withBends("a", "b", List.of(new Point(250, 90)));

    /// a → b → c in a row, drawn around the first two.
    private static DesignModel model() {
        Design design = Samples.of(Samples.node("a"), Samples.node("b", "a"), Samples.node("c", "b"));
        DesignModel model = new DesignModel(design);
        model.apply(new Edit.MoveNodes(Map.of("a", new Point(0, 0), "b", new Point(320, 8), "c", new Point(800, 40))));
        model.apply(new Edit.Draw("Draw", DRAWING));
        return model;
    }

    private final DesignModel model = model();

    @Test
    void aGroupMovesWhatStandsInIt() {
        Cargo cargo = Cargo.of(model.design(), Selection.of(GROUP));
        assertThat(cargo.nodes()).containsExactlyInAnyOrder("a", "b");
        assertThat(cargo.pieces()).containsExactlyInAnyOrder(GROUP, NOTE, new Piece.OfBend(WIRE, 0));

        model.apply(cargo.move(model.design(), 80, -8));
        Design after = model.design();
        assertThat(after.position("a")).isEqualTo(new Point(80, -8));
        assertThat(after.position("c")).isEqualTo(new Point(800, 40));
        assertThat(after.bends(WIRE)).containsExactly(new Point(330, 82));
        assertThat(NOTE.frame(after).corner()).isEqualTo(new Point(80, 112));
        assertThat(model.history().undoTitle()).isEqualTo("Move group Both");
    }

    @Test
    void aFrameAloneMovesNothingElse() {
        Cargo cargo = Cargo.of(model.design(), Selection.of(GROUP), true);
        assertThat(cargo.nodes()).isEmpty();
        assertThat(cargo.pieces()).containsExactly(GROUP);
    }

    @Test
    void aRenamedNodeStaysInItsGroupAndItsWireBent() {
        model.apply(new Edit.RenameNode("a", "first"));
        assertThat(Cargo.in(model.design(), "g1").nodes()).contains("first");
        assertThat(model.design().bends(new Wire("first", "b"))).hasSize(1);
    }

    @Test
    void aDeletedPieceLeavesNodesAndWires() {
        Design before = model.design();
        model.apply(Drawings.remove(before, Set.of(GROUP, new Piece.OfBend(WIRE, 0))));
        assertThat(model.design().names()).isEqualTo(before.names());
        assertThat(model.design().hasWire(WIRE)).isTrue();
        assertThat(model.design().bends(WIRE)).isEmpty();
        model.undo();
        assertThat(model.design()).isEqualTo(before);
    }

    @Test
    void aCopyTakesAlongWhatIsDrawnAroundIt() {
        Fragment fragment = Clips.read(Clips.write(Fragment.of(model.design(), Selection.of(GROUP))));
        model.apply(new Edit.Paste(fragment, new Point(0, 1000)));
        Design after = model.design();
        assertThat(after.drawing().groups()).hasSize(2);
        assertThat(after.drawing().notes()).hasSize(3);
        assertThat(after.bends(new Wire("a_2", "b_2"))).containsExactly(new Point(290, 1150));
        assertThat(Cargo.in(after, "g2").nodes()).containsExactlyInAnyOrder("a_2", "b_2");
        assertThat(model.history().undoTitle()).isEqualTo("Paste 4 things");
    }

    @Test
    void aNodeThatGoesIntoABentWireSharesItsPoints() {
        model.apply(Drawings.setBends(model.design(), WIRE, List.of(new Point(240, 0), new Point(280, 0))));
        model.apply(new Edit.AddNode(NodeSpec.of("x", "class:acme.X"), new Point(148, 200)));
        model.apply(new Edit.InsertOnWire("x", WIRE));
        assertThat(model.design().bends(new Wire("a", "x"))).containsExactly(new Point(240, 0));
        assertThat(model.design().bends(new Wire("x", "b"))).containsExactly(new Point(280, 0));
        assertThat(model.design().drawing().bends("a", "b")).isEmpty();
    }

    @Test
    void aGroupIsFitToWhatStandsInIt() {
        model.apply(Drawings.fit(model.design(), Set.of("g1")));
        assertThat(GROUP.frame(model.design())).isEqualTo(new Frame(-24, -56, 592, 260));
    }

    @Test
    void theSmallestGroupAroundANodeIsItsGroup() {
        model.apply(Drawings.addGroup(
                model.design(), "g2", new Drawing.Group("", Tint.RED, new Frame(-20, -40, 300, 200))));
        assertThat(Drawings.groupAround(model.design(), "a")).isEqualTo("g2");
        assertThat(Drawings.groupsOf(model.design(), Selection.of("b"))).containsExactly("g1");
        assertThat(Cargo.in(model.design(), "g1").pieces()).contains(new Piece.OfGroup("g2"));
    }

    @Test
    void tidyTakesGroupsAndTheirNotesAlongAndStraightensWires() {
        model.apply(new Edit.Layout(Map.of("a", new Point(1000, 0), "b", new Point(1300, 0), "c", new Point(1600, 0))));
        Design after = model.design();
        assertThat(GROUP.frame(after)).isEqualTo(new Frame(976, -56, 572, 184));
        assertThat(Cargo.in(after, "g1").nodes()).containsExactlyInAnyOrder("a", "b");
        assertThat(NOTE.frame(after).corner()).isEqualTo(new Point(1016, 124));
        assertThat(new Piece.OfNote("n2").frame(after).corner()).isEqualTo(new Point(5000, 0));
        assertThat(after.bends(WIRE)).isEmpty();
        model.undo();
        assertThat(model.design().bends(WIRE)).hasSize(1);
    }

    @Test
    void whatIsTooLongIsRefusedAndNothingChanges() {
        Design before = model.design();
        Refusal refusal = model.apply(Drawings.setText(before, "n1", "x".repeat(30_000)));
        assertThat(Objects.requireNonNull(refusal).reason()).contains("at most 20000 characters");
        assertThat(model.design()).isEqualTo(before);
    }

    @Test
    void selectedThingsStandInLineInOneStep() {
        model.select(Selection.ofNodes(Set.of("a", "b", "c")));
        assertThat(xs(Arrange.LEFT)).containsExactly(0.0, 0.0, 0.0);
        assertThat(xs(Arrange.RIGHT)).containsExactly(800.0, 800.0, 800.0);
        assertThat(xs(Arrange.CENTRE)).containsExactly(400.0, 400.0, 400.0);
        assertThat(ys(Arrange.TOP)).containsExactly(0.0, 0.0, 0.0);
        assertThat(ys(Arrange.BOTTOM)).containsExactly(40.0, 40.0, 40.0);
        assertThat(ys(Arrange.PORT_LINES)).containsExactly(0.0, 0.0, 0.0);
        assertThat(xs(Arrange.ACROSS)).containsExactly(0.0, 400.0, 800.0);
        assertThat(ys(Arrange.DOWN)).containsExactly(0.0, 24.0, 40.0);
    }

    @Test
    void aGroupIsAlignedWithWhatStandsInIt() {
        model.select(new Selection(Set.of("c"), Set.of(), Set.of(GROUP)));
        Edit edit = Objects.requireNonNull(
                Arrange.TOP.of(model.design(), model.selection()).edit());
        Design after = edit.apply(model.design());
        assertThat(after.position("c").y()).isEqualTo(-56);
        assertThat(after.position("a")).isEqualTo(new Point(0, 4));
        assertThat(after.position("b").y() - after.position("a").y()).isEqualTo(8);
    }

    @Test
    void tooFewToAlignIsSaid() {
        model.select(Selection.of("a"));
        Arrange.Outcome outcome = Arrange.ACROSS.of(model.design(), model.selection());
        assertThat(Objects.requireNonNull(outcome.refusal()).reason())
                .isEqualTo("Distribute horizontally needs 3 selected nodes, notes or groups or more");
    }

    private List<Double> xs(Arrange arrange) {
        return arranged(arrange).stream().map(Point::x).toList();
    }

    private List<Double> ys(Arrange arrange) {
        return arranged(arrange).stream().map(Point::y).toList();
    }

    private List<Point> arranged(Arrange arrange) {
        Edit edit = Objects.requireNonNull(
                arrange.of(model.design(), model.selection()).edit());
        int before = model.history().position();
        model.apply(edit);
        assertThat(model.history().position()).isLessThanOrEqualTo(before + 1);
        List<Point> places = List.copyOf(model.design().positions().values());
        model.undo();
        return places;
    }
}
