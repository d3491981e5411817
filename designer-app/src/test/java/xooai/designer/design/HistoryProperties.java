package xooai.designer.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import xooai.flow.Drawing;
import xooai.flow.Frame;
import xooai.flow.Point;
import xooai.flow.Tint;

/// Laws of undo and redo, over random edits.
class HistoryProperties {

    @Property(tries = 300)
    void undoneToTheStartAndRedoneToTheEndAllIsEqual(@ForAll("edits") List<Edit> edits) {
        DesignModel model = new DesignModel(Samples.diamond());
        Design start = model.design();
        edits.forEach(model::apply);
        Design end = model.design();

        while (model.history().canUndo()) {
            model.undo();
        }
        assertThat(model.design()).isEqualTo(start);
        assertThat(model.dirty()).isFalse();

        while (model.history().canRedo()) {
            model.redo();
        }
        assertThat(model.design()).isEqualTo(end);
    }

    @Property(tries = 300)
    void noEditMakesACircleOrLosesAName(@ForAll("edits") List<Edit> edits) {
        DesignModel model = new DesignModel(Samples.diamond());
        edits.forEach(model::apply);

        Design design = model.design();
        for (Wire wire : design.wires()) {
            assertThat(design.reaches(wire.to(), wire.from()))
                    .as("circle at %s", wire)
                    .isFalse();
        }
        assertThat(design.spec().nodes()).hasSize(design.names().size());
        assertThat(design.names()).containsAll(model.selection().nodes());
    }

    @Property(tries = 300)
    void anEditIsOneStepOrNone(@ForAll("edits") List<Edit> edits) {
        DesignModel model = new DesignModel(Samples.diamond());
        for (Edit edit : edits) {
            Design before = model.design();
            int steps = model.history().position();
            model.apply(edit);
            boolean changed = !model.design().equals(before);
            assertThat(model.history().position()).isEqualTo(changed ? steps + 1 : steps);
        }
    }

    /// What is drawn with each step: the diamond's wires bent there, a group and a note.
    private static Edit draws(String from, String to, Point at) {
        Frame frame = new Frame(at.x(), at.y(), 400, 300);
        return new Edit.Draw(
                "Draw",
                Drawing.NONE
                        .with("g1", new Drawing.Group(from, Tint.BLUE, frame))
                        .with("n1", new Drawing.Note(to, Tint.YELLOW, frame))
                        .withBends("a", "b", List.of(at))
                        .withBends(from, to, List.of(at)));
    }

    @Property(tries = 300)
    void noEditLeavesThePointsOfAWireThatItTookAway(@ForAll("edits") List<Edit> edits) {
        DesignModel model = new DesignModel(Samples.diamond());
        for (Edit edit : edits) {
            Design before = model.design();
            model.apply(edit);
            Design after = model.design();
            for (Wire wire : before.bentWires()) {
                if (!after.hasWire(wire) && !(edit instanceof Edit.Draw)) {
                    assertThat(after.bends(wire)).as("%s after %s", wire, edit).isEmpty();
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<String> name = Arbitraries.of("a", "b", "c", "d", "e", "f", "a_2");
        Arbitrary<Point> point = Combinators.combine(
                        Arbitraries.integers().between(-50, 50),
                        Arbitraries.integers().between(-50, 50))
                .as((x, y) -> new Point(x * 8.0, y * 8.0));
        Arbitrary<Edit> edit = Arbitraries.oneOf(
                Combinators.combine(name, point).as((n, at) -> new Edit.AddNode(Samples.node(n), at)),
                Combinators.combine(name, Arbitraries.of(true, false))
                        .as((n, heal) -> new Edit.RemoveNodes(Set.of(n), heal)),
                Combinators.combine(name, point).as((n, to) -> new Edit.MoveNodes(Map.of(n, to))),
                Combinators.combine(name, Arbitraries.of(true, false))
                        .as((n, pinned) ->
                                new Edit.SetPin(n, pinned ? List.of(Map.of("type", "Text", "text", n)) : null)),
                Combinators.combine(name, name).as(Edit.Connect::new),
                Combinators.combine(name, name).as(Edit.Disconnect::new),
                Combinators.combine(name, name).as(Edit.RenameNode::new),
                Combinators.combine(name, name, name).as((n, from, to) -> new Edit.InsertOnWire(n, new Wire(from, to))),
                Combinators.combine(name, name, point).as(HistoryProperties::draws),
                Combinators.combine(name, name)
                        .as((n, other) -> new Edit.Paste(
                                Fragment.of(Samples.diamond(), Set.of("a", "b", "d")), new Point(0, 0))));
        return edit.list().ofMaxSize(25);
    }
}
