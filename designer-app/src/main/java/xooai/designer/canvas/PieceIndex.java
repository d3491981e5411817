package xooai.designer.canvas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Design;
import xooai.designer.design.Drawings;
import xooai.designer.design.Piece;
import xooai.designer.design.Wire;
import xooai.flow.Drawing;
import xooai.flow.Frame;
import xooai.flow.Point;

/// Where groups, notes and the points of wires are; what is dragged is where it is dragged, and what is being resized
/// as large as the hand made it.
final class PieceIndex {
    private static final double BEND = 7;
    private static final double EDGE = 5;
    private static final double LEAST_TITLE = 16;

    private final Map<Piece, Box> boxes = new LinkedHashMap<>();
    private GridIndex<Piece> index = new GridIndex<>();
    private Design design;
    private Set<Piece> dragged = Set.of();
    private double dragX;
    private double dragY;
    private @Nullable Piece resized;
    private Box resizedBox = new Box(0, 0, 0, 0);

    PieceIndex(Design start) {
        design = start;
        indexAll();
    }

    /// Looks at the design as it is now.
    void index(Design now) {
        boolean same = now.drawing().equals(design.drawing()) && now.wires().equals(design.wires());
        design = now;
        if (!same) {
            indexAll();
        }
    }

    private void indexAll() {
        boxes.clear();
        index = new GridIndex<>();
        Drawing drawing = design.drawing();
        // The large ones first: what lies in another is drawn over it.
        List<String> groups = new ArrayList<>(drawing.groups().keySet());
        groups.sort(Comparator.comparingDouble(id -> -area(drawing, id)));
        groups.forEach(id -> put(new Piece.OfGroup(id)));
        drawing.notes().keySet().forEach(id -> put(new Piece.OfNote(id)));
        for (Wire wire : design.bentWires()) {
            design.bendsOf(wire).forEach(this::put);
        }
    }

    private static double area(Drawing drawing, String id) {
        Drawing.Group group = drawing.groups().get(id);
        return group == null ? 0 : group.frame().width() * group.frame().height();
    }

    private void put(Piece piece) {
        Frame frame = piece.frame(design);
        Box box = piece instanceof Piece.OfBend
                ? new Box(frame.x(), frame.y(), 0, 0)
                : new Box(frame.x(), frame.y(), frame.width(), frame.height());
        boxes.put(piece, box);
        index.put(piece, box);
    }

    /// All there are, in the order of drawing.
    Set<Piece> all() {
        return boxes.keySet();
    }

    boolean isEmpty() {
        return boxes.isEmpty();
    }

    void drag(Set<Piece> pieces, double dx, double dy) {
        dragged = pieces;
        dragX = dx;
        dragY = dy;
    }

    Set<Piece> dragged() {
        return dragged;
    }

    /// That piece is so large for now; null for none.
    void resize(@Nullable Piece piece, Box box) {
        resized = piece;
        resizedBox = box;
    }

    /// Where that piece is now.
    Box box(Piece piece) {
        if (piece.equals(resized)) {
            return resizedBox;
        }
        Box box = boxes.getOrDefault(piece, new Box(0, 0, 0, 0));
        return dragged.contains(piece) ? box.moved(dragX, dragY) : box;
    }

    /// The points that a wire goes through now.
    List<Point> bends(Wire wire) {
        List<Point> points = design.bends(wire);
        if (points.isEmpty() || dragged.isEmpty()) {
            return points;
        }
        List<Point> now = new ArrayList<>(points);
        for (int i = 0; i < now.size(); i++) {
            if (dragged.contains(new Piece.OfBend(wire, i))) {
                now.set(i, new Point(now.get(i).x() + dragX, now.get(i).y() + dragY));
            }
        }
        return now;
    }

    /// What meets that part of the world, in the order of drawing.
    Set<Piece> meeting(Box part) {
        if (boxes.isEmpty()) {
            return Set.of();
        }
        Set<Piece> near = new LinkedHashSet<>(index.near(part));
        near.addAll(dragged);
        if (resized != null) {
            near.add(resized);
        }
        near.removeIf(piece -> !boxes.containsKey(piece) || !box(piece).meets(part));
        return near;
    }

    /// What a frame of the hand selects: notes and points that it touches, groups that it holds.
    Set<Piece> touching(Box part) {
        Set<Piece> found = meeting(part);
        if (!found.isEmpty()) {
            found.removeIf(piece -> piece instanceof Piece.OfGroup && !part.holds(box(piece)));
        }
        return found;
    }

    /// The point of a wire there, or null.
    Hit.@Nullable OnPiece bend(double x, double y, double zoom) {
        Piece best = null;
        double distance = BEND / zoom;
        for (Piece piece : meeting(new Box(x, y, 0, 0).grown(distance))) {
            if (piece instanceof Piece.OfBend) {
                Box at = box(piece);
                double away = Math.hypot(at.x() - x, at.y() - y);
                if (away <= distance) {
                    distance = away;
                    best = piece;
                }
            }
        }
        return best == null ? null : new Hit.OnPiece(best, Grip.BODY);
    }

    /// The topmost note, or title or edge of a group there, or null.
    Hit.@Nullable OnPiece frame(double x, double y, double zoom) {
        Hit.OnPiece found = null;
        double edge = EDGE / zoom;
        List<Piece> near = new ArrayList<>(meeting(new Box(x, y, 0, 0).grown(edge)));
        near.sort(Comparator.comparingDouble(
                piece -> -box(piece).width() * box(piece).height()));
        for (Piece piece : near) {
            Hit.OnPiece hit = switch (piece) {
                case Piece.OfBend _ -> null;
                case Piece.OfNote _ -> onNote(piece, x, y, edge);
                case Piece.OfGroup _ -> onGroup(piece, x, y, edge, zoom);
            };
            boolean covered = found != null && found.piece() instanceof Piece.OfNote && piece instanceof Piece.OfGroup;
            if (hit != null && !covered) {
                found = hit;
            }
        }
        return found;
    }

    private Hit.@Nullable OnPiece onNote(Piece piece, double x, double y, double edge) {
        Grip grip = Grip.edge(box(piece), x, y, edge);
        if (grip != null) {
            return new Hit.OnPiece(piece, grip);
        }
        return box(piece).holds(x, y) ? new Hit.OnPiece(piece, Grip.BODY) : null;
    }

    private Hit.@Nullable OnPiece onGroup(Piece piece, double x, double y, double edge, double zoom) {
        Box box = box(piece);
        Grip grip = Grip.edge(box, x, y, edge);
        if (grip != null) {
            return new Hit.OnPiece(piece, grip);
        }
        double title = Math.max(Drawings.TITLE, LEAST_TITLE / zoom);
        return box.holds(x, y) && y <= box.y() + title ? new Hit.OnPiece(piece, Grip.TITLE) : null;
    }
}
