package xooai.designer.design;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import xooai.flow.Drawing;
import xooai.flow.Frame;
import xooai.flow.Point;

/// What moves together: nodes, groups with what stands in them, notes, and points of wires.
///
/// A node and a note stand in a group when their middle does, a group in another when all of it does: what one sees is
/// what moves, and no list of members can be wrong. The points of a wire of which both ends move go with it.
public record Cargo(Set<String> nodes, Set<Piece> pieces) {
    /// Nothing.
    public static final Cargo NONE = new Cargo(Set.of(), Set.of());

    public Cargo {
        nodes = Set.copyOf(nodes);
        pieces = Set.copyOf(pieces);
    }

    /// What is selected, with what stands in the groups among it.
    public static Cargo of(Design design, Selection selection) {
        return of(design, selection, false);
    }

    /// What is selected.
    ///
    /// @param framesAlone whether groups go without what stands in them
    public static Cargo of(Design design, Selection selection, boolean framesAlone) {
        Set<String> nodes = new LinkedHashSet<>(selection.nodes());
        Set<Piece> pieces = new LinkedHashSet<>(selection.pieces());
        if (!framesAlone) {
            for (Piece piece : selection.pieces()) {
                if (piece instanceof Piece.OfGroup group) {
                    Cargo inside = in(design, group.id());
                    nodes.addAll(inside.nodes());
                    pieces.addAll(inside.pieces());
                }
            }
        }
        design.drawing().bends().forEach((from, ends) -> {
            if (nodes.contains(from)) {
                ends.keySet().stream()
                        .filter(nodes::contains)
                        .forEach(to -> pieces.addAll(design.bendsOf(new Wire(from, to))));
            }
        });
        return new Cargo(nodes, pieces);
    }

    /// What stands in that group.
    public static Cargo in(Design design, String groupId) {
        Drawing drawing = design.drawing();
        Drawing.Group group = drawing.groups().get(groupId);
        if (group == null) {
            return NONE;
        }
        Frame frame = group.frame();
        Set<String> nodes = new LinkedHashSet<>();
        for (String name : design.names()) {
            Point at = design.position(name);
            if (frame.holds(at.x() + Layout.NODE_WIDTH / 2, at.y() + Layout.NODE_HEIGHT / 2)) {
                nodes.add(name);
            }
        }
        Set<Piece> pieces = new LinkedHashSet<>();
        drawing.groups().forEach((id, other) -> {
            boolean inner = frame.holds(other.frame()) && !other.frame().equals(frame);
            if (inner && !id.equals(groupId)) {
                pieces.add(new Piece.OfGroup(id));
            }
        });
        drawing.notes().forEach((id, note) -> {
            Frame at = note.frame();
            if (frame.holds(at.x() + at.width() / 2, at.y() + at.height() / 2)) {
                pieces.add(new Piece.OfNote(id));
            }
        });
        for (Wire wire : design.bentWires()) {
            for (Piece.OfBend bend : design.bendsOf(wire)) {
                Frame at = bend.frame(design);
                if (frame.holds(at.x(), at.y())) {
                    pieces.add(bend);
                }
            }
        }
        return new Cargo(nodes, pieces);
    }

    /// Whether nothing moves.
    public boolean isEmpty() {
        return nodes.isEmpty() && pieces.isEmpty();
    }

    /// The move of all of it by that much, as one step.
    public Edit move(Design design, double dx, double dy) {
        Map<String, Point> to = new LinkedHashMap<>();
        nodes.forEach(name -> to.put(name, shifted(design.position(name), dx, dy)));
        if (pieces.isEmpty()) {
            return new Edit.MoveNodes(to);
        }
        return move(title(design, "Move"), to, drawn(design.drawing(), dx, dy));
    }

    /// Nodes to those places, and that as the drawing, as one step.
    static Edit move(String title, Map<String, Point> to, Drawing drawing) {
        return new Edit.Together(title, List.of(new Edit.MoveNodes(to), new Edit.Draw(title, drawing)));
    }

    /// That drawing with what is of it here that much further.
    public Drawing drawn(Drawing drawing, double dx, double dy) {
        Map<Wire, Set<Integer>> bends = new LinkedHashMap<>();
        Map<String, Drawing.Group> groups = new LinkedHashMap<>(drawing.groups());
        Map<String, Drawing.Note> notes = new LinkedHashMap<>(drawing.notes());
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.OfGroup group ->
                    groups.computeIfPresent(
                            group.id(),
                            (_, there) -> there.withFrame(there.frame().moved(dx, dy)));
                case Piece.OfNote note ->
                    notes.computeIfPresent(
                            note.id(),
                            (_, there) -> there.withFrame(there.frame().moved(dx, dy)));
                case Piece.OfBend bend ->
                    bends.computeIfAbsent(bend.wire(), _ -> new HashSet<>()).add(bend.index());
            }
        }
        Drawing moved = new Drawing(groups, notes, drawing.bends(), drawing.bookmarks());
        for (Map.Entry<Wire, Set<Integer>> entry : bends.entrySet()) {
            String from = entry.getKey().from();
            String to = entry.getKey().to();
            List<Point> points = new ArrayList<>(moved.bends(from, to));
            for (int index : entry.getValue()) {
                if (index < points.size()) {
                    points.set(index, shifted(points.get(index), dx, dy));
                }
            }
            moved = moved.withBends(from, to, points);
        }
        return moved;
    }

    private static Point shifted(Point at, double dx, double dy) {
        return new Point(at.x() + dx, at.y() + dy);
    }

    /// What a step with all of it is called: `Move a`, `Move group Reading`, `Move 7 things`.
    String title(Design design, String verb) {
        List<Piece> groups =
                pieces.stream().filter(piece -> piece instanceof Piece.OfGroup).toList();
        if (pieces.isEmpty()) {
            return verb + " " + Rewrite.countOf(nodes);
        }
        if (groups.size() == 1) {
            return verb + " " + groups.getFirst().spoken(design);
        }
        return nodes.isEmpty() && pieces.size() == 1
                ? verb + " " + pieces.iterator().next().spoken(design)
                : verb + " " + (nodes.size() + pieces.size()) + " things";
    }
}
