package xooai.designer.design;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import xooai.flow.Drawing;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// A part of a flow on its way through the clipboard: nodes, the wires between them, where they stood, and the groups,
/// notes and points of wires among them.
public record Fragment(List<NodeSpec> nodes, Map<String, Point> places, Drawing drawing) {

    public Fragment {
        nodes = List.copyOf(nodes);
        places = Map.copyOf(places);
    }

    /// Nodes alone.
    public Fragment(List<NodeSpec> nodes, Map<String, Point> places) {
        this(nodes, places, Drawing.NONE);
    }

    /// Those nodes of a design.
    public static Fragment of(Design design, Set<String> names) {
        return of(design, Selection.ofNodes(names));
    }

    /// What is selected in a design, with what stands in the groups among it.
    public static Fragment of(Design design, Selection selection) {
        Cargo cargo = Cargo.of(design, selection);
        List<NodeSpec> nodes = design.nodes().stream()
                .filter(node -> cargo.nodes().contains(node.name()))
                .toList();
        Map<String, Point> places = new LinkedHashMap<>();
        nodes.forEach(node -> places.put(node.name(), design.position(node.name())));
        return new Fragment(nodes, places, drawn(design, cargo));
    }

    private static Drawing drawn(Design design, Cargo cargo) {
        Drawing all = design.drawing();
        Drawing drawing = Drawing.NONE;
        for (Map.Entry<String, Drawing.Group> group : all.groups().entrySet()) {
            if (cargo.pieces().contains(new Piece.OfGroup(group.getKey()))) {
                drawing = drawing.with(group.getKey(), group.getValue());
            }
        }
        for (Map.Entry<String, Drawing.Note> note : all.notes().entrySet()) {
            if (cargo.pieces().contains(new Piece.OfNote(note.getKey()))) {
                drawing = drawing.with(note.getKey(), note.getValue());
            }
        }
        for (Wire wire : design.bentWires()) {
            if (cargo.nodes().contains(wire.from()) && cargo.nodes().contains(wire.to())) {
                drawing = drawing.withBends(wire.from(), wire.to(), design.bends(wire));
            }
        }
        return drawing;
    }

    /// The names of its nodes, in order.
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        nodes.forEach(node -> names.add(node.name()));
        return names;
    }

    /// Whether there is nothing in it.
    public boolean isEmpty() {
        return nodes.isEmpty() && drawing.groups().isEmpty() && drawing.notes().isEmpty();
    }

    /// How many nodes, groups and notes there are.
    int size() {
        return nodes.size() + drawing.groups().size() + drawing.notes().size();
    }

    /// The top left corner of all in it.
    public Point corner() {
        List<Point> corners = new ArrayList<>(places.values());
        Stream.concat(
                        drawing.groups().values().stream().map(Drawing.Group::frame),
                        drawing.notes().values().stream().map(Drawing.Note::frame))
                .forEach(frame -> corners.add(frame.corner()));
        double x = corners.stream().mapToDouble(Point::x).min().orElse(0);
        double y = corners.stream().mapToDouble(Point::y).min().orElse(0);
        return new Point(x, y);
    }

    Map<String, String> freshNames(Design design) {
        Map<String, String> fresh = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (String name : names()) {
            String free = design.freshName(name, taken);
            taken.add(free);
            fresh.put(name, free);
        }
        return fresh;
    }

    /// That drawing with what is drawn here too, so much further, under ids of its own, by those names of nodes.
    Drawing into(Drawing there, Map<String, String> names, double dx, double dy) {
        Drawing all = there;
        for (Drawing.Group group : drawing.groups().values()) {
            String id = Drawing.freshId("g", all.groups().keySet());
            all = all.with(id, group.withFrame(group.frame().moved(dx, dy)));
        }
        for (Drawing.Note note : drawing.notes().values()) {
            String id = Drawing.freshId("n", all.notes().keySet());
            all = all.with(id, note.withFrame(note.frame().moved(dx, dy)));
        }
        for (Map.Entry<String, Map<String, List<Point>>> ends : drawing.bends().entrySet()) {
            for (Map.Entry<String, List<Point>> end : ends.getValue().entrySet()) {
                String from = names.get(ends.getKey());
                String to = names.get(end.getKey());
                if (from != null && to != null) {
                    all = all.withBends(
                            from,
                            to,
                            end.getValue().stream()
                                    .map(point -> new Point(point.x() + dx, point.y() + dy))
                                    .toList());
                }
            }
        }
        return all;
    }
}
