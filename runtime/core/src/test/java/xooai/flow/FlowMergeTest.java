package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FlowMergeTest {
    private static final FlowSpec BASE = RandomFlows.chain("a", "b", "c");

    @Provide
    Arbitrary<FlowSpec> flows() {
        return RandomFlows.flows();
    }

    private static NodeSpec node(FlowSpec flow, String name) {
        return Objects.requireNonNull(flow.node(name), name);
    }

    private static FlowSpec configured(FlowSpec flow, String name, String key, Object value) {
        return flow.withNodes(flow.nodes().stream()
                .map(each -> {
                    if (!each.name().equals(name)) {
                        return each;
                    }
                    Map<String, @org.jspecify.annotations.Nullable Object> config = new LinkedHashMap<>(each.config());
                    config.put(key, value);
                    return each.withConfig(config);
                })
                .toList());
    }

    private static FlowSpec merged(FlowSpec ours, FlowSpec theirs) {
        FlowMerge.Result result = FlowMerge.merge(BASE, ours, theirs);
        assertThat(result.conflicts()).isEmpty();
        return result.spec();
    }

    @Property(tries = 500)
    void whatOnlyOneSideChangedIsTakenWhole(@ForAll("flows") FlowSpec base, @ForAll("flows") FlowSpec changed) {
        FlowMerge.Result theirs = FlowMerge.merge(base, base, changed);
        FlowMerge.Result ours = FlowMerge.merge(base, changed, base);
        assertThat(theirs.conflicts()).isEmpty();
        assertThat(ours.conflicts()).isEmpty();
        assertThat(FlowDiff.between(changed, theirs.spec())).isEmpty();
        assertThat(FlowDiff.between(changed, ours.spec())).isEmpty();
    }

    @Property(tries = 500)
    void mergingEqualSidesIsThatSide(@ForAll("flows") FlowSpec base, @ForAll("flows") FlowSpec both) {
        FlowMerge.Result result = FlowMerge.merge(base, both, both);
        assertThat(result.conflicts()).isEmpty();
        assertThat(result.spec()).isEqualTo(both);
    }

    @Property(tries = 500)
    void aMergedFlowCanAlwaysBeWrittenAndRead(
            @ForAll("flows") FlowSpec base, @ForAll("flows") FlowSpec ours, @ForAll("flows") FlowSpec theirs) {
        FlowSpec merged = FlowMerge.merge(base, ours, theirs).spec();
        assertThat(FlowFile.read(FlowFile.write(merged)).spec()).isEqualTo(merged);
    }

    @Test
    void differentSettingsOfOneNodeAreBothTaken() {
        FlowSpec merged = merged(configured(BASE, "b", "lang", "de"), configured(BASE, "b", "top", 5L));
        assertThat(node(merged, "b").config()).isEqualTo(Map.of("lang", "de", "top", 5L));
    }

    @Test
    void aRenameOfTheOneSideTakesTheChangesOfTheOther() {
        FlowSpec theirs = Renames.apply(BASE, Map.of("b", "counter"));
        FlowSpec merged = merged(configured(BASE, "b", "lang", "de"), theirs);
        assertThat(node(merged, "counter").config()).isEqualTo(Map.of("lang", "de"));
        assertThat(node(merged, "c").needNames()).containsExactly("counter");
        assertThat(merged.node("b")).isNull();
    }

    @Test
    void nodesAndWiresOfBothSidesAreTaken() {
        FlowSpec ours = BASE.plus(NodeSpec.of("x", "class:acme.X").withNeeds(List.of(Need.of("a"))));
        FlowSpec theirs = BASE.plus(NodeSpec.of("y", "class:acme.Y").withNeeds(List.of(Need.of("b"))));
        FlowSpec merged = merged(ours, theirs);
        assertThat(merged.nodes()).extracting(NodeSpec::name).containsExactlyInAnyOrder("a", "b", "c", "x", "y");
    }

    @Test
    void movedNodesNeverConflict() {
        FlowSpec ours = BASE.withView(Map.of("a", new Point(1, 1)));
        FlowSpec theirs = BASE.withView(Map.of("a", new Point(2, 2), "b", new Point(3, 3), "c", new Point(400, 0)));
        assertThat(merged(ours, theirs).view()).containsEntry("a", new Point(1, 1));
    }

    @Test
    void whatBothChangedDifferentlyStaysOursAndIsMarked() {
        FlowMerge.Result result =
                FlowMerge.merge(BASE, configured(BASE, "b", "lang", "de"), configured(BASE, "b", "lang", "fr"));
        assertThat(node(result.spec(), "b").config()).isEqualTo(Map.of("lang", "de"));
        assertThat(result.conflicts())
                .singleElement()
                .hasToString("b: merge conflict at `config.lang`: ours has \"de\", theirs has \"fr\"; set what it is to"
                        + " be, then take `conflicts` out");
        FlowFile file = FlowFile.read(FlowFile.write(result.spec()));
        assertThat(file.problems()).as("it opens as a whole").isEmpty();
        assertThat(FlowCheck.problems(file.spec())).containsAll(result.conflicts());
        assertThat(FlowCheck.problems(FlowMerge.settled(file.spec()))).isEmpty();
        assertThat(FlowMerge.settled(file.spec())).isEqualTo(configured(BASE, "b", "lang", "de"));
    }

    @Test
    void aNodeThatOneSideChangedAndTheOtherRemovedStaysAndIsMarked() {
        FlowSpec without = BASE.withNodes(BASE.nodes().subList(0, 2)).withView(Map.of());
        FlowMerge.Result result = FlowMerge.merge(BASE, without, configured(BASE, "c", "lang", "fr"));
        assertThat(node(result.spec(), "c").config()).isEqualTo(Map.of("lang", "fr"));
        assertThat(result.conflicts()).extracting(Problem::node).containsExactly("c");
    }

    @Test
    void aNodeThatOneSideRenamedAndTheOtherRemovedStaysAndIsMarked() {
        FlowSpec without = BASE.withNodes(BASE.nodes().subList(0, 2)).withView(Map.of());
        FlowSpec renamed = Renames.apply(BASE, Map.of("c", "last"));
        FlowMerge.Result ours = FlowMerge.merge(BASE, renamed, without);
        FlowMerge.Result theirs = FlowMerge.merge(BASE, without, renamed);
        assertThat(ours.spec().node("last")).isNotNull();
        assertThat(theirs.spec().node("last")).isNotNull();
        assertThat(ours.conflicts())
                .singleElement()
                .asString()
                .startsWith("last: merge conflict at `node`: ours has \"renamed\", theirs has \"removed\"");
        assertThat(theirs.conflicts()).extracting(Problem::node).containsExactly("last");
    }

    @Test
    void whatStandsInThePlaceOfNodesLosesNoChangeOfTheOtherSide() {
        FlowSpec none = FlowFile.read("{\"xooai\": 1, \"name\": \"f\", \"nodes\": 5}".getBytes(StandardCharsets.UTF_8))
                .spec();
        FlowSpec changed = configured(BASE, "b", "lang", "de");
        assertThat(FlowMerge.merge(BASE, none, changed).conflicts())
                .anySatisfy(problem -> assertThat(problem.toString()).contains("`nodes`", "ours has 5"));
        assertThat(FlowMerge.merge(BASE, changed, none).conflicts())
                .anySatisfy(problem -> assertThat(problem.toString()).contains("`nodes`", "theirs has 5"));
        assertThat(FlowMerge.merge(BASE, changed, none).spec().nodes()).isEqualTo(changed.nodes());
    }

    @Test
    void testsNameARenamedNodeAnew() {
        FlowSpec base = BASE.withExtra(
                "tests",
                Map.of("one", Map.of("docs", List.of(), "params", Map.of("nodes", Map.of("b", Map.of("top", 5L))))));
        FlowSpec theirs = Renames.apply(base, Map.of("b", "counter"));
        FlowSpec merged = FlowMerge.merge(base, configured(base, "b", "lang", "de"), theirs)
                .spec();
        assertThat(merged.extra().get("tests"))
                .isEqualTo(Map.of(
                        "one",
                        Map.of("docs", List.of(), "params", Map.of("nodes", Map.of("counter", Map.of("top", 5L))))));
        assertThat(FlowDiff.between(base, theirs)).hasSize(1);
    }

    @Test
    void aWireFromANodeThatTheOtherSideRemovedIsMarked() {
        FlowSpec without = BASE.withNodes(BASE.nodes().subList(0, 2)).withView(Map.of());
        FlowSpec wired = BASE.plus(NodeSpec.of("x", "class:acme.X").withNeeds(List.of(Need.of("c"))));
        FlowMerge.Result result = FlowMerge.merge(BASE, without, wired);
        assertThat(result.conflicts()).extracting(Problem::node).containsExactly("x");
    }

    @Test
    void aCircleThatOnlyBothSidesCloseIsMarked() {
        FlowSpec flow = FlowSpec.named("f")
                .withNodes(List.of(NodeSpec.of("a", "class:acme.A"), NodeSpec.of("b", "class:acme.B")));
        FlowSpec ours = flow.withNodes(List.of(node(flow, "a").withNeeds(List.of(Need.of("b"))), node(flow, "b")));
        FlowSpec theirs =
                flow.withNodes(List.of(node(flow, "a"), node(flow, "b").withNeeds(List.of(Need.of("a")))));
        assertThat(FlowMerge.merge(flow, ours, theirs).conflicts()).isNotEmpty();
    }

    /// A file with one node that is that sub-flow, under the name `sub`.
    private static FlowSpec around(FlowSpec inside) {
        FlowSpec file = FlowSpec.named("file").plus(NodeSpec.of("n", SubFlows.use("sub")));
        return SubFlows.with(file, "sub", inside);
    }

    private static FlowSpec sub(FlowSpec file) {
        return Objects.requireNonNull(SubFlows.inside(file, "sub"));
    }

    @Test
    void whatBothChangeInsideOfASubFlowIsMergedAsAFlowIs() {
        FlowSpec ours = configured(BASE, "a", "lang", "de").withView(Map.of("a", new Point(8, 8)));
        FlowSpec theirs = configured(BASE, "b", "top", 5L).withView(Map.of("a", new Point(16, 16)));

        FlowMerge.Result result = FlowMerge.merge(around(BASE), around(ours), around(theirs));

        assertThat(result.conflicts()).isEmpty();
        assertThat(node(sub(result.spec()), "a").config()).containsEntry("lang", "de");
        assertThat(node(sub(result.spec()), "b").config()).containsEntry("top", 5L);
        assertThat(sub(result.spec()).view()).containsEntry("a", new Point(8, 8));
    }

    @Test
    void whatIsNotSettledInsideOfASubFlowIsToldMarkedAndCanBeSettled() {
        FlowSpec without = BASE.withNodes(List.of(node(BASE, "a"), node(BASE, "b")));
        FlowSpec more = BASE.plus(NodeSpec.of("d", "class:acme.D").withNeeds(List.of(Need.of("c"))));

        FlowMerge.Result result = FlowMerge.merge(around(BASE), around(without), around(more));

        assertThat(result.conflicts())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message()).startsWith("in the sub-flow sub, d: merge conflict"));
        assertThat(FlowMerge.conflicts(result.spec())).hasSize(1);
        assertThat(FlowInspection.of(result.spec(), FlowSettings.DEFAULT)
                        .problems()
                        .toString())
                .contains("merge conflict");
        assertThat(FlowMerge.conflicts(FlowMerge.settled(result.spec()))).isEmpty();
    }

    @Test
    void aSubFlowThatOneTookAwayStaysWhileTheOtherUsesIt() {
        FlowSpec base = around(BASE);
        FlowSpec away = SubFlows.without(FlowSpec.named("file"), "sub").plus(NodeSpec.of("x", "class:acme.X"));
        FlowSpec used = base.plus(NodeSpec.of("again", SubFlows.use("sub")));

        assertThat(SubFlows.names(FlowMerge.merge(base, away, used).spec())).containsExactly("sub");
        assertThat(SubFlows.names(FlowMerge.merge(base, away, base).spec())).isEmpty();
        assertThat(SubFlows.names(FlowMerge.merge(base, base, away).spec())).isEmpty();
    }

    @Test
    void twoSubFlowsOfOneNameAreNotMadeOne() {
        FlowSpec none = FlowSpec.named("file").plus(NodeSpec.of("n", "class:acme.N"));
        FlowSpec ours = SubFlows.with(none, "sub", RandomFlows.chain("a", "b"));
        FlowSpec theirs = SubFlows.with(none, "sub", RandomFlows.chain("c", "d"));

        FlowMerge.Result result = FlowMerge.merge(none, ours, theirs);

        assertThat(sub(result.spec()).nodes()).extracting(NodeSpec::name).containsExactly("a", "b");
        assertThat(result.conflicts())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("merge conflict at `flows.sub`"));
    }
}
