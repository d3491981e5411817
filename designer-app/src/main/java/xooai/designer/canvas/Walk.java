package xooai.designer.canvas;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Piece;
import xooai.designer.design.Selection;
import xooai.flow.Point;

/// The ways of the arrow keys: what is straight ahead comes before what is aside.
final class Walk {
    private final CanvasModel canvas;

    Walk(CanvasModel canvas) {
        this.canvas = canvas;
    }

    /// Something that can be walked to, by its corner.
    private record Stop(Selection selection, Point at) {}

    /// The nearest node from that one in a direction, or null.
    @Nullable
    String nextNode(String from, int dx, int dy) {
        List<Stop> stops = nodes();
        Selection next = next(canvas.place(from), stops, dx, dy);
        return next == null ? null : next.nodes().iterator().next();
    }

    /// The nearest node, note, group or point of a wire in a direction from what is selected, or null.
    @Nullable
    Selection next(Selection from, int dx, int dy) {
        List<Stop> stops = nodes();
        for (Piece piece : canvas.pieces().all()) {
            stops.add(new Stop(Selection.of(piece), corner(piece)));
        }
        Point start = from.pieces().isEmpty()
                ? canvas.place(from.nodes().iterator().next())
                : corner(from.pieces().iterator().next());
        return next(start, stops, dx, dy);
    }

    /// Where a piece is met: a point where it lies on the line of ports, so that the way along a wire is straight.
    private Point corner(Piece piece) {
        Box box = canvas.pieces().box(piece);
        return piece instanceof Piece.OfBend
                ? new Point(box.x(), box.y() - Geometry.PORT_LINE)
                : new Point(box.x(), box.y());
    }

    private List<Stop> nodes() {
        List<Stop> stops = new ArrayList<>();
        canvas.design().names().forEach(name -> stops.add(new Stop(Selection.of(name), canvas.place(name))));
        return stops;
    }

    private static @Nullable Selection next(Point start, List<Stop> stops, int dx, int dy) {
        Selection best = null;
        double bestCost = Double.MAX_VALUE;
        for (Stop stop : stops) {
            Point at = stop.at();
            double ahead = (at.x() - start.x()) * dx + (at.y() - start.y()) * dy;
            double aside = Math.abs((at.x() - start.x()) * dy) + Math.abs((at.y() - start.y()) * dx);
            double cost = ahead + 2 * aside;
            if (ahead > 1 && aside <= 4 * ahead && cost < bestCost) {
                bestCost = cost;
                best = stop.selection();
            }
        }
        return best;
    }
}
