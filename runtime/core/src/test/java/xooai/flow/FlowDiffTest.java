package xooai.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import xooai.doc.Values;

class FlowDiffTest {
    private static final FlowSpec CHAIN = RandomFlows.chain("a", "b", "c");

    private static List<String> lines(FlowSpec before, FlowSpec after) {
        return DiffText.lines(FlowDiff.between(before, after));
    }

    private static FlowSpec with(FlowSpec flow, NodeSpec node) {
        return flow.withNodes(flow.nodes().stream()
                .map(each -> each.name().equals(node.name()) ? node : each)
                .toList());
    }

    private static NodeSpec node(FlowSpec flow, String name) {
        return java.util.Objects.requireNonNull(flow.node(name), name);
    }

    @Provide
    Arbitrary<FlowSpec> flows() {
        return RandomFlows.flows();
    }

    @Test
    void keysOfOnesOwnInADrawingAreDifferencesWhateverTheyHold() {
        FlowSpec before = CHAIN.withExtra(Drawing.KEY, Map.of("x-rating", 3L, "x-same", List.of(1L)));
        FlowSpec after = CHAIN.withExtra(Drawing.KEY, Map.of("x-rating", 4L, "x-same", List.of(1L), "x-by", "Ada"));

        assertThat(lines(before, after))
                .hasSize(2)
                .anyMatch(line -> line.contains("x-rating"))
                .anyMatch(line -> line.contains("x-by"));
        assertThat(lines(before, CHAIN)).hasSize(2);
    }

    @Test
    void keysOfOnesOwnInADrawingHaveOneForm() {
        FlowSpec before = CHAIN.withExtra(
                Drawing.KEY, Map.of("x-one", 1L, "x-map", Map.of("k", 1L), "groups", Map.of("g", Map.of("x-by", "A"))));
        FlowSpec after = CHAIN.withExtra(
                Drawing.KEY, Map.of("x-one", 2L, "x-map", Map.of("k", 2L), "groups", Map.of("g", Map.of("x-by", "B"))));
        assertThat(lines(before, after))
                .containsExactlyInAnyOrder(
                        "~ the flow: drawing.x-one is 2, was 1",
                        "~ the flow: drawing.x-map.k is 2, was 1",
                        "~ the flow: drawing.groups.g.x-by is \"B\", was \"A\"");
    }

    /// What may be written under `drawing` and `flows`, of which much holds nothing.
    private static final List<String> DRAWINGS = List.of(
            "",
            "null",
            "5",
            "{}",
            "{'groups': {}}",
            "{'groups': null}",
            "{'groups': {}, 'notes': {}}",
            "{'groups': {'g': {}}}",
            "{'groups': {'g': null}}",
            "{'groups': {'g': {'title': null}}}",
            "{'groups': {'g': {'frame': null}}}",
            "{'bends': {'a': {}}}",
            "{'x-k': {}}",
            "{'x-k': null}",
            "{'x-k': {'a': {}}}");

    private static final List<String> SUB_FLOWS = List.of(
            "",
            "null",
            "[]",
            "{}",
            "{'s': {}}",
            "{'s': null}",
            "{'s': {'name': 's'}}",
            "{'s': {'nodes': {}}}",
            "{'s': {'nodes': {}, 'drawing': {}}}",
            "{'s': {'nodes': {}, 'drawing': {'notes': {}}}}",
            "{'s': {'nodes': {'a': {'use': 'class:acme.A'}}}}",
            "{'s': {'nodes': {'a': {'use': 'class:acme.A', 'needs': []}}}}",
            "{'s': {}, 't': {}}");

    /// Places of nodes that there are not are no difference, and a stray key of a sub-flow is.
    @Test
    void whatHoldsNothingIsADifferenceAsAnythingElseIsInEveryCombination() {
        List<FlowSpec> flows = DRAWINGS.stream()
                .flatMap(drawing -> SUB_FLOWS.stream().map(subFlows -> written(drawing, subFlows)))
                .toList();
        for (FlowSpec one : flows) {
            for (FlowSpec other : flows) {
                boolean same = Values.equal(FlowPrint.tree(one), FlowPrint.tree(other));
                List<Difference> found = FlowDiff.between(one, other);
                assertThat(found.isEmpty())
                        .as(FlowPrint.tree(one) + " and " + FlowPrint.tree(other))
                        .isEqualTo(same);
                assertThat(DiffText.lines(found).isEmpty()).isEqualTo(same);
            }
        }
    }

    private static FlowSpec written(String drawing, String subFlows) {
        String file = "{'xooai': 1, 'name': 'f', 'nodes': {}"
                + (drawing.isEmpty() ? "" : ", 'drawing': " + drawing)
                + (subFlows.isEmpty() ? "" : ", 'flows': " + subFlows)
                + "}";
        return FlowFile.look(file.replace('\'', '"').getBytes(UTF_8)).spec();
    }

    @Test
    void whatHoldsNothingIsToldBesideOtherDifferencesToo() {
        FlowSpec before = written("", "");
        assertThat(lines(before, written("{}", "{}").withGateway("https://new")))
                .containsExactlyInAnyOrder(
                        "~ the flow: gateway is \"https://new\", was not set",
                        "~ the flow: flows is {}, was not set",
                        "~ the flow: drawing is {}, was not set");
        assertThat(lines(written("{'groups': {}}", ""), written("{'x-k': 1}", "")))
                .containsExactlyInAnyOrder(
                        "~ the flow: drawing.groups is not set, was {}", "~ the flow: drawing.x-k is 1, was not set");
    }

    @Provide
    Arbitrary<FlowSpec> drawn() {
        return Combinators.combine(RandomFlows.drawings(), RandomFlows.ownKeys())
                .as((drawing, keys) -> {
                    Map<String, @Nullable Object> tree =
                            TreeMerge.map(drawing.in(CHAIN).extra().get(Drawing.KEY));
                    Map<String, @Nullable Object> all = new LinkedHashMap<>(tree == null ? Map.of() : tree);
                    all.putAll(keys);
                    return CHAIN.withExtra(Drawing.KEY, all);
                });
    }

    @Property(tries = 1000)
    void drawingsWithoutADifferenceAreEqual(@ForAll("drawn") FlowSpec one, @ForAll("drawn") FlowSpec other) {
        boolean same = Values.equal(FlowPrint.tree(one), FlowPrint.tree(other));
        assertThat(FlowDiff.between(one, other).isEmpty()).isEqualTo(same);
        FlowSpec file = FlowSpec.named("file");
        assertThat(FlowDiff.between(SubFlows.with(file, "s", one), SubFlows.with(file, "s", other))
                        .isEmpty())
                .isEqualTo(same);
    }

    @Test
    void thatANodeTakesTheInsideAsItIsNowIsSaidInWords() {
        NodeSpec node = NodeSpec.of("count", SubFlows.use("in"));
        FlowSpec before = FlowSpec.named("f").plus(node.withAccepted("sha256:0"));
        FlowSpec after = FlowSpec.named("f").plus(node.withAccepted("sha256:1"));
        FlowSpec never = FlowSpec.named("f").plus(node);
        assertThat(lines(before, after)).containsExactly("~ count: takes the inside as it is now");
        assertThat(lines(never, after)).containsExactly("~ count: takes the inside as it is now");
        assertThat(lines(before, never)).containsExactly("~ count: says no more which inside it has seen");
    }

    @Property(tries = 500)
    void aFlowHasNoDifferenceFromItself(@ForAll("flows") FlowSpec flow) {
        assertThat(FlowDiff.between(flow, flow)).isEmpty();
    }

    @Property(tries = 1000)
    void flowsWithoutADifferenceAreEqual(@ForAll("flows") FlowSpec one, @ForAll("flows") FlowSpec other) {
        boolean same = FlowFile.read(FlowFile.write(one))
                .spec()
                .equals(FlowFile.read(FlowFile.write(other)).spec());
        boolean strayView = !one.view().equals(other.view());
        assertThat(FlowDiff.between(one, other).isEmpty()).isEqualTo(same || (sameButView(one, other) && strayView));
    }

    /// Places of nodes that there are not are no difference.
    private static boolean sameButView(FlowSpec one, FlowSpec other) {
        boolean seen = one.nodes().stream().anyMatch(node -> {
            Point before = one.view().get(node.name());
            return !java.util.Objects.equals(before, other.view().get(node.name()));
        });
        return one.withView(Map.of()).equals(other.withView(Map.of())) && !seen;
    }

    @Test
    void aSettingIsToldByItsPath() {
        FlowSpec before = with(CHAIN, node(CHAIN, "b").withConfig(Map.of("lang", "en", "deep", Map.of("k", 1L))));
        FlowSpec after = with(CHAIN, node(CHAIN, "b").withConfig(Map.of("lang", "de", "deep", Map.of("k", 2L))));
        assertThat(lines(before, after))
                .containsExactlyInAnyOrder("~ b: config.lang is \"de\", was \"en\"", "~ b: config.deep.k is 2, was 1");
    }

    @Test
    void nodesAndWiresThatComeAndGoAreTold() {
        FlowSpec after = CHAIN.withNodes(List.of(
                        node(CHAIN, "a"),
                        node(CHAIN, "b").withNeeds(List.of()),
                        NodeSpec.of("d", "class:acme.D").withNeeds(List.of(Need.of("a")))))
                .withView(Map.of());
        assertThat(lines(CHAIN.withView(Map.of()), after))
                .containsExactlyInAnyOrder(
                        "- c is gone, ran class:acme.E2",
                        "- a → b is gone",
                        "+ d is new, runs class:acme.D",
                        "+ a → d is new");
    }

    @Test
    void aRenamedNodeIsTheSameNode() {
        FlowSpec after = Renames.apply(CHAIN, Map.of("b", "counter"));
        assertThat(lines(CHAIN, after)).containsExactly("~ counter was called b");
        FlowSpec swapped = Renames.apply(CHAIN, Map.of("a", "first", "c", "last"));
        assertThat(lines(CHAIN, swapped)).containsExactlyInAnyOrder("~ first was called a", "~ last was called c");
    }

    @Test
    void aRenamedNodeWithOtherSettingsIsStillTheSameNode() {
        FlowSpec changed = with(CHAIN, node(CHAIN, "b").withConfig(Map.of("lang", "de")));
        assertThat(lines(CHAIN, Renames.apply(changed, Map.of("b", "counter"))))
                .containsExactly("~ counter was called b", "~ counter: config.lang is \"de\", was not set");
    }

    @Test
    void anOtherOrderOfNeedsIsADifferenceAndMovingIsToldLast() {
        FlowSpec join = CHAIN.plus(NodeSpec.of("j", null).withNeeds(List.of(Need.of("a"), Need.of("b"))));
        Map<String, Point> moved = new LinkedHashMap<>(CHAIN.view());
        moved.put("a", new Point(8, 0));
        FlowSpec after = with(join, node(join, "j").withNeeds(List.of(Need.of("b"), Need.of("a"))))
                .withView(moved)
                .withGateway("https://new");
        assertThat(lines(join, after))
                .containsExactly(
                        "~ the flow: gateway is \"https://new\", was not set",
                        "~ j: needs in the order b, a, was a, b",
                        "~ a stands at 8, 0, stood at 0, 0");
    }

    @Test
    void hundredsOfRenamedNodesAreToldInAMoment() {
        FlowSpec before = isolated("old");
        FlowSpec after = isolated("new");
        FlowDiff.between(before, after);
        long start = System.nanoTime();
        List<Difference> differences = FlowDiff.between(before, after);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(800));
        assertThat(differences).hasSize(500).allMatch(each -> each.kind() == Difference.Kind.RENAMED);
    }

    private static FlowSpec isolated(String prefix) {
        return FlowSpec.named("many")
                .withNodes(IntStream.range(0, 500)
                        .mapToObj(i -> NodeSpec.of(prefix + i, "class:acme.E").withConfig(Map.of("top", (long) i)))
                        .toList());
    }

    @Test
    void whatIsNoNodeAndWhatHasNoPlaceAreToldInWords() {
        FlowSpec nodes = FlowSpec.named("f").plus(NodeSpec.of("a", "class:acme.A"));
        FlowSpec none = FlowFile.read("{\"xooai\": 1, \"name\": \"f\", \"nodes\": {\"a\": 5}}".getBytes(UTF_8))
                .spec();
        FlowSpec placed = nodes.withView(Map.of("a", new Point(8, 0)));
        assertThat(lines(nodes, none)).containsExactly("~ a is 5, was {\"use\":\"class:acme.A\"}");
        assertThat(lines(nodes, placed)).containsExactly("~ a stands at 8, 0, had no place of its own");
        assertThat(lines(placed, nodes)).containsExactly("~ a has no place of its own any more, stood at 8, 0");
    }
}
