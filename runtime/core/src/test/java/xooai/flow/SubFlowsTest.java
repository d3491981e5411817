package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.driver.Context;
import xooai.driver.Server;

/// Sub-flows in the file of the flow that uses them.
final class SubFlowsTest {
    private static final DocArray<ReuseTest.Marked> X = DocArray.of(new ReuseTest.Marked(List.of()));

    private static NodeSpec mark(String name, String... needs) {
        return NodeSpec.of(name, "class:" + ReuseTest.MarkExecutor.class.getName())
                .withConfig(Map.of("mark", name, "more", 0L))
                .withNeeds(List.of(needs).stream().map(Need::of).toList());
    }

    private static NodeSpec sub(String name, String of, String... needs) {
        return NodeSpec.of(name, SubFlows.use(of))
                .withNeeds(List.of(needs).stream().map(Need::of).toList());
    }

    private static FlowSpec flow(NodeSpec... nodes) {
        return FlowSpec.named("f").withNodes(List.of(nodes));
    }

    private static String given(FlowSpec spec) {
        try (Flow flow = Flow.of(spec, FlowSettings.DEFAULT)) {
            return flow.<ReuseTest.Marked>post(X).get(0).toString();
        }
    }

    @Test
    void aSchemeInCapitalsIsTheSameScheme() {
        assertThat(SubFlows.nameOf(NodeSpec.of("one", "FLOW:#twice"))).isEqualTo("twice");
        assertThat(SubFlows.nameOf(NodeSpec.of("one", "flow:other.flow.json"))).isNull();
    }

    @Test
    void aSubFlowRunsAsOneNodeAndSeveralNodesUseIt() {
        FlowSpec outer = flow(mark("a"), sub("one", "twice", "a"), sub("two", "twice", "one"));
        FlowSpec spec = SubFlows.with(outer, "twice", flow(mark("b"), mark("c", "b")));

        assertThat(given(spec))
                .isEqualTo(given(flow(
                        mark("a"),
                        mark("b", "a"),
                        mark("c", "b"),
                        mark("b2", "c").withConfig(Map.of("mark", "b", "more", 0L)),
                        mark("c2", "b2").withConfig(Map.of("mark", "c", "more", 0L)))));
        FlowInspection inspection = FlowInspection.of(spec, FlowSettings.DEFAULT);
        assertThat(inspection.nested().get("one")).isSameAs(inspection.nested().get("two"));
    }

    @Test
    void aSubFlowUsesOthersOfTheFileAndHasTheFilesGateway() {
        try (Server server = new Samples.MyExecutor().as("yours").serve("inprocess://sub-flows")) {
            FlowSpec outer = flow(sub("s", "outer")).withGateway("inprocess://sub-flows");
            FlowSpec spec = SubFlows.with(
                    SubFlows.with(outer, "inner", flow(NodeSpec.of("e", "yours/echo"))),
                    "outer",
                    flow(sub("deep", "inner")));

            assertThat(server.address()).isNotNull();
            try (Flow flow = Flow.of(spec, FlowSettings.DEFAULT)) {
                assertThat(flow.<Text>post(DocArray.of(Text.of("x")))).containsExactly(Text.of("x"));
            }
            assertThat(SubFlows.used(spec)).containsExactlyInAnyOrder("outer", "inner");
        }
    }

    @Test
    void whatCannotBeReachedFromTheFlowsNodesIsNotUsed() {
        FlowSpec spec = flow(mark("a"), sub("s", "in"), sub("off", "idle").withMode(NodeMode.DISABLED));
        for (String[] each : new String[][] {
            {"in", "deep"},
            {"deep", ""},
            {"one", "other"},
            {"other", "one"},
            {"left", "draft"},
            {"draft", ""},
            {"idle", "rest"},
            {"rest", ""}
        }) {
            spec = SubFlows.with(spec, each[0], each[1].isEmpty() ? flow(mark("x")) : flow(sub("x", each[1])));
        }
        assertThat(SubFlows.used(spec)).containsExactlyInAnyOrder("in", "deep", "idle", "rest");
        assertThat(SubFlows.called(spec)).containsExactlyInAnyOrder("in", "deep");
    }

    @Test
    void whatWasUsedGoesWithTheLastThatUsesItAndDraftsStayWithAllThatTheyUse() {
        FlowSpec spec = flow(mark("a"), sub("s", "one"), sub("t", "shared"));
        spec = SubFlows.with(spec, "one", flow(sub("x", "other")));
        spec = SubFlows.with(spec, "other", flow(sub("x", "one")));
        spec = SubFlows.with(spec, "shared", flow(mark("x")));
        spec = SubFlows.with(spec, "draft", flow(sub("x", "shared")));
        FlowSpec after = spec.withNodes(List.of(mark("a")));

        assertThat(SubFlows.names(SubFlows.withoutLeft(spec, after))).containsExactly("shared", "draft");
        FlowSpec away = SubFlows.without(SubFlows.without(after, "one"), "other");
        assertThat(SubFlows.names(FlowMerge.merge(spec, away, spec).spec())).containsExactly("shared", "draft");
        FlowSpec edited = SubFlows.with(away, "draft", flow(sub("x", "shared"), mark("y")));
        assertThat(SubFlows.names(FlowMerge.merge(spec, edited, spec).spec())).containsExactly("shared", "draft");
    }

    @Test
    void aSubFlowThatContainsItselfIsRefusedWithTheWay() {
        FlowSpec spec = SubFlows.with(
                SubFlows.with(flow(sub("s", "one")), "one", flow(sub("x", "two"))), "two", flow(sub("y", "one")));

        assertThatThrownBy(() -> Flow.of(spec, FlowSettings.DEFAULT))
                .isInstanceOfSatisfying(
                        FlowException.class,
                        e -> assertThat(e.problems().toString())
                                .contains("s: in one, x: in two, y: uses #one, which uses itself in the end:"
                                        + " one → two → one"));
    }

    @Test
    void flowsThatAreTooDeepAreRefused() {
        FlowSpec spec = flow(sub("s", "l0"));
        for (int i = 0; i < 20; i++) {
            spec = SubFlows.with(spec, "l" + i, flow(sub("s", "l" + (i + 1))));
        }
        FlowSpec deep = SubFlows.with(spec, "l20", flow(mark("a")));

        assertThatThrownBy(() -> Flow.of(deep, FlowSettings.DEFAULT))
                .hasMessageContaining("flows use each other more than 16 deep");
    }

    @Test
    void aSubFlowThatIsNotThereIsNamedWithThoseThatAre() {
        FlowSpec spec = SubFlows.with(flow(sub("s", "nope")), "yes", flow(mark("a")));

        assertThat(FlowInspection.of(spec, FlowSettings.DEFAULT).problems().toString())
                .contains("s: uses flow:#nope, and there is no sub-flow nope under `flows`; there are yes");
    }

    @Test
    void whatStandsUnderFlowsAndIsNoneIsAProblemByName() {
        FlowSpec spec = flow(mark("a"))
                .withExtra(SubFlows.KEY, Map.of("a b", 1L, "x", Map.of("flows", Map.of(), "nodes", Map.of())));

        assertThat(FlowCheck.problems(spec).toString())
                .contains("the name of the sub-flow `a b` is not")
                .contains("the sub-flow a b is an object with `nodes`, and not 1")
                .contains("the sub-flow x has `flows` of its own");
    }

    @Test
    void aFileOfAnotherFlowHasItsOwnSubFlows(@TempDir Path dir) throws Exception {
        FlowSpec other = SubFlows.with(flow(sub("s", "same")), "same", flow(mark("other")));
        Files.write(dir.resolve("other.flow.json"), FlowFile.write(other));
        FlowSpec spec = SubFlows.with(
                flow(NodeSpec.of("o", "flow:other.flow.json"), sub("s", "same", "o")), "same", flow(mark("mine")));
        String both;
        try (Flow flow = Flow.of(spec, FlowSettings.DEFAULT.withDirectory(dir))) {
            both = flow.<ReuseTest.Marked>post(X).get(0).toString();
        }

        assertThat(both).isEqualTo(given(flow(mark("other"), mark("mine", "other"))));
    }

    @Test
    void theSignatureIsOfWhatItMeansAndOfWhatItUses() {
        FlowSpec spec = SubFlows.with(
                SubFlows.with(flow(sub("s", "outer")), "inner", flow(mark("a"))), "outer", flow(sub("i", "inner")));
        String before = SubFlows.signature(spec, "outer");
        FlowSpec moved =
                SubFlows.with(spec, "inner", flow(mark("a").withPin(List.of())).withView(Map.of("a", new Point(1, 2))));
        FlowSpec changed = SubFlows.with(spec, "inner", flow(mark("b")));

        assertThat(SubFlows.signature(moved, "outer")).isEqualTo(before);
        assertThat(SubFlows.signature(changed, "outer")).isNotEqualTo(before);
        assertThat(SubFlows.signature(spec, "none")).isNull();
    }

    @Test
    void whatNodesAreIsDifferentWithAnotherInside() {
        FlowSpec spec = SubFlows.with(flow(sub("s", "in")), "in", flow(mark("a")));
        FlowSpec changed = SubFlows.with(spec, "in", flow(mark("b")));
        KeptOutputs kept = new KeptOutputs();
        try (Flow flow = Flow.of(spec, FlowSettings.DEFAULT);
                Context context = Context.of(Context.DEFAULT_TIMEOUT)) {
            flow.run(xooai.codec.Request.of("", X), context, event -> {}, RunOptions.with(kept));
        }

        assertThat(called(spec, kept)).isEmpty();
        assertThat(called(changed, kept)).containsExactly("s");
    }

    private static java.util.Set<String> called(FlowSpec spec, KeptOutputs kept) {
        return Forecast.of(
                        FlowInspection.of(spec, FlowSettings.DEFAULT),
                        xooai.codec.Request.of("", X),
                        RunOptions.with(kept))
                .called();
    }

    @Test
    void bothSidesMayChangeDifferentNodesOfASubFlowAndAcceptIt() {
        FlowSpec base =
                SubFlows.with(flow(sub("s", "in").withAccepted("sha256:0")), "in", flow(mark("a"), mark("b", "a")));
        FlowSpec ours =
                SubFlows.with(accepted(base, "sha256:1"), "in", flow(mark("a").withReplicas(2), mark("b", "a")));
        FlowSpec theirs = SubFlows.with(
                accepted(base, "sha256:2"), "in", flow(mark("a"), mark("b", "a").withReplicas(3)));

        FlowMerge.Result merged = FlowMerge.merge(base, ours, theirs);

        assertThat(merged.conflicts()).isEmpty();
        FlowSpec inside = SubFlows.inside(merged.spec(), "in");
        assertThat(inside).isNotNull();
        assertThat(inside.nodes()).extracting(NodeSpec::replicas).containsExactly(2, 3);
        assertThat(merged.spec().nodes().getFirst().accepted()).isEqualTo("sha256:1");
    }

    private static FlowSpec accepted(FlowSpec spec, String signature) {
        return spec.withNodes(
                spec.nodes().stream().map(node -> node.withAccepted(signature)).toList());
    }

    @Test
    void whatIsDifferentInSubFlowsIsSaidByNode() {
        FlowSpec spec = SubFlows.with(flow(sub("s", "in")), "in", flow(mark("a"), mark("b", "a")));
        FlowSpec after = SubFlows.with(
                SubFlows.with(spec, "in", flow(mark("a").withReplicas(2), mark("b", "a"))), "more", flow(mark("c")));

        assertThat(DiffText.lines(FlowDiff.between(spec, after)))
                .containsExactly("~ #in/a: replicas is 2, was not set", "+ #more is new");
        assertThat(FlowDiff.between(spec, spec)).isEmpty();
    }

    @Provide
    net.jqwik.api.Arbitrary<FlowSpec> flows() {
        return RandomFlows.flows();
    }

    /// What is put in comes out, whatever it is, and what is taken out and put back changes nothing.
    @Property(tries = 300)
    void whatIsPutInComesOut(@ForAll("flows") FlowSpec file, @ForAll("flows") FlowSpec inside) {
        FlowSpec plain = inside.withName("in").withExtra(SubFlows.KEY, null);
        FlowSpec put = SubFlows.with(file.withExtra(SubFlows.KEY, null), "in", plain);
        FlowSpec out = SubFlows.inside(put, "in");

        assertThat(out).isNotNull();
        assertThat(SubFlows.with(put, "in", out)).isEqualTo(put);
        assertThat(FlowFile.read(FlowFile.write(put)).spec()).isEqualTo(put);
        assertThat(out.nodes()).isEqualTo(plain.nodes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow:#", "flow:##", "flow:#a/b", "flow:#no", "flow:#list", "flow:#one"})
    void anOddNameOfASubFlowIsAProblem(String use) {
        String file = "{\"nodes\":{\"s\":{\"use\":\"" + use + "\"}},\"flows\":{\"list\":[],\"one\":1}}";
        FlowSpec spec = FlowFile.read(file.getBytes(StandardCharsets.UTF_8)).spec();

        assertThat(FlowInspection.of(spec, FlowSettings.DEFAULT).problems()).isNotEmpty();
    }

    @Test
    void aSubFlowOfTooManyNodesIsAProblemAndNeverRead() {
        StringBuilder nodes = new StringBuilder("\"n\":{}");
        for (int i = 0; i < FlowFile.MAX_NODES; i++) {
            nodes.append(",\"n").append(i).append("\":{}");
        }
        String file = "{\"nodes\":{\"s\":{\"use\":\"flow:#a\"}},\"flows\":{\"a\":{\"nodes\":{" + nodes + "}}}}";
        FlowSpec spec = FlowFile.read(file.getBytes(StandardCharsets.UTF_8)).spec();

        assertThat(SubFlows.inside(spec, "a")).isNull();
        assertThat(FlowInspection.of(spec, FlowSettings.DEFAULT).problems().toString())
                .contains("the sub-flow a has 10001 nodes, more than the limit of 10000");
    }
}
