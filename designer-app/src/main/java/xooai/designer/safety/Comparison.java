package xooai.designer.safety;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import xooai.designer.canvas.Marks;
import xooai.designer.design.Design;
import xooai.designer.design.Wire;
import xooai.flow.Difference;
import xooai.flow.FlowDiff;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// Two flows, one of them drawn, with what is different in the later one: in words and as marks.
///
/// @param differences what is different
/// @param marks what to draw over the one that is drawn
public record Comparison(List<Difference> differences, Marks marks) {
    private static final int LONGEST = 34;

    public Comparison {
        differences = List.copyOf(differences);
    }

    /// Compares the flow that is drawn with an earlier one.
    public static Comparison withEarlier(FlowSpec earlier, Design drawn) {
        List<Difference> found = FlowDiff.between(earlier, drawn.spec());
        return new Comparison(found, marks(found, Design.of(earlier), drawn, true));
    }

    /// Compares the flow that is drawn with a later one.
    public static Comparison withLater(Design drawn, FlowSpec later) {
        List<Difference> found = FlowDiff.between(drawn.spec(), later);
        return new Comparison(found, marks(found, Design.of(later), drawn, false));
    }

    /// Compares two flows of which neither need be drawn, and marks what is different on the one that is drawn.
    public static Comparison between(FlowSpec earlier, FlowSpec later, Design drawn) {
        List<Difference> found = FlowDiff.between(earlier, later);
        Design after = Design.of(later);
        Design before = Design.of(earlier);
        Map<String, Point> places = new LinkedHashMap<>(before.positions());
        places.putAll(after.positions());
        return new Comparison(
                found,
                marks(
                        found,
                        Design.of(FlowSpec.named("")
                                .withNodes(both(before, after))
                                .withView(places)),
                        drawn,
                        true));
    }

    private static List<NodeSpec> both(Design before, Design after) {
        return Stream.concat(after.nodes().stream(), before.nodes().stream().filter(node -> !after.has(node.name())))
                .toList();
    }

    private static Marks marks(List<Difference> all, Design other, Design drawn, boolean drawnIsLater) {
        // What is different in sub-flows is not drawn, and is said in words.
        List<Difference> found =
                all.stream().filter(one -> !one.node().startsWith("#")).toList();
        Map<String, String> names = new LinkedHashMap<>();
        found.stream()
                .filter(one -> one.kind() == Difference.Kind.RENAMED)
                .forEach(one -> names.put(one.node(), String.valueOf(one.before())));
        Map<String, Marks.Mark> nodes = new LinkedHashMap<>();
        Map<Wire, Marks.Mark> wires = new LinkedHashMap<>();
        Map<String, Marks.Absent> absent = new LinkedHashMap<>();
        for (Difference one : found) {
            String node =
                    drawnIsLater && drawn.has(one.node()) ? one.node() : names.getOrDefault(one.node(), one.node());
            switch (one.kind()) {
                case ADDED -> exists(node, new Marks.Mark(Marks.Kind.ADDED, "new"), other, drawn, nodes, absent);
                case REMOVED -> exists(node, new Marks.Mark(Marks.Kind.REMOVED, "gone"), other, drawn, nodes, absent);
                case RENAMED ->
                    nodes.put(
                            node,
                            new Marks.Mark(
                                    Marks.Kind.CHANGED,
                                    drawnIsLater ? "was " + one.before() : "becomes " + one.after()));
                case CHANGED, REORDERED -> {
                    if (!node.isEmpty()) {
                        nodes.merge(node, new Marks.Mark(Marks.Kind.CHANGED, words(one)), Comparison::both);
                    }
                }
                case WIRED -> wires.put(wire(one, node, drawnIsLater, names), new Marks.Mark(Marks.Kind.ADDED, "new"));
                case UNWIRED ->
                    wires.put(wire(one, node, drawnIsLater, names), new Marks.Mark(Marks.Kind.REMOVED, "gone"));
                case MOVED -> nodes.putIfAbsent(node, new Marks.Mark(Marks.Kind.MOVED, "moved"));
                case DRAWN -> {} // The list says it; what is drawn carries no marks.
            }
        }
        return new Marks(nodes, wires, absent);
    }

    private static Wire wire(Difference one, String node, boolean drawnIsLater, Map<String, String> names) {
        return new Wire(drawnIsLater ? one.path() : names.getOrDefault(one.path(), one.path()), node);
    }

    private static void exists(
            String node,
            Marks.Mark mark,
            Design other,
            Design drawn,
            Map<String, Marks.Mark> nodes,
            Map<String, Marks.Absent> absent) {
        if (drawn.has(node)) {
            nodes.put(node, mark);
        } else {
            absent.put(node, new Marks.Absent(other.position(node), mark));
        }
    }

    private static String words(Difference one) {
        String text = one.path().isEmpty() ? "changed" : one.path();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static Marks.Mark both(Marks.Mark one, Marks.Mark other) {
        String words = one.words() + ", " + other.words();
        return new Marks.Mark(Marks.Kind.CHANGED, words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words);
    }
}
