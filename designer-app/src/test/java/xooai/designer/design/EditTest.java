package xooai.designer.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import xooai.flow.ConflictPolicy;
import xooai.flow.Join;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

class EditTest {
    private final Design diamond = Samples.diamond();

    private static NodeSpec node(Design design, String name) {
        NodeSpec node = design.node(name);
        assertThat(node).isNotNull();
        return Objects.requireNonNull(node);
    }

    @Test
    void anAddedNodeStandsWhereItWasPut() {
        Design after = new Edit.AddNode(Samples.node("e"), new Point(8, 16)).apply(diamond);

        assertThat(after.names()).containsExactly("a", "b", "c", "d", "e");
        assertThat(after.position("e")).isEqualTo(new Point(8, 16));
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        Edit edit = new Edit.AddNode(Samples.node("a"), new Point(0, 0));

        assertThat(edit.refusal(diamond)).isNotNull();
        assertThat(edit.apply(diamond)).isSameAs(diamond);
    }

    @Test
    void removingTakesTheWiresAndPlacesToo() {
        Design after = new Edit.RemoveNodes(Set.of("b"), false).apply(diamond);

        assertThat(after.wires()).containsExactly(new Wire("a", "c"), new Wire("c", "d"));
        assertThat(after.spec().view()).doesNotContainKey("b");
        assertThat(node(after, "d").needNames()).containsExactly("c");
    }

    @Test
    void healingPutsWhatWasNeededInItsPlace() {
        Design after = new Edit.RemoveNodes(Set.of("b"), true).apply(diamond);

        assertThat(node(after, "d").needNames()).containsExactly("a", "c");
    }

    @Test
    void healingReachesOverSeveralRemovedNodes() {
        Design chain =
                Samples.of(Samples.node("a"), Samples.node("b", "a"), Samples.node("c", "b"), Samples.node("d", "c"));

        Design after = new Edit.RemoveNodes(Set.of("b", "c"), true).apply(chain);

        assertThat(after.wires()).containsExactly(new Wire("a", "d"));
    }

    @Test
    void aConnectionThatClosesACircleIsRefusedAndChangesNothing() {
        Edit edit = new Edit.Connect("d", "a");

        assertThat(edit.refusal(diamond)).isNotNull();
        assertThat(edit.apply(diamond)).isSameAs(diamond);
    }

    @Test
    void connectingAndDisconnectingAreOpposites() {
        Design more = new Edit.Connect("a", "d").apply(diamond);

        assertThat(node(more, "d").needNames()).containsExactly("b", "c", "a");
        assertThat(new Edit.Disconnect("a", "d").apply(more)).isEqualTo(diamond);
    }

    @Test
    void renamingFollowsIntoNeedsPlacesAndPolicies() {
        Design design = new Edit.SetOnConflict("d", ConflictPolicy.prefer("b", "c")).apply(diamond);
        Design flowToo = new Edit.SetFlowOnConflict(ConflictPolicy.prefer("b")).apply(design);

        Design after = new Edit.RenameNode("b", "grey").apply(flowToo);

        assertThat(node(after, "d").needNames()).containsExactly("grey", "c");
        assertThat(node(after, "d").onConflict()).isEqualTo(ConflictPolicy.prefer("grey", "c"));
        assertThat(after.spec().onConflict()).isEqualTo(ConflictPolicy.prefer("grey"));
        assertThat(after.position("grey")).isEqualTo(diamond.position("b"));
    }

    @Test
    void renamingFollowsIntoTheParametersOfTests() {
        Map<String, Object> params = Map.of("nodes", Map.of("b", Map.of("top", 5L)), "top", 7L);
        Design tested =
                Design.of(diamond.spec().withExtra("tests", Map.of("t", Map.of("docs", List.of(), "params", params))));

        Design after = new Edit.RenameNode("b", "grey").apply(tested);

        Map<String, Object> anew = Map.of("nodes", Map.of("grey", Map.of("top", 5L)), "top", 7L);
        assertThat(after.spec().extra().get("tests")).isEqualTo(Map.of("t", Map.of("docs", List.of(), "params", anew)));
    }

    @Test
    void insertingKeepsThePlaceAmongTheNeeds() {
        Design design = new Edit.AddNode(Samples.node("n"), new Point(0, 0)).apply(diamond);

        Design after = new Edit.InsertOnWire("n", new Wire("b", "d")).apply(design);

        assertThat(node(after, "d").needNames()).containsExactly("n", "c");
        assertThat(node(after, "n").needNames()).containsExactly("b");
    }

    @Test
    void insertingWhereItWouldCloseACircleIsRefused() {
        assertThat(new Edit.InsertOnWire("d", new Wire("a", "b")).refusal(diamond))
                .isNotNull();
        assertThat(new Edit.InsertOnWire("a", new Wire("a", "b")).refusal(diamond))
                .isNotNull();
        assertThat(new Edit.InsertOnWire("c", new Wire("a", "d")).refusal(diamond))
                .isNotNull();
    }

    @Test
    void needsCanBeReordered() {
        Design after = new Edit.ReorderNeeds("d", List.of("c", "b")).apply(diamond);

        assertThat(node(after, "d").needNames()).containsExactly("c", "b");
    }

    @Test
    void everyPropertyOfANodeCanBeSet() {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("size", 3L);
        config.put("label", null);
        Design after = new Edit.Together(
                        "Set up a",
                        List.of(
                                new Edit.SetUse("a", "class:b.Other"),
                                new Edit.SetOn("a", "go"),
                                new Edit.SetConfig("a", config),
                                new Edit.SetJoin("a", Join.CONCAT),
                                new Edit.SetTimeout("a", Duration.ofSeconds(2)),
                                new Edit.SetReplicas("a", 4)))
                .apply(diamond);

        NodeSpec a = node(after, "a");
        assertThat(a.use()).isEqualTo("class:b.Other");
        assertThat(a.on()).isEqualTo("go");
        assertThat(a.config()).isEqualTo(config);
        assertThat(a.join()).isEqualTo(Join.CONCAT);
        assertThat(a.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(a.replicas()).isEqualTo(4);
    }

    @Test
    void everyPropertyOfTheFlowCanBeSet() {
        Design named = new Edit.SetFlowName("other").apply(diamond);
        Design joined = new Edit.SetFlowJoin(Join.FIRST).apply(named);
        Design after = new Edit.SetGateway("http://127.0.0.1:80/").apply(joined);

        assertThat(after.spec().name()).isEqualTo("other");
        assertThat(after.spec().join()).isEqualTo(Join.FIRST);
        assertThat(after.spec().gateway()).isEqualTo("http://127.0.0.1:80/");
    }

    @Test
    void pastedNodesGetFreshNamesAndKeepTheWiresBetweenThem() {
        Edit.Paste paste = new Edit.Paste(Fragment.of(diamond, Set.of("b", "d")), new Point(800, 0));

        Design after = paste.apply(diamond);

        assertThat(paste.newNames(diamond)).containsEntry("b", "b_2").containsEntry("d", "d_2");
        assertThat(node(after, "d_2").needNames()).containsExactly("b_2");
        assertThat(node(after, "b_2").needNames()).isEmpty();
        assertThat(after.position("b_2")).isEqualTo(new Point(800, 0));
        assertThat(after.position("d_2")).isEqualTo(new Point(1096, 80));
    }

    @Test
    void oneRefusalRefusesAllThatGoTogether() {
        Edit edit = new Edit.Together("Two wires", List.of(new Edit.Connect("a", "d"), new Edit.Connect("d", "b")));

        assertThat(edit.refusal(diamond)).isNotNull();
        assertThat(edit.apply(diamond)).isSameAs(diamond);
    }

    @Test
    void whatAnEditDoesNotKnowStaysAsItWas() {
        assertThat(new Edit.MoveNodes(Map.of("x", new Point(1, 1))).apply(diamond))
                .isEqualTo(diamond);
        assertThat(new Edit.SetUse("x", "class:Y").apply(diamond)).isEqualTo(diamond);
    }

    @Test
    void titlesNameWhatIsDone() {
        assertThat(new Edit.MoveNodes(Map.of("e1", new Point(0, 0))).title()).isEqualTo("Move e1");
        assertThat(new Edit.RemoveNodes(Set.of("a", "b"), false).title()).isEqualTo("Delete 2 nodes");
        assertThat(new Edit.Connect("e1", "e3").title()).isEqualTo("Connect e1 → e3");
    }
}
