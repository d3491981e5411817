package xooai.designer.design;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xooai.flow.ActiveNodes;
import xooai.flow.ConflictPolicy;
import xooai.flow.Drawing;
import xooai.flow.FlowSpec;
import xooai.flow.Join;
import xooai.flow.NodeSpec;
import xooai.flow.Point;
import xooai.flow.SubFlows;

/// Makes a sub-flow of some nodes, so that the flow means the same: what reaches them comes in at one place, and
/// what they give goes out at one.
final class SubFlowCut {
    private static final int MOST_ROUNDS = 100;

    private final Design design;
    private final FlowSpec spec;
    private final Set<String> picked;
    private final Set<String> apart;
    private final Map<String, List<String>> takers;

    /// Why the nodes are no sub-flow, and which other nodes would have to be with them.
    private record Trouble(String why, Set<String> add) {}

    /// @param apart the nodes that take the branches of a join apart
    SubFlowCut(Design design, Set<String> picked, Set<String> apart) {
        this.design = design;
        this.spec = design.spec();
        this.picked = picked.stream().filter(design::has).collect(Collectors.toCollection(LinkedHashSet::new));
        this.apart = apart;
        this.takers = new HashMap<>();
        for (NodeSpec node : spec.nodes()) {
            new LinkedHashSet<>(node.needNames())
                    .forEach(need ->
                            takers.computeIfAbsent(need, _ -> new ArrayList<>()).add(node.name()));
        }
    }

    @Nullable
    Refusal refusal(String name) {
        Trouble trouble = trouble(picked);
        if (trouble != null) {
            Set<String> more = more();
            return new Refusal(trouble.why()
                    + (more.isEmpty() ? "" : ". Add " + String.join(", ", more) + " to the selection, and it is one"));
        }
        if (picked.contains(name)) {
            return null;
        }
        return design.refusesName(name);
    }

    /// The nodes that would make a sub-flow of the selection; none when none would.
    private Set<String> more() {
        Set<String> grown = new LinkedHashSet<>(picked);
        for (int i = 0; i < MOST_ROUNDS; i++) {
            Trouble trouble = trouble(grown);
            if (trouble == null) {
                grown.removeAll(picked);
                return grown;
            }
            if (!grown.addAll(trouble.add())) {
                return Set.of();
            }
        }
        return Set.of();
    }

    private @Nullable Trouble trouble(Set<String> nodes) {
        if (nodes.isEmpty()) {
            return new Trouble("select the nodes that are to be a sub-flow", Set.of());
        }
        List<NodeSpec> entries = new ArrayList<>();
        for (NodeSpec node : nodes(nodes)) {
            Set<String> outside = new LinkedHashSet<>(node.needNames());
            outside.removeAll(nodes);
            if (outside.size() == new LinkedHashSet<>(node.needNames()).size()) {
                entries.add(node);
            } else if (!outside.isEmpty()) {
                return new Trouble(
                        node.name() + " needs " + String.join(", ", outside) + " from outside besides nodes of the"
                                + " selection, and a sub-flow takes what comes from outside at its start alone",
                        known(outside));
            }
        }
        Trouble start = entries(entries, nodes);
        return start != null ? start : exits(nodes);
    }

    private List<NodeSpec> nodes(Set<String> names) {
        return design.nodes().stream()
                .filter(node -> names.contains(node.name()))
                .toList();
    }

    private Set<String> known(Set<String> names) {
        return names.stream().filter(design::has).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private @Nullable Trouble entries(List<NodeSpec> entries, Set<String> nodes) {
        if (entries.isEmpty()) {
            return new Trouble("the selection is a circle", Set.of());
        }
        NodeSpec first = entries.getFirst();
        Set<String> before = new LinkedHashSet<>();
        entries.forEach(node -> before.addAll(node.needNames()));
        for (NodeSpec entry : entries) {
            if (!entry.needs().equals(first.needs())) {
                return new Trouble(
                        first.name() + " starts from " + source(first) + ", and " + entry.name() + " from "
                                + source(entry) + ": a sub-flow has one input",
                        between(known(before), nodes));
            }
            if (!entry.needs().isEmpty() && apart.contains(entry.name())) {
                return new Trouble(
                        entry.name() + " takes its branches apart, and a sub-flow is given them joined", known(before));
            }
            if (entry.use() == null) {
                return new Trouble(
                        entry.name() + " only joins " + source(entry) + ": leave it outside, or take what it joins with"
                                + " it",
                        known(before));
            }
        }
        boolean several = entries.size() > 1;
        if (several && first.needs().size() > 1) {
            return new Trouble(
                    all(entries) + " each join " + source(first) + ": let one node join them first", known(before));
        }
        if (several && entries.stream().anyMatch(SubFlowCut::prefers)) {
            return new Trouble(all(entries) + " have conflict policies that name what is outside", known(before));
        }
        return null;
    }

    /// Those of the nodes that come after the selection, and so lie within it; all of them when none does.
    private Set<String> between(Set<String> before, Set<String> nodes) {
        Set<String> within = before.stream()
                .filter(node -> nodes.stream().anyMatch(picked -> design.reaches(picked, node)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return within.isEmpty() ? before : within;
    }

    private static boolean prefers(NodeSpec node) {
        ConflictPolicy own = node.onConflict();
        return own != null && !own.nodes().isEmpty();
    }

    private static String source(NodeSpec node) {
        return node.needs().isEmpty() ? "the flow's input" : String.join(", ", node.needNames());
    }

    private static String all(List<NodeSpec> nodes) {
        return nodes.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
    }

    private @Nullable Trouble exits(Set<String> nodes) {
        List<String> exits = exitsOf(nodes);
        Set<String> after = new LinkedHashSet<>();
        exits.forEach(exit -> after.addAll(takers.getOrDefault(exit, List.of())));
        after.removeAll(nodes);
        if (exits.isEmpty()) {
            return new Trouble("the selection is a circle", Set.of());
        }
        if (exits.size() > 1) {
            return new Trouble(
                    String.join(" and ", exits) + " lead out of the selection, and a sub-flow has one output"
                            + (after.isEmpty() ? ": add a node that joins them" : ""),
                    after);
        }
        return policies(nodes, exits.getFirst());
    }

    private List<String> exitsOf(Set<String> nodes) {
        return nodes(nodes).stream()
                .map(NodeSpec::name)
                .filter(name -> {
                    List<String> taking = takers.getOrDefault(name, List.of());
                    return taking.isEmpty() || !nodes.containsAll(taking);
                })
                .toList();
    }

    private @Nullable Trouble policies(Set<String> nodes, String exit) {
        List<String> named = spec.onConflict().nodes();
        boolean merges = nodes(nodes).stream().anyMatch(SubFlowCut::mergesAsTheFlowSays);
        if (!named.isEmpty() && (merges || named.stream().anyMatch(nodes::contains))) {
            return new Trouble(
                    "the flow's conflict policy " + spec.onConflict() + " names nodes, which a sub-flow does not see:"
                            + " give the joins policies of their own first",
                    Set.of());
        }
        FlowSpec inside = FlowSpec.named("inside")
                .withNodes(nodes(nodes).stream()
                        .map(node -> nodes.containsAll(node.needNames()) ? node : node.withNeeds(List.of()))
                        .toList());
        ActiveNodes active = ActiveNodes.of(inside);
        return active.sinks().isEmpty()
                ? new Trouble(
                        exit + " is " + active.why(exit) + ", so the sub-flow would give nothing: enable it first",
                        Set.of())
                : null;
    }

    static boolean mergesAsTheFlowSays(NodeSpec node) {
        return node.needs().size() > 1
                && node.onConflict() == null
                && (node.join() == null || node.join() == Join.MERGE);
    }

    /// The flow with one node of that name in the place of the picked ones. Nothing may be refused.
    FlowSpec cut(String name) {
        List<NodeSpec> inner = nodes(picked);
        List<NodeSpec> entries = inner.stream()
                .filter(node -> node.needNames().stream().noneMatch(picked::contains))
                .toList();
        NodeSpec entry = entries.getFirst();
        boolean alone = entries.size() == 1;
        String exit = exitsOf(picked).getFirst();
        String flow = freshFlow(name);
        FlowSpec file = SubFlows.with(
                spec,
                flow,
                inside(
                        flow,
                        inner.stream().map(node -> inner(node, entry, alone)).toList()));
        NodeSpec node = NodeSpec.of(name, SubFlows.use(flow))
                .withNeeds(entry.needs())
                .withJoin(alone ? entry.join() : null)
                .withOnConflict(alone ? entry.onConflict() : null)
                .withAccepted(SubFlows.signature(file, flow));
        List<NodeSpec> left = new ArrayList<>();
        for (NodeSpec each : spec.nodes()) {
            if (each.name().equals(exit)) {
                left.add(node);
            } else if (!picked.contains(each.name())) {
                left.add(Rewrite.renamedIn(each, exit, name));
            }
        }
        return bent(file.withNodes(left).withView(view(name)), name);
    }

    /// The points of wires among the picked nodes go inside; those of a wire that leads in or out stay with what is
    /// left of it, the first such where several become one.
    private FlowSpec bent(FlowSpec after, String name) {
        Drawing drawing = design.drawing();
        for (Wire wire : design.bentWires()) {
            boolean from = picked.contains(wire.from());
            boolean to = picked.contains(wire.to());
            if (from || to) {
                drawing = drawing.withBends(wire.from(), wire.to(), List.of());
            }
            if (from != to) {
                String start = from ? name : wire.from();
                String end = to ? name : wire.to();
                drawing = drawing.bends(start, end).isEmpty()
                        ? drawing.withBends(start, end, design.bends(wire))
                        : drawing;
            }
        }
        return drawing.equals(design.drawing()) ? after : drawing.in(after);
    }

    private Drawing drawnInside() {
        Drawing drawing = Drawing.NONE;
        for (Wire wire : design.bentWires()) {
            if (picked.contains(wire.from()) && picked.contains(wire.to())) {
                drawing = drawing.withBends(wire.from(), wire.to(), design.bends(wire));
            }
        }
        return drawing;
    }

    /// A node without what the sub-flow's own node now says of it.
    private NodeSpec inner(NodeSpec node, NodeSpec entry, boolean alone) {
        boolean starts = node.needNames().stream().noneMatch(picked::contains);
        if (!starts) {
            return node;
        }
        NodeSpec open = node.withNeeds(List.of());
        return alone && node.equals(entry) ? open.withJoin(null).withOnConflict(null) : open;
    }

    private FlowSpec inside(String flow, List<NodeSpec> nodes) {
        Map<String, Point> view = new LinkedHashMap<>(spec.view());
        view.keySet().retainAll(picked);
        ConflictPolicy policy = spec.onConflict().nodes().isEmpty() ? spec.onConflict() : ConflictPolicy.ERROR;
        FlowSpec inside = FlowSpec.named(flow)
                .withGateway(spec.gateway())
                .withNodes(nodes)
                .withOnConflict(policy)
                .withView(view);
        Drawing drawing = drawnInside();
        return drawing.isEmpty() ? inside : drawing.in(inside);
    }

    private Map<String, Point> view(String name) {
        Map<String, Point> view = new LinkedHashMap<>(spec.view());
        List<Point> stood = view.entrySet().stream()
                .filter(entry -> picked.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        view.keySet().removeAll(picked);
        Point middle = middle(stood);
        if (middle != null) {
            view.put(name, middle);
        }
        return view;
    }

    /// The middle of those places, as whole as they are; null of none.
    static @Nullable Point middle(List<Point> places) {
        if (places.isEmpty()) {
            return null;
        }
        double x = places.stream().mapToDouble(Point::x).min().orElse(0) / 2
                + places.stream().mapToDouble(Point::x).max().orElse(0) / 2;
        double y = places.stream().mapToDouble(Point::y).min().orElse(0) / 2
                + places.stream().mapToDouble(Point::y).max().orElse(0) / 2;
        return new Point(Math.rint(x), Math.rint(y));
    }

    private String freshFlow(String name) {
        Set<String> taken = SubFlows.names(spec);
        String flow = name;
        for (int i = 2; taken.contains(flow); i++) {
            flow = name.substring(0, Math.min(name.length(), 57)) + "_" + i;
        }
        return Objects.requireNonNull(flow);
    }
}
