package xooai.designer.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xooai.flow.ConflictPolicy;
import xooai.flow.Drawing;
import xooai.flow.FlowSpec;
import xooai.flow.Need;
import xooai.flow.NodeSpec;
import xooai.flow.Point;
import xooai.flow.SubFlows;
import xooai.flow.TestCases;

/// How each edit rewrites a spec.
final class Rewrite {
    private Rewrite() {}

    static Design apply(Edit edit, Design design) {
        FlowSpec spec = design.spec();
        return switch (edit) {
            case Edit.Replace replace -> replace.with();
            case Edit.Together together -> {
                Design at = design;
                for (Edit one : together.edits()) {
                    at = apply(one, at);
                }
                yield at;
            }
            default -> same(design, rewrite(edit, design, spec));
        };
    }

    private static Design same(Design design, FlowSpec after) {
        return after.equals(design.spec()) ? design : design.edited(after);
    }

    private static FlowSpec rewrite(Edit edit, Design design, FlowSpec spec) {
        return switch (edit) {
            case Edit.AddNode e -> moved(spec.plus(e.node()), Map.of(e.node().name(), e.at()));
            case Edit.RemoveNodes e -> without(design, e.names(), e.heal());
            case Edit.MoveNodes e -> moved(spec, known(design, e.to()));
            case Edit.Layout e -> Drawings.tidied(design, moved(spec, known(design, e.to())));
            case Edit.Connect e -> node(spec, e.to(), node -> node.withNeeds(plus(node.needs(), e.from())));
            case Edit.Disconnect e -> node(spec, e.to(), node -> node.withNeeds(minus(node.needs(), e.from())));
            case Edit.InsertOnWire e -> bent(design, inserted(spec, e.node(), e.wire()), e);
            case Edit.ReorderNeeds e -> node(spec, e.node(), node -> node.withNeeds(ordered(node.needs(), e.order())));
            case Edit.RenameNode e -> renamed(spec, e.name(), e.newName());
            case Edit.SetUse e -> node(spec, e.node(), node -> node.withUse(e.use()));
            case Edit.SetOn e -> node(spec, e.node(), node -> node.withOn(e.on()));
            case Edit.SetConfig e -> node(spec, e.node(), node -> node.withConfig(e.config()));
            case Edit.SetJoin e -> node(spec, e.node(), node -> node.withJoin(e.join()));
            case Edit.SetOnConflict e -> node(spec, e.node(), node -> node.withOnConflict(e.onConflict()));
            case Edit.SetTimeout e -> node(spec, e.node(), node -> node.withTimeout(e.timeout()));
            case Edit.SetReplicas e -> node(spec, e.node(), node -> node.withReplicas(e.replicas()));
            case Edit.SetPin e -> node(spec, e.node(), node -> node.withPin(e.docs()));
            case Edit.SetFlowName e -> spec.withName(e.name());
            case Edit.SetGateway e -> spec.withGateway(e.gateway());
            case Edit.SetFlowJoin e -> spec.withJoin(e.join());
            case Edit.SetFlowOnConflict e -> spec.withOnConflict(e.onConflict());
            case Edit.SetMode e ->
                every(spec, node -> e.nodes().contains(node.name()) ? node.withMode(e.mode()) : node);
            case Edit.MakeSubFlow e -> new SubFlowCut(design, e.nodes(), e.apart()).cut(e.name());
            case Edit.UnpackSubFlow e -> new SubFlowPaste(design, e.node(), e.apart()).unpacked();
            case Edit.AcceptInside e ->
                every(spec, node -> e.nodes().contains(node.name()) ? accepted(spec, node) : node);
            case Edit.PutTest e -> TestCases.with(spec, e.test());
            case Edit.RemoveTest e -> TestCases.without(spec, e.name());
            case Edit.TakeSubFlows e -> CarriedFlows.taken(spec, e.clip());
            case Edit.Draw e ->
                e.drawing().equals(design.drawing()) ? spec : e.drawing().in(spec);
            case Edit.Paste e -> pasted(design, e);
            case Edit.Replace e -> e.with().spec();
            case Edit.Together _ -> spec;
        };
    }

    private static NodeSpec accepted(FlowSpec spec, NodeSpec node) {
        String flow = SubFlows.nameOf(node);
        return flow == null ? node : node.withAccepted(SubFlows.signature(spec, flow));
    }

    static String countOf(Set<String> names) {
        return names.size() == 1 ? names.iterator().next() : names.size() + " nodes";
    }

    static @Nullable Refusal refusesInsert(Design design, String node, Wire wire) {
        if (!design.wires().contains(wire)) {
            return new Refusal("there is no wire " + wire);
        }
        if (wire.touches(node)) {
            return new Refusal(node + " is an end of the wire " + wire);
        }
        Refusal before = design.predecessors(node).contains(wire.from()) ? null : design.refusesWire(wire.from(), node);
        if (before != null) {
            return before;
        }
        return design.predecessors(wire.to()).contains(node) ? null : design.refusesWire(node, wire.to());
    }

    private static FlowSpec node(FlowSpec spec, String name, UnaryOperator<NodeSpec> change) {
        return every(spec, node -> node.name().equals(name) ? change.apply(node) : node);
    }

    private static FlowSpec every(FlowSpec spec, UnaryOperator<NodeSpec> change) {
        return spec.withNodes(spec.nodes().stream().map(change).toList());
    }

    private static FlowSpec moved(FlowSpec spec, Map<String, Point> to) {
        Map<String, Point> view = new LinkedHashMap<>(spec.view());
        // In order of declaration, so that a file that is saved twice is the same file.
        spec.nodes().forEach(node -> {
            Point point = to.get(node.name());
            if (point != null) {
                view.put(node.name(), point);
            }
        });
        return spec.withView(view);
    }

    private static Map<String, Point> known(Design design, Map<String, Point> to) {
        Map<String, Point> known = new LinkedHashMap<>(to);
        known.keySet().retainAll(design.names());
        return known;
    }

    private static List<Need> plus(List<Need> needs, String name) {
        List<Need> more = new ArrayList<>(needs);
        more.add(Need.of(name));
        return more;
    }

    private static List<Need> minus(List<Need> needs, String name) {
        return needs.stream().filter(need -> !need.node().equals(name)).toList();
    }

    private static List<Need> ordered(List<Need> needs, List<String> order) {
        return needs.stream()
                .sorted(Comparator.comparingInt(
                        need -> order.contains(need.node()) ? order.indexOf(need.node()) : order.size()))
                .toList();
    }

    private static FlowSpec inserted(FlowSpec spec, String name, Wire wire) {
        return every(spec, node -> {
            if (node.name().equals(wire.to())) {
                boolean needed = node.needNames().contains(name);
                return node.withNeeds(
                        needed
                                ? minus(node.needs(), wire.from())
                                : replaced(node.needs(), wire.from(), List.of(Need.of(name))));
            }
            boolean open = node.name().equals(name) && !node.needNames().contains(wire.from());
            return open ? node.withNeeds(plus(node.needs(), wire.from())) : node;
        });
    }

    /// The points of the wire before the node go to the wire that leads to it, the others to that which leaves it.
    private static FlowSpec bent(Design design, FlowSpec after, Edit.InsertOnWire insert) {
        Wire wire = insert.wire();
        List<Point> points = design.bends(wire);
        if (points.isEmpty()) {
            return after;
        }
        double middle = design.position(insert.node()).x() + Layout.NODE_WIDTH / 2;
        int first = 0;
        while (first < points.size() && points.get(first).x() < middle) {
            first++;
        }
        return design.drawing()
                .withBends(wire.from(), wire.to(), List.of())
                .withBends(wire.from(), insert.node(), points.subList(0, first))
                .withBends(insert.node(), wire.to(), points.subList(first, points.size()))
                .in(after);
    }

    private static List<Need> replaced(List<Need> needs, String name, List<Need> with) {
        return needs.stream()
                .flatMap(need -> need.node().equals(name) ? with.stream() : Stream.of(need))
                .toList();
    }

    private static FlowSpec without(Design design, Set<String> names, boolean heal) {
        FlowSpec spec = design.spec();
        Map<String, Point> view = new LinkedHashMap<>(spec.view());
        view.keySet().removeAll(names);
        List<NodeSpec> left = spec.nodes().stream()
                .filter(node -> !names.contains(node.name()))
                .map(node -> node.withNeeds(needsWithout(design, node, names, heal)))
                .toList();
        return spec.withNodes(left).withView(view);
    }

    private static List<Need> needsWithout(Design design, NodeSpec node, Set<String> names, boolean heal) {
        Map<String, Need> needs = new LinkedHashMap<>();
        for (Need need : node.needs()) {
            if (!names.contains(need.node())) {
                needs.putIfAbsent(need.node(), need);
            } else if (heal) {
                survivors(design, need.node(), names).forEach(name -> needs.putIfAbsent(name, Need.of(name)));
            }
        }
        return needs.values().stream().toList();
    }

    /// The nearest nodes before that one that are not among the removed.
    private static Set<String> survivors(Design design, String name, Set<String> removed) {
        Set<String> found = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>(Set.of(name));
        List<String> open = new ArrayList<>(seen);
        while (!open.isEmpty()) {
            for (String before : design.predecessors(open.removeFirst())) {
                if (!removed.contains(before)) {
                    found.add(before);
                } else if (seen.add(before)) {
                    open.add(before);
                }
            }
        }
        return found;
    }

    private static FlowSpec renamed(FlowSpec spec, String name, String newName) {
        Map<String, Point> view = new LinkedHashMap<>();
        spec.view().forEach((key, point) -> view.put(key.equals(name) ? newName : key, point));
        ConflictPolicy flowPolicy = policy(spec.onConflict(), name, newName);
        FlowSpec renamed = every(spec, node -> renamedIn(node, name, newName))
                .withView(view)
                .withOnConflict(flowPolicy);
        return Drawing.renamed(TestCases.renamed(renamed, Map.of(name, newName)), Map.of(name, newName));
    }

    static NodeSpec renamedIn(NodeSpec node, String name, String newName) {
        List<Need> needs = node.needs().stream()
                .map(need -> need.node().equals(name) ? named(newName, need) : need)
                .toList();
        ConflictPolicy own = node.onConflict();
        return node.withName(node.name().equals(name) ? newName : node.name())
                .withNeeds(needs)
                .withOnConflict(own == null ? null : policy(own, name, newName));
    }

    // The class file of a record with a compact constructor does not say that values may be null.
    @SuppressWarnings("NullAway")
    static Need named(String name, Need need) {
        return new Need(name, need.extra());
    }

    static ConflictPolicy policy(ConflictPolicy policy, String name, String newName) {
        List<String> nodes = policy.nodes().stream()
                .map(node -> node.equals(name) ? newName : node)
                .toList();
        return new ConflictPolicy(policy.rule(), nodes);
    }

    private static FlowSpec pasted(Design design, Edit.Paste paste) {
        Fragment fragment = paste.fragment();
        Map<String, String> names = fragment.freshNames(design);
        Point corner = fragment.corner();
        FlowSpec spec = design.spec();
        Map<String, Point> places = new LinkedHashMap<>();
        for (NodeSpec node : fragment.nodes()) {
            String fresh = names.getOrDefault(node.name(), node.name());
            Point stood = fragment.places().getOrDefault(node.name(), corner);
            places.put(
                    fresh,
                    new Point(
                            paste.at().x() + stood.x() - corner.x(), paste.at().y() + stood.y() - corner.y()));
            spec = spec.plus(copy(node, fresh, names));
        }
        Drawing drawing = fragment.into(
                design.drawing(), names, paste.at().x() - corner.x(), paste.at().y() - corner.y());
        FlowSpec placed = moved(spec, places);
        return drawing.equals(design.drawing()) ? placed : drawing.in(placed);
    }

    private static NodeSpec copy(NodeSpec node, String fresh, Map<String, String> names) {
        List<Need> needs = node.needs().stream()
                .filter(need -> names.containsKey(need.node()))
                .map(need -> named(names.getOrDefault(need.node(), need.node()), need))
                .toList();
        ConflictPolicy own = node.onConflict();
        ConflictPolicy policy = own == null
                ? null
                : new ConflictPolicy(
                        own.rule(),
                        own.nodes().stream()
                                .map(name -> names.getOrDefault(name, name))
                                .toList());
        return node.withName(fresh).withNeeds(needs).withOnConflict(policy);
    }
}
