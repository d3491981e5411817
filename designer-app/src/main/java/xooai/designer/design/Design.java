package xooai.designer.design;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.flow.Drawing;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Point;
import xooai.flow.SubFlows;

/// A flow at one moment of its design: the spec, and what can be asked of it quickly.
///
/// Immutable, and equal to another design of an equal spec. It is a class and no record only because it keeps
/// an index of its spec. The spec may be wrong in every way a file can be: what is asked here is answered for
/// what is there, so a need of a missing node is no wire.
public final class Design {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}");
    private static final int LONGEST_NAME = 63;
    private static final int WRITTEN = 8;

    private final FlowSpec spec;
    private final Map<String, NodeSpec> nodes;
    private final Map<String, Set<String>> successors;
    private final List<Wire> wires;
    private @Nullable Map<String, Point> places;
    private @Nullable Ancestors ancestors;
    private @Nullable Drawing drawing;

    /// Which nodes come before one node: asked for one node many times while a wire is drawn from it.
    private record Ancestors(String node, Set<String> names) {}

    /// The same nodes and wires, standing elsewhere.
    private Design(FlowSpec spec, Design before) {
        this.spec = spec;
        this.nodes = before.nodes;
        this.successors = before.successors;
        this.wires = before.wires;
        this.drawing = drawnAs(before, spec) ? before.drawing : null;
    }

    /// Whether both have the very same drawing, which then is read once.
    @SuppressWarnings("ReferenceEquality")
    private static boolean drawnAs(Design one, FlowSpec other) {
        return one.spec.extra().get(Drawing.KEY) == other.extra().get(Drawing.KEY);
    }

    private Design(FlowSpec spec) {
        this.spec = spec;
        this.nodes = LinkedHashMap.newLinkedHashMap(spec.nodes().size());
        spec.nodes().forEach(node -> nodes.putIfAbsent(node.name(), node));
        Set<Wire> found = new LinkedHashSet<>();
        this.successors = LinkedHashMap.newLinkedHashMap(nodes.size());
        for (NodeSpec node : nodes.values()) {
            for (String need : node.needNames()) {
                if (nodes.containsKey(need) && found.add(new Wire(need, node.name()))) {
                    successors.computeIfAbsent(need, _ -> new LinkedHashSet<>()).add(node.name());
                }
            }
        }
        this.wires = List.copyOf(found);
    }

    /// The design of that spec.
    public static Design of(FlowSpec spec) {
        return new Design(spec);
    }

    /// The design of that spec, which came from this one by an edit: shares the index when only places differ.
    /// The points of a wire that went go with it.
    Design edited(FlowSpec after) {
        if (after.nodes().equals(spec.nodes())) {
            return new Design(after, this);
        }
        Design edited = new Design(after);
        Drawing kept = drawing();
        for (Wire wire : bentWires()) {
            if (!edited.hasWire(wire)) {
                kept = kept.withBends(wire.from(), wire.to(), List.of());
            }
        }
        return kept.equals(drawing()) || !drawnAs(this, after) ? edited : new Design(kept.in(after), edited);
    }

    /// The design of a spec that came from this one and was read anew: what is equal is shared, as many such designs
    /// are kept.
    public Design readAgain(FlowSpec after) {
        List<NodeSpec> shared = after.nodes().stream()
                .map(node -> node.equals(nodes.get(node.name())) ? nodes.getOrDefault(node.name(), node) : node)
                .toList();
        return edited(after.withNodes(shared));
    }

    /// Whether its nodes run and need the same as those of the other, wherever they stand; a quick look that may
    /// miss that they do.
    @SuppressWarnings("ReferenceEquality")
    boolean hasNodesOf(Design other) {
        return nodes == other.nodes && Objects.equals(spec.gateway(), other.spec.gateway());
    }

    /// The design of an empty flow of that name.
    public static Design empty(String name) {
        return of(FlowSpec.named(name));
    }

    /// The flow as a file says it.
    public FlowSpec spec() {
        return spec;
    }

    /// The node of that name, or null.
    public @Nullable NodeSpec node(String name) {
        return nodes.get(name);
    }

    /// Whether there is a node of that name.
    public boolean has(String name) {
        return nodes.containsKey(name);
    }

    /// The nodes, in order of declaration.
    public Collection<NodeSpec> nodes() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    /// The names of the nodes, in order of declaration.
    public Set<String> names() {
        return Collections.unmodifiableSet(nodes.keySet());
    }

    /// The wires between nodes that exist, each once, by the node they lead to.
    public List<Wire> wires() {
        return wires;
    }

    /// Whether there is that wire.
    public boolean hasWire(Wire wire) {
        return successors.getOrDefault(wire.from(), Set.of()).contains(wire.to());
    }

    /// What is drawn around the nodes.
    public Drawing drawing() {
        Drawing known = drawing;
        if (known == null) {
            known = Drawing.of(spec);
            drawing = known;
        }
        return known;
    }

    /// The points that a wire goes through.
    public List<Point> bends(Wire wire) {
        return drawing().bends(wire.from(), wire.to());
    }

    /// The points that a wire goes through, as pieces.
    public List<Piece.OfBend> bendsOf(Wire wire) {
        List<Piece.OfBend> bends = new ArrayList<>();
        for (int i = 0; i < bends(wire).size(); i++) {
            bends.add(new Piece.OfBend(wire, i));
        }
        return bends;
    }

    /// The wires that go through points.
    public List<Wire> bentWires() {
        List<Wire> bent = new ArrayList<>();
        drawing()
                .bends()
                .forEach((from, ends) -> ends.keySet().forEach(to -> {
                    if (hasWire(new Wire(from, to))) {
                        bent.add(new Wire(from, to));
                    }
                }));
        return bent;
    }

    /// The nodes that this one needs, in order of its needs.
    public Set<String> predecessors(String name) {
        NodeSpec node = nodes.get(name);
        Set<String> needed = new LinkedHashSet<>(node == null ? List.of() : node.needNames());
        needed.removeIf(need -> !nodes.containsKey(need));
        return needed;
    }

    /// The nodes that need this one, in order of declaration.
    public Set<String> successors(String name) {
        return Collections.unmodifiableSet(successors.getOrDefault(name, Set.of()));
    }

    /// Whether docs can get from one node to the other; a node reaches itself.
    public boolean reaches(String from, String to) {
        Ancestors known = ancestors;
        if (known == null || !known.node().equals(to)) {
            known = new Ancestors(to, before(to));
            ancestors = known;
        }
        return known.names().contains(from);
    }

    private Set<String> before(String name) {
        Set<String> seen = new HashSet<>(Set.of(name));
        List<String> open = new ArrayList<>(seen);
        while (!open.isEmpty()) {
            predecessors(open.removeLast()).stream().filter(seen::add).forEach(open::add);
        }
        return seen;
    }

    /// How much it takes to keep it beside another of the same flow: a node of it 1, one of its sub-flows
    /// [#WRITTEN], since they are held as they are written and the nodes of its own are shared.
    int weight() {
        int inside = 0;
        if (spec.extra().get(SubFlows.KEY) instanceof Map<?, ?> flows) {
            for (Object flow : flows.values()) {
                inside += flow instanceof Map<?, ?> fields && fields.get("nodes") instanceof Map<?, ?> written
                        ? written.size()
                        : 0;
            }
        }
        return nodes.size() + WRITTEN * inside;
    }

    /// Why there can be no new wire between these nodes, or null when there can be one. It does not look at
    /// types.
    public @Nullable Refusal refusesWire(String from, String to) {
        NodeSpec target = nodes.get(to);
        if (target == null || !nodes.containsKey(from)) {
            return new Refusal("there is no node " + (target == null ? to : from));
        }
        if (from.equals(to)) {
            return new Refusal(from + " cannot need itself");
        }
        if (target.needNames().contains(from)) {
            return new Refusal(to + " needs " + from + " already");
        }
        if (reaches(to, from)) {
            return new Refusal(from + " needs " + to + " already, so this wire would close a circle");
        }
        return null;
    }

    /// Why a node cannot be called that, or null when it can.
    public @Nullable Refusal refusesName(String name) {
        if (!NAME.matcher(name).matches()) {
            return new Refusal("a name has 1 to 63 letters, digits, _ or -, and `" + name + "` does not");
        }
        return nodes.containsKey(name) ? new Refusal("there is a node " + name + " already") : null;
    }

    /// A name that no node has: the base made fit for a name, with a number after it when it is taken.
    public String freshName(String base) {
        return freshName(base, Set.of());
    }

    /// A name that no node has and that is none of those.
    String freshName(String base, Set<String> taken) {
        String clean = base.replaceAll("[^A-Za-z0-9_-]", "_");
        String stem = clean.isEmpty() ? "node" : clean.substring(0, Math.min(clean.length(), LONGEST_NAME - 6));
        if (!nodes.containsKey(stem) && !taken.contains(stem)) {
            return stem;
        }
        String root = stem.replaceFirst("_\\d+$", "");
        int number = 2;
        while (nodes.containsKey(root + "_" + number) || taken.contains(root + "_" + number)) {
            number++;
        }
        return root + "_" + number;
    }

    /// Where that node stands: as the file says, else where the order of the needs puts it.
    public Point position(String name) {
        Point placed = spec.view().get(name);
        return placed == null ? places().getOrDefault(name, new Point(0, 0)) : placed;
    }

    /// Where every node stands.
    public Map<String, Point> positions() {
        Map<String, Point> all = LinkedHashMap.newLinkedHashMap(nodes.size());
        nodes.keySet().forEach(name -> all.put(name, position(name)));
        return all;
    }

    private Map<String, Point> places() {
        Map<String, Point> known = places;
        if (known == null) {
            known = Placement.of(this);
            places = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Design design && spec.equals(design.spec));
    }

    @Override
    public int hashCode() {
        return spec.hashCode();
    }

    @Override
    public String toString() {
        return "Design of " + spec.name() + " (" + nodes.size() + " nodes, " + wires.size() + " wires)";
    }
}
