package xooai.designer.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.flow.Drawing;
import xooai.flow.FlowSpec;
import xooai.flow.Frame;
import xooai.flow.Point;
import xooai.flow.Tint;

/// The steps that draw: each gives the edit that does it.
public final class Drawings {
    /// How far a group's frame is from what it was made around.
    public static final double PADDING = 24;

    /// How high the title of a group is.
    public static final double TITLE = 32;

    /// The least that a group and a note are wide and high.
    public static final double LEAST_WIDTH = 96;

    /// The least that a group and a note are high.
    public static final double LEAST_HEIGHT = 56;

    private Drawings() {}

    /// An id for the next group.
    public static String freshGroup(Design design) {
        return Drawing.freshId("g", design.drawing().groups().keySet());
    }

    /// An id for the next note.
    public static String freshNote(Design design) {
        return Drawing.freshId("n", design.drawing().notes().keySet());
    }

    /// Draws a group under that id.
    public static Edit addGroup(Design design, String id, Drawing.Group group) {
        return new Edit.Draw("Add group", design.drawing().with(id, group));
    }

    /// Puts a note under that id.
    public static Edit addNote(Design design, String id, Drawing.Note note) {
        return new Edit.Draw("Add note", design.drawing().with(id, note));
    }

    /// Calls a group otherwise; nothing when there is no such group.
    public static Edit setTitle(Design design, String id, String title) {
        Drawing.Group group = design.drawing().groups().get(id);
        Drawing after = group == null ? design.drawing() : design.drawing().with(id, group.withTitle(title.strip()));
        return new Edit.Draw("Rename group" + (title.isBlank() ? "" : " to " + title.strip()), after);
    }

    /// Writes another text into a note; nothing when there is no such note.
    public static Edit setText(Design design, String id, String text) {
        Drawing.Note note = design.drawing().notes().get(id);
        return new Edit.Draw(
                "Edit note", note == null ? design.drawing() : design.drawing().with(id, note.withText(text)));
    }

    /// Gives the groups and notes among those that colour.
    public static Edit setTint(Design design, Set<Piece> pieces, Tint tint) {
        Drawing drawing = design.drawing();
        for (Piece piece : pieces) {
            drawing = switch (piece) {
                case Piece.OfGroup group -> {
                    Drawing.Group there = drawing.groups().get(group.id());
                    yield there == null ? drawing : drawing.with(group.id(), there.withTint(tint));
                }
                case Piece.OfNote note -> {
                    Drawing.Note there = drawing.notes().get(note.id());
                    yield there == null ? drawing : drawing.with(note.id(), there.withTint(tint));
                }
                case Piece.OfBend _ -> drawing;
            };
        }
        return new Edit.Draw("Colour " + tint.word(), drawing);
    }

    /// Gives a group or a note another frame.
    public static Edit setFrame(Design design, Piece piece, Frame frame) {
        Drawing drawing = design.drawing();
        Drawing after = switch (piece) {
            case Piece.OfGroup group -> {
                Drawing.Group there = drawing.groups().get(group.id());
                yield there == null ? drawing : drawing.with(group.id(), there.withFrame(frame));
            }
            case Piece.OfNote note -> {
                Drawing.Note there = drawing.notes().get(note.id());
                yield there == null ? drawing : drawing.with(note.id(), there.withFrame(frame));
            }
            case Piece.OfBend _ -> drawing;
        };
        return new Edit.Draw("Resize " + piece.spoken(design), after);
    }

    /// Takes those away; nodes that stand in a group stay, and a wire goes straight on where a point of it was.
    public static Edit remove(Design design, Set<Piece> pieces) {
        Drawing drawing = design.drawing();
        Set<String> groups = new HashSet<>();
        Set<String> notes = new HashSet<>();
        Map<Wire, Set<Integer>> bends = new LinkedHashMap<>();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.OfGroup group -> groups.add(group.id());
                case Piece.OfNote note -> notes.add(note.id());
                case Piece.OfBend bend ->
                    bends.computeIfAbsent(bend.wire(), _ -> new HashSet<>()).add(bend.index());
            }
        }
        drawing = drawing.withoutGroups(groups).withoutNotes(notes);
        for (Map.Entry<Wire, Set<Integer>> entry : bends.entrySet()) {
            Wire wire = entry.getKey();
            List<Point> left = new ArrayList<>();
            List<Point> points = design.bends(wire);
            for (int i = 0; i < points.size(); i++) {
                if (!entry.getValue().contains(i)) {
                    left.add(points.get(i));
                }
            }
            drawing = drawing.withBends(wire.from(), wire.to(), left);
        }
        String title = new Cargo(Set.of(), pieces).title(design, "Delete");
        return new Edit.Draw(title, drawing);
    }

    /// Lets a wire go through one more point.
    ///
    /// @param index its place among the points of the wire
    public static Edit addBend(Design design, Wire wire, int index, Point at) {
        List<Point> points = new ArrayList<>(design.bends(wire));
        points.add(Math.clamp(index, 0, points.size()), at);
        return new Edit.Draw("Add point to " + wire, design.drawing().withBends(wire.from(), wire.to(), points));
    }

    /// Lets a wire go through those points alone.
    public static Edit setBends(Design design, Wire wire, List<Point> points) {
        return new Edit.Draw("Bend " + wire, design.drawing().withBends(wire.from(), wire.to(), points));
    }

    /// Remembers a view under that key.
    public static Edit setBookmark(Design design, String key, Drawing.Bookmark bookmark) {
        return new Edit.Draw(
                "Bookmark " + key + " " + bookmark.title(), design.drawing().with(key, bookmark));
    }

    /// Forgets the view of that key.
    public static Edit removeBookmark(Design design, String key) {
        return new Edit.Draw("Remove bookmark " + key, design.drawing().withoutBookmark(key));
    }

    /// The frame around all of that with room for a title, or null when there is nothing.
    public static @Nullable Frame around(Design design, Cargo cargo) {
        List<Frame> frames = new ArrayList<>();
        cargo.nodes().stream().filter(design::has).forEach(name -> {
            Point at = design.position(name);
            frames.add(new Frame(at.x(), at.y(), Layout.NODE_WIDTH, Layout.NODE_HEIGHT));
        });
        cargo.pieces().stream()
                .filter(piece -> !(piece instanceof Piece.OfBend) && piece.isIn(design))
                .forEach(piece -> frames.add(piece.frame(design)));
        if (frames.isEmpty()) {
            return null;
        }
        double left = frames.stream().mapToDouble(Frame::x).min().orElse(0) - PADDING;
        double top = frames.stream().mapToDouble(Frame::y).min().orElse(0) - PADDING - TITLE;
        double right = frames.stream()
                        .mapToDouble(each -> each.x() + each.width())
                        .max()
                        .orElse(0)
                + PADDING;
        double bottom = frames.stream()
                        .mapToDouble(each -> each.y() + each.height())
                        .max()
                        .orElse(0)
                + PADDING;
        return new Frame(left, top, right - left, bottom - top);
    }

    /// Makes those groups as large as what stands in them needs; an empty one stays as it is.
    public static Edit fit(Design design, Set<String> groups) {
        Drawing drawing = design.drawing();
        for (String id : groups) {
            Drawing.Group group = drawing.groups().get(id);
            Frame frame = around(design, Cargo.in(design, id));
            if (group != null && frame != null) {
                drawing = drawing.with(id, group.withFrame(frame));
            }
        }
        String title = groups.size() == 1 ? "Fit group to contents" : "Fit " + groups.size() + " groups to contents";
        return new Edit.Draw(title, drawing);
    }

    /// A flow in numbers, for a description: `Flow digits, 3 nodes, 2 wires, 1 group`.
    public static String spoken(Design design) {
        int groups = design.drawing().groups().size();
        int notes = design.drawing().notes().size();
        return "Flow " + design.spec().name() + ", " + design.names().size() + " nodes, "
                + design.wires().size() + " wires"
                + (groups == 0 ? "" : groups == 1 ? ", 1 group" : ", " + groups + " groups")
                + (notes == 0 ? "" : notes == 1 ? ", 1 note" : ", " + notes + " notes");
    }

    /// The groups and notes that the second design has more than the first.
    public static Set<Piece> added(Design before, Design after) {
        Set<Piece> added = new LinkedHashSet<>();
        after.drawing().groups().keySet().forEach(id -> added.add(new Piece.OfGroup(id)));
        after.drawing().notes().keySet().forEach(id -> added.add(new Piece.OfNote(id)));
        added.removeIf(piece -> piece.isIn(before));
        return added;
    }

    /// A flow whose nodes were tidied: wires go straight on, a group is around the nodes that stood in it, and a note
    /// that
    /// stood in a group goes with the smallest such.
    static FlowSpec tidied(Design before, FlowSpec after) {
        Drawing drawing = before.drawing();
        if (drawing.groups().isEmpty() && drawing.bends().isEmpty()) {
            return after;
        }
        Design moved = Design.of(after);
        Drawing tidied = new Drawing(drawing.groups(), drawing.notes(), Map.of(), drawing.bookmarks());
        List<Map.Entry<String, Drawing.Group>> large =
                new ArrayList<>(drawing.groups().entrySet());
        large.sort(Comparator.comparingDouble(entry -> -area(entry.getValue().frame())));
        for (Map.Entry<String, Drawing.Group> entry : large) {
            Cargo inside = Cargo.in(before, entry.getKey());
            int around = (int) inside.pieces().stream()
                    .filter(piece -> piece instanceof Piece.OfGroup)
                    .count();
            Frame frame = around(moved, new Cargo(inside.nodes(), Set.of()));
            if (frame != null) {
                Frame was = entry.getValue().frame();
                double room = around * TITLE; // The frames in it need room of their own.
                Frame now = new Frame(
                        frame.x() - room, frame.y() - room, frame.width() + 2 * room, frame.height() + 2 * room);
                tidied = tidied.with(entry.getKey(), entry.getValue().withFrame(now));
                tidied = notesWith(tidied, drawing, inside, now.x() - was.x(), now.y() - was.y());
            }
        }
        return tidied.in(after);
    }

    private static double area(Frame frame) {
        return frame.width() * frame.height();
    }

    private static Drawing notesWith(Drawing tidied, Drawing before, Cargo inside, double dx, double dy) {
        Drawing moved = tidied;
        for (Piece piece : inside.pieces()) {
            if (piece instanceof Piece.OfNote(String id)) {
                Drawing.Note note = before.notes().get(id);
                if (note != null) {
                    moved = moved.with(id, note.withFrame(note.frame().moved(dx, dy)));
                }
            }
        }
        return moved;
    }

    /// The groups among what is selected; when there are none, the smallest group around each selected node.
    public static Set<String> groupsOf(Design design, Selection selection) {
        Set<String> groups = new LinkedHashSet<>();
        for (Piece piece : selection.pieces()) {
            if (piece instanceof Piece.OfGroup group) {
                groups.add(group.id());
            }
        }
        if (groups.isEmpty()) {
            for (String name : selection.nodes()) {
                String around = groupAround(design, name);
                if (around != null) {
                    groups.add(around);
                }
            }
        }
        return groups;
    }

    /// The smallest group that a node stands in, or null.
    public static @Nullable String groupAround(Design design, String name) {
        Point at = design.position(name);
        double x = at.x() + Layout.NODE_WIDTH / 2;
        double y = at.y() + Layout.NODE_HEIGHT / 2;
        return design.drawing().groups().entrySet().stream()
                .filter(entry -> entry.getValue().frame().holds(x, y))
                .min(Comparator.comparingDouble(
                        entry -> entry.getValue().frame().width()
                                * entry.getValue().frame().height()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
