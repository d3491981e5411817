package xooai.flow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;

/// Finds everything that is wrong with a flow, all at once: one checker for the builder, the command line and
/// the designer.
public final class FlowCheck {
    private static final int MOST_CYCLES = 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}");

    private FlowCheck() {}

    /// Whether a flow, a node or a sub-flow may be called that.
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /// What is wrong with a flow as it is written. Loads nothing and connects nowhere.
    public static List<Problem> problems(FlowSpec spec) {
        List<Problem> problems = new ArrayList<>(FlowKeys.problems(spec));
        problems.addAll(FlowMerge.ownConflicts(spec));
        if (!NAME.matcher(spec.name()).matches() && !spec.extra().containsKey("name")) {
            problems.add(Problem.ofFlow(
                    "the flow's name `" + spec.name() + "` is not 1 to 63 letters, digits, `_` and `-`"));
        }
        if (spec.nodes().isEmpty() && !spec.extra().containsKey("nodes")) {
            problems.add(Problem.ofFlow("the flow has no nodes"));
        }
        String gateway = spec.gateway() == null ? null : NodeUse.wrongGateway(spec.gateway());
        if (gateway != null) {
            problems.add(Problem.ofFlow(gateway));
        }
        Set<String> names = new HashSet<>();
        for (NodeSpec node : spec.nodes()) {
            if (!NAME.matcher(node.name()).matches()) {
                problems.add(new Problem(node.name(), "the name is not 1 to 63 letters, digits, `_` and `-`"));
            }
            if (!names.add(node.name())) {
                problems.add(new Problem(node.name(), "two nodes have this name; names are unique"));
            }
        }
        for (NodeSpec node : spec.nodes()) {
            checkUse(spec, node, problems);
            checkNeeds(spec, node, names, problems);
            checkPolicy(node.name(), node.onConflict(), node.needNames(), problems);
        }
        checkPolicy("", spec.onConflict(), List.copyOf(names), problems);
        Problem nothing = ActiveNodes.of(spec).nothingLeft();
        if (nothing != null) {
            problems.add(nothing);
        }
        for (List<String> cycle : Graph.cycles(spec, MOST_CYCLES)) {
            problems.add(new Problem(cycle.getFirst(), "needs itself by way of " + String.join(" → ", cycle)));
        }
        return problems;
    }

    private static void checkUse(FlowSpec spec, NodeSpec node, List<Problem> problems) {
        if (node.extra().containsKey("use") || node.extra().containsKey(FlowFile.WHOLE)) {
            return;
        }
        NodeUse use = NodeUse.of(spec, node);
        if (use instanceof NodeUse.Unusable unusable) {
            problems.add(new Problem(node.name(), unusable.why()));
        } else if (use instanceof NodeUse.Nothing && node.needs().size() < 2) {
            problems.add(new Problem(
                    node.name(), "has nothing to run: set `use`, or let it join two nodes or more by `needs`"));
        }
        if (node.timeout() != null && (node.timeout().isZero() || node.timeout().isNegative())) {
            problems.add(new Problem(node.name(), "`timeout` is not longer than nothing"));
        }
        if (node.replicas() < 1) {
            problems.add(new Problem(node.name(), "`replicas` is a whole number from 1 to 1024"));
        }
    }

    private static void checkNeeds(FlowSpec spec, NodeSpec node, Set<String> names, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        for (String need : node.needNames()) {
            if (!seen.add(need)) {
                problems.add(new Problem(node.name(), "needs " + need + " twice"));
            } else if (!names.contains(need)) {
                String all = spec.nodes().stream().map(NodeSpec::name).limit(20).collect(Collectors.joining(", "));
                problems.add(new Problem(
                        node.name(), "needs " + need + ", which is not a node of this flow (nodes: " + all + ")"));
            }
        }
    }

    private static void checkPolicy(
            String node, @Nullable ConflictPolicy policy, List<String> known, List<Problem> problems) {
        if (policy != null) {
            policy.nodes().stream()
                    .filter(preferred -> !known.contains(preferred))
                    .forEach(preferred -> problems.add(new Problem(
                            node,
                            "`onConflict` prefers " + preferred + ", which "
                                    + (node.isEmpty() ? "is not a node of this flow" : "it does not need"))));
        }
    }

    /// What is wrong with a flow, given what is known of its nodes' executors: the above, endpoints that are
    /// not there, wires that do not fit, and joins of different types.
    ///
    /// @param known what an executor says of itself, or null where that is not known
    public static List<Problem> problems(FlowSpec spec, Function<NodeSpec, @Nullable Description> known) {
        List<Problem> problems = new ArrayList<>(problems(spec));
        ActiveNodes active = ActiveNodes.of(spec);
        checkEndpoints(spec, node -> active.runs(node.name()) ? known.apply(node) : null, problems);
        if (Graph.cycle(spec).isEmpty()) {
            problems.addAll(WireCheck.of(spec, known).problems());
        }
        return problems;
    }

    private static void checkEndpoints(
            FlowSpec spec, Function<NodeSpec, @Nullable Description> known, List<Problem> problems) {
        for (NodeSpec node : spec.nodes()) {
            Description description = known.apply(node);
            if (description == null) {
                continue;
            }
            String path = NodeUse.endpoint(NodeUse.of(spec, node), node, description);
            if (path == null || description.endpoint(path) == null) {
                String all = description.endpoints().stream()
                        .map(EndpointDescription::path)
                        .collect(Collectors.joining(", "));
                problems.add(new Problem(
                        node.name(),
                        path == null
                                ? description.name() + " has several endpoints; set `on` to one of " + all
                                : description.name() + " has no endpoint `" + path + "`; it has "
                                        + (all.isEmpty() ? "none" : all)));
            }
        }
    }

    /// The endpoint that a node calls, where it is known.
    public static @Nullable EndpointDescription endpoint(
            FlowSpec spec, NodeSpec node, Function<NodeSpec, @Nullable Description> known) {
        Description description = known.apply(node);
        if (description == null) {
            return null;
        }
        String path = NodeUse.endpoint(NodeUse.of(spec, node), node, description);
        return path == null ? null : description.endpoint(path);
    }
}
