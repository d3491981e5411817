package xooai.designer.canvas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Design;
import xooai.designer.design.Edit;
import xooai.designer.design.Wire;
import xooai.flow.Point;

/// Drags the selected nodes; they snap to the grid and to each other unless Alt is held. A lone node that is
/// let go on a wire goes into it.
final class MoveGesture implements Gesture {
    private static final double GUIDE = 5;
    private static final double INTO = 16;
    private static final int MOST_OUTLINES = 300;

    private final Desk desk;
    private final String held;
    private final Set<String> names;
    private final Point start;
    private final double worldX;
    private final double worldY;
    private final boolean lone;
    /// The box around all that is dragged, where it lay: worked out once, however much that is.
    private final Box whole;
    private @Nullable Wire over;

    MoveGesture(Desk desk, String held, Mark from) {
        this.desk = desk;
        this.held = held;
        this.names = desk.model().selection().nodes();
        this.start = desk.canvas().place(held);
        this.worldX = desk.canvas().viewport().worldX(from.x());
        this.worldY = desk.canvas().viewport().worldY(from.y());
        Design design = desk.model().design();
        this.lone = names.size() == 1
                && design.predecessors(held).isEmpty()
                && design.successors(held).isEmpty();
        Box around = desk.canvas().around(names);
        this.whole = around == null ? desk.canvas().box(held) : around;
        desk.world().raise(names);
    }

    @Override
    public void moved(Mark mark) {
        Viewport viewport = desk.canvas().viewport();
        Point free = new Point(
                start.x() + viewport.worldX(mark.x()) - worldX, start.y() + viewport.worldY(mark.y()) - worldY);
        Point to = mark.alt() ? free : Geometry.snapped(free);
        desk.overlay().showGuides(null, null);
        if (!mark.alt()) {
            to = alignedToOthers(free, to);
        }
        desk.canvas().drag(names, to.x() - start.x(), to.y() - start.y());
        if (lone) {
            aim();
        }
        desk.placeAgain();
        showOutlines();
    }

    /// In place of the grid the line of a neighbour, where one is near; shown as a guide.
    private Point alignedToOthers(Point free, Point grid) {
        Viewport viewport = desk.canvas().viewport();
        double reach = GUIDE / viewport.zoom();
        Double x = null;
        Double y = null;
        for (String other : desk.world().views().keySet()) {
            if (names.contains(other)) {
                continue;
            }
            Point at = desk.canvas().place(other);
            if (Math.abs(at.x() - free.x()) <= reach) {
                x = at.x();
            }
            if (Math.abs(at.y() - free.y()) <= reach) {
                y = at.y();
            }
        }
        desk.overlay()
                .showGuides(
                        y == null ? null : viewport.screenY(y + Geometry.PORT_LINE),
                        x == null ? null : viewport.screenX(x));
        return new Point(x == null ? grid.x() : x, y == null ? grid.y() : y);
    }

    private void aim() {
        Box box = desk.canvas().box(held);
        Wire found = null;
        for (double part : new double[] {0.5, 0.25, 0.75}) {
            if (found == null) {
                found = desk.canvas()
                        .wire(
                                box.x() + box.width() * part,
                                box.y() + Geometry.PORT_LINE,
                                INTO / desk.canvas().viewport().zoom(),
                                names);
            }
        }
        if (found == null ? over != null : !found.equals(over)) {
            over = found;
            desk.world().hover(found);
        }
    }

    private void showOutlines() {
        if (Detail.at(desk.canvas().viewport().zoom()) != Detail.PICTURE) {
            return;
        }
        Viewport viewport = desk.canvas().viewport();
        Point at = desk.canvas().place(held);
        List<Box> boxes = names.size() <= MOST_OUTLINES
                ? names.stream().map(desk.canvas()::box).toList()
                : List.of(whole.moved(at.x() - start.x(), at.y() - start.y()));
        desk.overlay()
                .showOutlines(boxes.stream()
                        .map(box -> Box.between(
                                viewport.screenX(box.x()),
                                viewport.screenY(box.y()),
                                viewport.screenX(box.right()),
                                viewport.screenY(box.bottom())))
                        .toList());
    }

    @Override
    public void released(Mark mark) {
        moved(mark);
        Map<String, Point> to = new LinkedHashMap<>();
        names.forEach(name -> to.put(name, desk.canvas().place(name)));
        Wire into = over;
        end();
        Edit move = new Edit.MoveNodes(to);
        if (into == null) {
            desk.model().apply(move);
            return;
        }
        Insertion.into(desk.model(), held, into, move).ifPresent(reason -> {
            desk.model().apply(move);
            desk.overlay().showChip(reason, true, mark.x(), mark.y());
            desk.overlay().chip().leave();
        });
    }

    @Override
    public void cancelled() {
        end();
    }

    private void end() {
        desk.canvas().endDrag();
        desk.overlay().showGuides(null, null);
        desk.overlay().showOutlines(List.of());
        desk.world().hover(null);
        desk.placeAgain();
    }
}
