package xooai.designer.runs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.driver.Description;
import xooai.flow.ActiveNodes;
import xooai.flow.FlowCheck;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;
import xooai.flow.SubFlows;

/// What is wrong inside of sub-flows, as it is seen from outside.
final class InnerProblems {
    private static final int DEEPEST = 16;
    private static final int MOST = 100;

    private final FlowSpec file;
    private final Function<NodeSpec, @Nullable Description> known;
    private final Function<NodeSpec, @Nullable String> missing;
    private final Function<FlowSpec, List<Problem>> configs;
    private final Set<String> seen = new HashSet<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<Problem> found = new ArrayList<>();

    private InnerProblems(
            FlowSpec file,
            Function<NodeSpec, @Nullable Description> known,
            Function<NodeSpec, @Nullable String> missing,
            Function<FlowSpec, List<Problem>> configs) {
        this.file = file;
        this.known = known;
        this.missing = missing;
        this.configs = configs;
    }

    /// What is wrong inside of the sub-flows that a flow uses, each at the first node that leads to it.
    ///
    /// @param file the file with the sub-flows
    /// @param missing says why the executor of a node is not there, or null
    /// @param configs says what is wrong with the configurations of a flow's nodes
    static List<Problem> of(
            FlowSpec file,
            FlowSpec flow,
            Function<NodeSpec, @Nullable Description> known,
            Function<NodeSpec, @Nullable String> missing,
            Function<FlowSpec, List<Problem>> configs) {
        InnerProblems all = new InnerProblems(file, known, missing, configs);
        all.found.addAll(all.within(flow));
        return all.found;
    }

    private List<Problem> within(FlowSpec flow) {
        List<Problem> problems = new ArrayList<>();
        ActiveNodes active = ActiveNodes.of(flow);
        for (NodeSpec node : flow.nodes()) {
            String name = active.runs(node.name()) ? SubFlows.nameOf(node) : null;
            if (name != null) {
                look(node, name, problems);
            }
        }
        return problems;
    }

    private void look(NodeSpec node, String name, List<Problem> problems) {
        FlowSpec inside = SubFlows.inside(file, name);
        if (inside == null) {
            problems.add(new Problem(node.name(), "there is no sub-flow " + name + " in this file"));
            return;
        }
        if (open.contains(name) || open.size() == DEEPEST) {
            String way = String.join(" → ", open.reversed()) + " → " + name;
            problems.add(new Problem(node.name(), "uses #" + name + ", which uses itself in the end: " + way));
            return;
        }
        if (!seen.add(name)) {
            return;
        }
        open.push(name);
        List<Problem> inner = new ArrayList<>(FlowCheck.problems(inside.withView(Map.of()), known));
        ActiveNodes active = ActiveNodes.of(inside);
        for (NodeSpec each : inside.nodes()) {
            String why = active.runs(each.name()) ? missing.apply(each) : null;
            if (why != null) {
                inner.add(new Problem(each.name(), why));
            }
        }
        inner.addAll(configs.apply(inside));
        inner.addAll(within(inside));
        open.pop();
        inner.stream()
                .limit(MOST)
                .map(problem -> problem.within(node.name(), String.valueOf(node.use())))
                .forEach(problems::add);
    }

    /// The node of the flow that is seen at which an error is: that of a sub-flow, for an error inside of it.
    static String outer(CallError error) {
        String node = error.node() == null ? "" : error.node();
        int inner = node.indexOf('/');
        return inner < 0 ? node : node.substring(0, inner);
    }

    /// Where inside of that node an error is, as the start of a sentence; empty for one that is not inside.
    static String where(CallError error) {
        String node = error.node() == null ? "" : error.node();
        int inner = node.indexOf('/');
        return inner < 0 ? "" : "in " + node.substring(inner + 1) + ", ";
    }
}
