package xooai.designer.design;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.designer.design.Samples.node;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import xooai.flow.Drawing;
import xooai.flow.FlowSpec;
import xooai.flow.Frame;
import xooai.flow.NodeMode;
import xooai.flow.NodeSpec;
import xooai.flow.Point;
import xooai.flow.SubFlows;
import xooai.flow.Tint;

/// Sub-flows as they are made, entered and changed.
class SubFlowTest {
    private final DesignModel model = new DesignModel(
            Design.of(Samples.of(node("start"), node("a", "start"), node("b", "a"), node("c", "b"), node("end", "c"))
                    .spec()));

    private static String reason(@Nullable Refusal refusal) {
        return refusal == null ? "" : refusal.reason();
    }

    private String refusal(String... nodes) {
        return reason(new Edit.MakeSubFlow(Set.of(nodes), "sub", Set.of()).refusal(model.design()));
    }

    private void make() {
        assertThat(model.apply(new Edit.MakeSubFlow(Set.of("a", "b"), "sub", Set.of())))
                .isNull();
    }

    private NodeSpec sub(String name) {
        return Objects.requireNonNull(model.design().node(name));
    }

    /// A second node that is the same sub-flow.
    private void makeAgain() {
        model.apply(new Edit.AddNode(sub("sub").withName("again"), new Point(0, 400)));
    }

    @Test
    void whatIsSelectedBecomesOneNodeInOneStep() {
        int steps = model.history().position();
        make();

        assertThat(model.design().names()).containsExactly("start", "sub", "c", "end");
        assertThat(sub("sub").needNames()).containsExactly("start");
        assertThat(sub("c").needNames()).containsExactly("sub");
        assertThat(SubFlows.nameOf(sub("sub"))).isEqualTo("sub");
        assertThat(model.history().position()).isEqualTo(steps + 1);
        assertThat(model.history().undoTitle()).isEqualTo("Make sub-flow sub");
    }

    @Test
    void aSubFlowGoesWithTheLastNodeThatItIsAndComesBackWithUndo() {
        make();
        model.enter("sub");
        model.apply(new Edit.MakeSubFlow(Set.of("a"), "deep", Set.of()));
        model.leaveTo(0);
        makeAgain();

        model.apply(new Edit.RemoveNodes(Set.of("again"), false));
        assertThat(SubFlows.names(model.file().spec())).containsExactlyInAnyOrder("sub", "deep");
        Design before = model.file();
        model.apply(new Edit.RemoveNodes(Set.of("sub"), true));
        assertThat(SubFlows.names(model.file().spec())).isEmpty();
        model.undo();
        assertThat(model.file()).isEqualTo(before);
    }

    @Test
    void aSubFlowThatNobodyUsedBeforeIsLeftAlone() {
        make();
        model.replaceFile(
                "Merge",
                Design.of(model.file()
                        .spec()
                        .withExtra(
                                SubFlows.KEY,
                                Map.of("left", Map.of("nodes", Map.of("x", Map.of("use", "class:acme.X")))))));
        model.apply(new Edit.RemoveNodes(Set.of("end"), false));
        assertThat(SubFlows.names(model.file().spec())).containsExactly("left");
    }

    @Test
    void aSelectionThatIsNoneIsRefusedWithTheReasonAndTheNodesToAdd() {
        Design diamond = Samples.diamond();

        assertThat(refusal("a", "c"))
                .contains("a starts from start, and c from b: a sub-flow has one input. Add b to the selection");
        assertThat(reason(new Edit.MakeSubFlow(Set.of("b", "c"), "s", Set.of()).refusal(diamond)))
                .contains("b and c lead out of the selection, and a sub-flow has one output. Add d");
        assertThat(reason(new Edit.MakeSubFlow(Set.of("a", "b"), "s", Set.of()).refusal(diamond)))
                .contains("a and b lead out of the selection")
                .contains("Add c, d");
        assertThat(reason(new Edit.MakeSubFlow(Set.of("b", "d"), "s", Set.of()).refusal(diamond)))
                .contains("d needs c from outside besides nodes of the selection")
                .contains("Add c");
        assertThat(refusal()).isEqualTo("select the nodes that are to be a sub-flow");
        assertThat(reason(new Edit.MakeSubFlow(Set.of("d"), "s", Set.of("d")).refusal(diamond)))
                .contains("d takes its branches apart, and a sub-flow is given them joined");
        assertThat(reason(new Edit.MakeSubFlow(Set.of("a"), "d", Set.of()).refusal(diamond)))
                .contains("there is a node d already");
    }

    @Test
    void aNodeThatIsOffAtTheEndIsEnabledFirst() {
        model.apply(new Edit.SetMode(Set.of("b"), NodeMode.DISABLED));

        assertThat(refusal("a", "b")).contains("b is disabled, so the sub-flow would give nothing: enable it first");
    }

    @Test
    void whatIsEditedInsideIsEditedInTheFileAndUndoneThere() {
        make();
        Design before = model.file();
        assertThat(model.enter("sub")).isNull();
        assertThat(model.design().names()).containsExactly("a", "b");

        model.apply(new Edit.RenameNode("b", "last"));
        assertThat(model.dirty()).isTrue();
        assertThat(Objects.requireNonNull(SubFlows.inside(model.file().spec(), "sub"))
                        .node("last"))
                .isNotNull();
        model.leaveTo(0);
        assertThat(model.design()).isEqualTo(model.file());
        assertThat(model.selection().nodes()).containsExactly("sub");
        model.undo();

        assertThat(model.design()).isEqualTo(before);
        model.redo();
        model.enter("sub");
        assertThat(model.design().names()).containsExactly("a", "last");
    }

    @Test
    void whoUndoesTheMakingOfWhatIsShownStandsOutside() {
        make();
        model.enter("sub");
        model.undo();

        assertThat(model.levels()).isEqualTo(Levels.FILE);
        assertThat(model.design().names()).containsExactly("start", "a", "b", "c", "end");
    }

    @Test
    void aStepThatIsUndoneElsewhereLeavesOneWhereOneIs() {
        make();
        model.apply(new Edit.MoveNodes(Map.of("end", new Point(8, 8))));
        model.enter("sub");
        model.undo();

        assertThat(model.levels().path()).hasSize(1);
        assertThat(model.design().names()).containsExactly("a", "b");
    }

    @Test
    void subFlowsAreMadeInsideOfSubFlows() {
        make();
        model.enter("sub");
        assertThat(model.apply(new Edit.MakeSubFlow(Set.of("b"), "deep", Set.of())))
                .isNull();
        assertThat(model.enter("deep")).isNull();
        model.apply(new Edit.SetConfig("b", Map.of("k", "v")));

        assertThat(SubFlows.names(model.file().spec())).containsExactly("sub", "deep");
        assertThat(model.levels().path()).extracting(Levels.Level::node).containsExactly("sub", "deep");
        model.leaveTo(0);
        assertThat(model.insides().isBehind(sub("sub"))).isFalse();
        assertThat(model.apply(new Edit.UnpackSubFlow("sub", Set.of()))).isNull();
        assertThat(model.apply(new Edit.UnpackSubFlow("deep", Set.of()))).isNull();
        assertThat(sub("b").config()).containsEntry("k", "v");
        assertThat(SubFlows.names(model.file().spec())).isEmpty();
    }

    @Test
    void aSubFlowThatIsUnpackedInsideOfAnotherStaysWhileTheFileUsesIt() {
        make();
        model.enter("sub");
        model.apply(new Edit.MakeSubFlow(Set.of("b"), "deep", Set.of()));
        model.leaveTo(0);
        model.apply(new Edit.AddNode(NodeSpec.of("again", SubFlows.use("deep")), new Point(0, 400)));
        model.enter("sub");
        assertThat(model.apply(new Edit.UnpackSubFlow("deep", Set.of()))).isNull();
        assertThat(model.design().names()).containsExactly("a", "b");

        assertThat(SubFlows.names(model.file().spec())).containsExactlyInAnyOrder("sub", "deep");
        model.leaveTo(0);
        model.apply(new Edit.RemoveNodes(Set.of("again"), false));
        assertThat(SubFlows.names(model.file().spec())).containsExactly("sub");
    }

    @Test
    void anInstanceIsBehindOnceItsInsideIsChangedThroughAnotherAndSaysWhat() {
        make();
        makeAgain();
        assertThat(model.insides().isBehind(sub("again"))).isFalse();
        model.enter("sub");
        model.apply(new Edit.MoveNodes(Map.of("a", new Point(9, 9))));
        model.leaveTo(0);
        assertThat(model.insides().isBehind(sub("again")))
                .as("moving changes nothing")
                .isFalse();
        model.enter("sub");
        model.apply(new Edit.SetConfig("a", Map.of("lang", "de")));
        model.leaveTo(0);

        assertThat(model.insides().isBehind(sub("again"))).isTrue();
        assertThat(model.insides().isBehind(sub("sub")))
                .as("who changed it has seen it")
                .isFalse();
        assertThat(model.insides().changes(sub("again"), model.history()))
                .containsExactly("~ a: config.lang is \"de\", was not set");
        model.apply(new Edit.AcceptInside(Set.of("again")));
        assertThat(model.insides().isBehind(sub("again"))).isFalse();
        assertThat(model.history().undoTitle()).isEqualTo("Take again as it is now");
    }

    @Test
    void whatItWasIsSaidToBeUnknownWhereTheHistoryDoesNotHaveIt() {
        make();
        NodeSpec old = sub("sub").withAccepted("sha256:elsewhere");

        assertThat(model.insides().isBehind(old)).isTrue();
        assertThat(model.insides().changes(old, model.history())).isNull();
    }

    @Test
    void aSubFlowInItselfIsNotEntered() {
        make();
        model.enter("sub");
        model.apply(new Edit.AddNode(NodeSpec.of("again", "flow:#sub"), new Point(0, 0)));

        assertThat(reason(model.enter("again"))).contains("it would have no end");
        assertThat(reason(model.enter("a"))).contains("a is no sub-flow of this file");
    }

    @Test
    void whatIsNoSubFlowIsNotUnpacked() {
        model.apply(new Edit.AddNode(NodeSpec.of("other", "flow:other.flow.json"), new Point(0, 0)));
        make();
        model.apply(new Edit.SetMode(Set.of("sub"), NodeMode.BYPASSED));

        assertThat(reason(new Edit.UnpackSubFlow("a", Set.of()).refusal(model.design())))
                .contains("select the sub-flow");
        assertThat(reason(new Edit.UnpackSubFlow("c", Set.of()).refusal(model.design())))
                .contains("c is no sub-flow of this file");
        assertThat(reason(new Edit.UnpackSubFlow("other", Set.of()).refusal(model.design())))
                .contains("other is a flow in a file of its own");
        assertThat(reason(new Edit.UnpackSubFlow("sub", Set.of()).refusal(model.design())))
                .contains("sub is bypassed: let it run first");
    }

    private static DesignModel pasted(String text, DesignModel into) {
        Fragment fragment = Clips.read(text);
        FlowSpec clip = CarriedFlows.fitted(Clips.carried(text), into.file().spec());
        into.apply(new Edit.Together(
                "Paste",
                List.of(
                        new Edit.TakeSubFlows(clip),
                        new Edit.Paste(new Fragment(clip.nodes(), fragment.places()), new Point(0, 0)))));
        return into;
    }

    @Test
    void aSubFlowGoesThroughTheClipboardIntoAnotherFile() {
        make();
        model.enter("sub");
        model.apply(new Edit.MakeSubFlow(Set.of("b"), "deep", Set.of()));
        model.leaveTo(0);
        String text = Clips.write(
                Fragment.of(model.design(), Set.of("sub")), model.file().spec());
        DesignModel other = pasted(text, new DesignModel(Samples.diamond()));

        assertThat(SubFlows.names(other.file().spec())).containsExactlyInAnyOrder("sub", "deep");
        assertThat(SubFlows.signature(other.file().spec(), "sub"))
                .isEqualTo(SubFlows.signature(model.file().spec(), "sub"));
        assertThat(other.insides()
                        .isBehind(Objects.requireNonNull(other.design().node("sub"))))
                .isFalse();
        other.undo();
        assertThat(SubFlows.names(other.file().spec())).isEmpty();
    }

    @Test
    void aSubFlowWhoseNameMeansSomethingElseThereHasANewOne() {
        make();
        String text = Clips.write(
                Fragment.of(model.design(), Set.of("sub")), model.file().spec());
        DesignModel other = new DesignModel(Samples.diamond());
        other.apply(new Edit.MakeSubFlow(Set.of("b"), "sub", Set.of()));
        FlowSpec before = other.file().spec();
        pasted(text, other);

        assertThat(SubFlows.names(other.file().spec())).containsExactly("sub", "sub_2");
        NodeSpec node = Objects.requireNonNull(other.design().node("sub_2"));
        assertThat(SubFlows.nameOf(node)).isEqualTo("sub_2");
        assertThat(other.insides().isBehind(node)).isFalse();
        assertThat(SubFlows.signature(other.file().spec(), "sub")).isEqualTo(SubFlows.signature(before, "sub"));
        assertThat(pasted(text, model).file().spec().extra())
                .as("it is there already")
                .isEqualTo(model.file().spec().extra());
        assertThat(SubFlows.names(model.file().spec())).containsExactly("sub");
    }

    @Test
    void nodesThatDoNotRunSaySoWithTheReason() {
        model.apply(new Edit.SetMode(Set.of("a"), NodeMode.DISABLED));
        model.apply(new Edit.AddNode(node("free"), new Point(0, 0)));
        model.setStatuses(Map.of("a", NodeStatus.of(NodeStatus.State.DONE)));

        assertThat(model.status("a").state()).isEqualTo(NodeStatus.State.DISABLED);
        assertThat(model.status("b").text()).isEqualTo("skipped, since a is off");
        assertThat(model.status("free")).isEqualTo(NodeStatus.READY);
        assertThat(model.history().titles()).contains("Disable a");
        model.apply(new Edit.SetMode(Set.of("a", "b"), NodeMode.BYPASSED));
        assertThat(model.status("a").text()).isEqualTo("bypassed");
        assertThat(model.history().undoTitle()).isEqualTo("Bypass 2 nodes");
        assertThat(List.copyOf(model.active().sinks())).contains("end");
    }

    @Test
    void whatIsDrawnInsideComesOutAgainWithTheNodes() {
        bend("start", "a", 10);
        bend("a", "b", 20);
        bend("b", "c", 30);
        Drawing before = model.design().drawing();
        make();
        makeAgain();

        assertThat(model.design().drawing().bends("start", "sub")).containsExactly(new Point(10, 10));
        assertThat(model.design().drawing().bends("sub", "c")).containsExactly(new Point(30, 30));
        model.enter("sub");
        assertThat(model.design().drawing().bends("a", "b")).containsExactly(new Point(20, 20));
        Drawing.Note note = new Drawing.Note("why", Tint.YELLOW, new Frame(0, 300, 200, 100));
        model.apply(Drawings.addNote(model.design(), "n1", note));
        model.leaveTo(0);
        assertThat(model.insides().isBehind(sub("again")))
                .as("a note changes nothing of what runs")
                .isFalse();
        model.apply(new Edit.UnpackSubFlow("sub", Set.of()));

        Drawing after = model.design().drawing();
        assertThat(after.notes().values()).containsExactly(note);
        assertThat(after.bends()).isEqualTo(before.bends());
    }

    private void bend(String from, String to, double at) {
        assertThat(model.apply(Drawings.setBends(model.design(), new Wire(from, to), List.of(new Point(at, at)))))
                .isNull();
    }
}
