package xooai.designer.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Point;
import xooai.flow.Problem;
import xooai.flow.SubFlows;

class DesignModelTest {
    private final DesignModel model = new DesignModel(Samples.diamond());
    private final List<Change> changes = new ArrayList<>();

    @BeforeEach
    void listen() {
        model.listen(changes::add);
    }

    @Test
    void anEditTellsWhatWasAndWhatIs() {
        Design before = model.design();

        assertThat(model.apply(new Edit.Connect("a", "d"))).isNull();

        assertThat(changes).contains(new Change.OfDesign(before, model.design()));
        assertThat(model.history().undoTitle()).isEqualTo("Connect a → d");
    }

    @Test
    void aRefusedEditTellsNobodyAndIsNoStep() {
        assertThat(model.apply(new Edit.Connect("d", "a"))).isNotNull();

        assertThat(changes).isEmpty();
        assertThat(model.history().canUndo()).isFalse();
    }

    @Test
    void anEditThatChangesNothingIsNoStep() {
        model.apply(new Edit.MoveNodes(Map.of("a", model.design().position("a"))));

        assertThat(changes).isEmpty();
    }

    @Test
    void savedIsWhereTheFileIs() {
        model.apply(new Edit.Connect("a", "d"));
        assertThat(model.dirty()).isTrue();
        model.markSaved();
        assertThat(model.dirty()).isFalse();
        model.undo();
        assertThat(model.dirty()).isTrue();
        model.redo();
        assertThat(model.dirty()).isFalse();
    }

    @Test
    void aRecoveredFlowIsDirtyUntilItIsSaved() {
        model.markUnsaved();
        assertThat(model.dirty()).isTrue();
        model.markSaved();
        assertThat(model.dirty()).isFalse();
    }

    @Test
    void whatIsRemovedIsNoLongerSelected() {
        model.select(Selection.ofNodes(Set.of("a", "b")).plus(new Wire("b", "d")));

        model.apply(new Edit.RemoveNodes(Set.of("b"), false));

        assertThat(model.selection()).isEqualTo(Selection.of("a"));
    }

    @Test
    void aRenamedNodeStaysSelectedAndKeepsItsStatus() {
        model.selectNode("b");
        model.setStatuses(Map.of("b", NodeStatus.done(Duration.ofMillis(5))));

        model.apply(new Edit.RenameNode("b", "grey"));

        assertThat(model.selection()).isEqualTo(Selection.of("grey"));
        assertThat(model.status("grey").text()).isEqualTo("done in 5 ms");
    }

    @Test
    void onlyStatusesThatChangedAreTold() {
        model.setStatuses(Map.of("a", NodeStatus.of(NodeStatus.State.RUNNING), "b", NodeStatus.READY));
        changes.clear();

        model.updateStatuses(Map.of("a", NodeStatus.failed("no\nsecond line"), "b", NodeStatus.READY));

        assertThat(changes).containsExactly(new Change.OfStatuses(Set.of("a")));
        assertThat(model.status("a").text()).isEqualTo("no");
        assertThat(model.status("z")).isEqualTo(NodeStatus.READY);
    }

    @Test
    void problemsAreFoundByTheirNode() {
        Problem ofA = new Problem("a", "broken");
        Problem ofFlow = Problem.ofFlow("no sink");

        model.setProblems(List.of(ofA, ofFlow));

        assertThat(model.problems("a")).containsExactly(ofA);
        assertThat(model.problems("")).containsExactly(ofFlow);
        assertThat(model.problems("b")).isEmpty();
    }

    @Test
    void aNewFlowHasNoPast() {
        model.apply(new Edit.Connect("a", "d"));
        model.selectNode("a");

        model.open(Design.empty("new"));

        assertThat(model.history().canUndo()).isFalse();
        assertThat(model.selection().isEmpty()).isTrue();
        assertThat(model.dirty()).isFalse();
    }

    @Test
    void whoStoppedListeningHearsNothing() {
        List<Change> heard = new ArrayList<>();
        Runnable stop = model.listen(heard::add);
        stop.run();

        model.selectAll();

        assertThat(heard).isEmpty();
        assertThat(changes).isNotEmpty();
    }

    @Test
    void theHistoryIsBounded() {
        for (int i = 1; i <= History.LIMIT + 50; i++) {
            model.apply(new Edit.MoveNodes(Map.of("a", new Point(i, 0))));
        }

        assertThat(model.history().position()).isEqualTo(History.LIMIT);
        assertThat(model.history().titles()).hasSize(History.LIMIT);
    }

    @Test
    void aNodeThatNobodyDescribesTakesAnything() {
        assertThat(model.ports().input(Samples.node("a"))).isEqualTo(PortInfo.UNKNOWN);
    }

    @Test
    void aFlowWithLargeSubFlowsKeepsFewerSteps() {
        List<NodeSpec> many = IntStream.range(0, 500)
                .mapToObj(i -> NodeSpec.of("n" + i, null))
                .toList();
        FlowSpec large = SubFlows.with(
                Samples.diamond().spec(), "inner", FlowSpec.named("inner").withNodes(many));
        DesignModel model = new DesignModel(Design.of(large));

        for (int i = 1; i <= 2 * History.FEWEST; i++) {
            model.apply(new Edit.MoveNodes(Map.of("a", new Point(i * 8, 0))));
        }

        assertThat(model.history().position()).isLessThanOrEqualTo(History.FEWEST);
    }
}
