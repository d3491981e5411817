package xooai.designer.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.flow.FlowSpec;
import xooai.flow.NodeMode;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;
import xooai.flow.SubFlows;

/// What is wrong inside of sub-flows, seen from outside.
class InnerProblemsTest {
    private static final NodeSpec MISSING = NodeSpec.of("a", "class:acme.Missing");

    private static FlowSpec flow(NodeSpec... nodes) {
        return FlowSpec.named("f").withNodes(List.of(nodes));
    }

    private static List<String> problems(FlowSpec file) {
        return InnerProblems.of(
                        file,
                        file,
                        _ -> null,
                        node -> node.use() != null && node.use().startsWith("class:") ? "not installed" : null,
                        _ -> List.of())
                .stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void theyAreSaidAtTheFirstNodeThatLeadsThereWithTheWay() {
        FlowSpec file = SubFlows.with(
                SubFlows.with(
                        flow(NodeSpec.of("s", "flow:#one"), NodeSpec.of("t", "flow:#one")),
                        "one",
                        flow(NodeSpec.of("x", "flow:#two"))),
                "two",
                flow(MISSING));

        assertThat(problems(file)).containsExactly("s: in one, x: in two, a: not installed");
    }

    @Test
    void aSubFlowInItselfIsNamedWithTheWayAround() {
        FlowSpec file = SubFlows.with(flow(NodeSpec.of("s", "flow:#one")), "one", flow(NodeSpec.of("x", "flow:#one")));

        assertThat(problems(file)).containsExactly("s: in one, x: uses #one, which uses itself in the end: one → one");
    }

    @Test
    void ofWhatDoesNotRunNothingIsSaid() {
        FlowSpec file = SubFlows.with(
                flow(NodeSpec.of("s", "flow:#one")),
                "one",
                flow(MISSING.withMode(NodeMode.DISABLED), NodeSpec.of("b", "http://some.domain/b")));

        assertThat(problems(file)).isEmpty();
    }

    @Test
    void aFailureInsideIsOfTheNodeOutsideAndSaysWhere() {
        CallError error = CallError.of(Code.NOT_FOUND, "no such thing").atNode("s/x/a");

        assertThat(InnerProblems.outer(error)).isEqualTo("s");
        assertThat(InnerProblems.where(error)).isEqualTo("in x/a, ");
        assertThat(InnerProblems.where(CallError.of(Code.NOT_FOUND, "no").atNode("s")))
                .isEmpty();
    }
}
