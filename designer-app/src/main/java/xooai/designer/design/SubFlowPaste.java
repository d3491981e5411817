package xooai.designer.design;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.flow.ConflictPolicy;
import xooai.flow.Drawing;
import xooai.flow.FlowSpec;
import xooai.flow.Need;
import xooai.flow.NodeMode;
import xooai.flow.NodeSpec;
import xooai.flow.NodeUse;
import xooai.flow.Point;
import xooai.flow.SubFlows;

/// Puts what is in a sub-flow in the place of the node that it is, so that the flow means the same.
final class SubFlowPaste {
    private final Design design;
    private final FlowSpec spec;
    private final @Nullable NodeSpec node;
    private final @Nullable FlowSpec inside;
    private final Set<String> apart;

    /// @param apart the nodes inside that take the branches of a join apart
    SubFlowPaste(Design design, String name, Set<String> apart) {
        this.design = design;
        this.spec = design.spec();
        this.node = design.node(name);
        String flow = node == null ? null : SubFlows.nameOf(node);
        this.inside = flow == null ? null : SubFlows.inside(spec, flow);
        this.apart = apart;
    }

    @Nullable
    Refusal refusal() {
        NodeSpec of = node;
        FlowSpec in = inside;
        if (of == null) {
            return new Refusal("select the sub-flow that is to be unpacked");
        }
        if (in == null) {
            boolean file = of.use() != null && of.use().startsWith(NodeUse.FLOW) && SubFlows.nameOf(of) == null;
            return new Refusal(of.name()
                    + (file
                            ? " is a flow in a file of its own, which others may use: open it there"
                            : " is no sub-flow of this file"));
        }
        if (of.mode() != NodeMode.RUNS) {
            return new Refusal(of.name() + " is " + of.mode().fileName() + ": let it run first");
        }
        if (of.timeout() != null) {
            return new Refusal(of.name() + " has a timeout as a whole, which its nodes do not have: take it out first");
        }
        List<NodeSpec> sinks = in.sinks();
        if (sinks.size() != 1) {
            return new Refusal(of.name() + " ends with " + names(sinks)
                    + ": let a node inside join them first, so that one node gives what it gives");
        }
        List<NodeSpec> entries = entries(in);
        if (entries.size() > 1 && of.needs().size() > 1) {
            return new Refusal(of.name() + " joins " + String.join(", ", of.needNames()) + " for " + names(entries)
                    + ": let a node join them before it first");
        }
        String takesApart = entries.stream()
                .map(NodeSpec::name)
                .filter(apart::contains)
                .findFirst()
                .orElse(null);
        return takesApart != null && !of.needs().isEmpty()
                ? new Refusal(takesApart + " takes branches apart, and was given them joined: it would be given others")
                : null;
    }

    private static String names(List<NodeSpec> nodes) {
        return nodes.isEmpty()
                ? "nothing"
                : String.join(", ", nodes.stream().map(NodeSpec::name).toList());
    }

    private static List<NodeSpec> entries(FlowSpec in) {
        return in.nodes().stream().filter(each -> each.needs().isEmpty()).toList();
    }

    /// What each node inside is called outside: as it was, where that is free.
    Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        FlowSpec in = inside;
        NodeSpec of = node;
        if (in == null || of == null) {
            return names;
        }
        Set<String> taken = new HashSet<>(design.names());
        taken.remove(of.name());
        in.nodes().forEach(each -> taken.add(each.name()));
        for (NodeSpec each : in.nodes()) {
            boolean free = each.name().equals(of.name()) || !design.has(each.name());
            String name = free ? each.name() : design.freshName(each.name(), taken);
            taken.add(name);
            names.put(each.name(), name);
        }
        return names;
    }

    /// The flow with the nodes of the sub-flow in its place. Nothing may be refused.
    FlowSpec unpacked() {
        FlowSpec in = Objects.requireNonNull(inside);
        NodeSpec of = Objects.requireNonNull(node);
        Map<String, String> names = names();
        boolean alone = entries(in).size() == 1;
        List<NodeSpec> inner = in.nodes().stream()
                .map(each -> outer(each, of, in, names, alone))
                .toList();
        String exit = names.getOrDefault(in.sinks().getFirst().name(), "");
        List<NodeSpec> nodes = new ArrayList<>();
        for (NodeSpec each : spec.nodes()) {
            if (each.name().equals(of.name())) {
                nodes.addAll(inner);
            } else {
                nodes.add(Rewrite.renamedIn(each, of.name(), exit));
            }
        }
        FlowSpec after = drawn(in, of, names, exit)
                .withNodes(nodes)
                .withOnConflict(Rewrite.policy(spec.onConflict(), of.name(), exit))
                .withView(view(in, of, names));
        return SubFlows.withoutLeft(spec, after);
    }

    private NodeSpec outer(NodeSpec each, NodeSpec of, FlowSpec in, Map<String, String> names, boolean alone) {
        NodeSpec named =
                each.withName(names.getOrDefault(each.name(), each.name())).withUse(use(each, in));
        if (each.needs().isEmpty()) {
            NodeSpec entry = named.withNeeds(of.needs());
            return alone ? entry.withJoin(of.join()).withOnConflict(of.onConflict()) : entry;
        }
        List<Need> needs = each.needs().stream()
                .map(need -> Rewrite.named(names.getOrDefault(need.node(), need.node()), need))
                .toList();
        ConflictPolicy own = each.onConflict();
        ConflictPolicy said =
                SubFlowCut.mergesAsTheFlowSays(each) && !in.onConflict().equals(spec.onConflict())
                        ? in.onConflict()
                        : own;
        ConflictPolicy policy = said == null
                ? null
                : new ConflictPolicy(
                        said.rule(),
                        said.nodes().stream()
                                .map(name -> names.getOrDefault(name, name))
                                .toList());
        return named.withNeeds(needs).withOnConflict(policy);
    }

    /// What a node inside runs, where that is relative to another gateway than the one outside.
    private @Nullable String use(NodeSpec each, FlowSpec in) {
        NodeUse before = NodeUse.parse(each.use(), in.gateway());
        return before instanceof NodeUse.Remote remote && !before.equals(NodeUse.parse(each.use(), spec.gateway()))
                ? remote.address()
                : each.use();
    }

    /// The flow with what is drawn inside too, beside the nodes that it belongs to, and with the points of the wires
    /// that led in and out.
    private FlowSpec drawn(FlowSpec in, NodeSpec of, Map<String, String> names, String exit) {
        String entry = names.getOrDefault(entries(in).getFirst().name(), "");
        Drawing drawing = design.drawing();
        for (Wire wire : design.bentWires()) {
            if (wire.touches(of.name())) {
                drawing = drawing.withBends(wire.from(), wire.to(), List.of())
                        .withBends(
                                wire.from().equals(of.name()) ? exit : wire.from(),
                                wire.to().equals(of.name()) ? entry : wire.to(),
                                design.bends(wire));
            }
        }
        Point moved = moved(in, of);
        drawing = new Fragment(List.of(), Map.of(), Drawing.of(in)).into(drawing, names, moved.x(), moved.y());
        return drawing.equals(design.drawing()) ? spec : drawing.in(spec);
    }

    /// How much further everything inside stands once it is outside.
    private Point moved(FlowSpec in, NodeSpec of) {
        Point stands = spec.view().get(of.name());
        Map<String, Point> places = placesOf(in);
        Point middle = SubFlowCut.middle(List.copyOf(places.values()));
        return stands == null || middle == null
                ? new Point(0, 0)
                : new Point(stands.x() - middle.x(), stands.y() - middle.y());
    }

    private static Map<String, Point> placesOf(FlowSpec in) {
        Map<String, Point> places = new LinkedHashMap<>(in.view());
        places.keySet().retainAll(in.nodes().stream().map(NodeSpec::name).toList());
        return places;
    }

    private Map<String, Point> view(FlowSpec in, NodeSpec of, Map<String, String> names) {
        Map<String, Point> view = new LinkedHashMap<>(spec.view());
        view.remove(of.name());
        Point moved = moved(in, of);
        placesOf(in)
                .forEach((name, at) ->
                        view.put(names.getOrDefault(name, name), new Point(at.x() + moved.x(), at.y() + moved.y())));
        return view;
    }
}
