package xooai.designer.canvas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Cargo;
import xooai.designer.design.Design;
import xooai.designer.design.Edit;
import xooai.designer.design.Piece;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.flow.Point;

/// Drags what is selected, groups with what stands in them; it snaps to the grid and to what stands beside unless Alt
/// is held. A lone node that is let go on a wire goes into it. With Alt at its start a group goes alone.
final class MoveGesture implements Gesture {
    /// How far on the screen others are whose lines it comes to.
    private static final double AROUND = 1000;

    private static final double GUIDE = 5;
    private static final double INTO = 16;
    private static final int MOST_OUTLINES = 300;

    private final Desk desk;
    private final Hit held;
    private final Cargo cargo;
    private final Set<String> names;
    private final Point start;
    private final double worldX;
    private final double worldY;
    private final boolean lone;
    /// The box around all that is dragged, where it lay: worked out once, however much that is.
    private final Box whole;
    private @Nullable Wire over;

    /// @param held the node or the piece that the hand holds; it is selected
    MoveGesture(Desk desk, Hit held, Mark from) {
        this.desk = desk;
        this.held = held;
        Design design = desk.model().design();
        boolean frameAlone = from.alt() && held instanceof Hit.OnPiece;
        this.cargo = Cargo.of(design, desk.model().selection(), frameAlone);
        this.names = cargo.nodes();
        this.start = corner();
        this.worldX = desk.canvas().viewport().worldX(from.x());
        this.worldY = desk.canvas().viewport().worldY(from.y());
        this.lone = held instanceof Hit.OnNode node
                && names.size() == 1
                && cargo.pieces().isEmpty()
                && design.predecessors(node.name()).isEmpty()
                && design.successors(node.name()).isEmpty();
        Box around = desk.canvas().around(Selection.ofNodes(names).plusPieces(cargo.pieces()));
        this.whole = around == null ? new Box(start.x(), start.y(), 0, 0) : around;
        desk.world().raise(names);
    }

    /// Where what is held is now.
    private Point corner() {
        return switch (held) {
            case Hit.OnNode node -> desk.canvas().place(node.name());
            case Hit.OnPiece on -> {
                Box box = desk.canvas().pieces().box(on.piece());
                yield new Point(box.x(), box.y());
            }
            case Hit.OnPort _, Hit.OnWire _, Hit.Nothing _ -> new Point(0, 0);
        };
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
        desk.canvas().drag(cargo, to.x() - start.x(), to.y() - start.y());
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
        boolean bend = held instanceof Hit.OnPiece on && on.piece() instanceof Piece.OfBend;
        // A point of a wire comes to the line of ports, where its wire is straight.
        double line = bend ? Geometry.PORT_LINE : 0;
        Double x = null;
        Double y = null;
        for (Point at : beside()) {
            if (!bend && Math.abs(at.x() - free.x()) <= reach) {
                x = at.x();
            }
            if (Math.abs(at.y() + line - free.y()) <= reach) {
                y = at.y() + line;
            }
        }
        boolean node = held instanceof Hit.OnNode;
        desk.overlay()
                .showGuides(
                        y == null ? null : viewport.screenY(y + (node ? Geometry.PORT_LINE : 0)),
                        x == null ? null : viewport.screenX(x));
        return new Point(x == null ? grid.x() : x, y == null ? grid.y() : y);
    }

    /// The corners of what stands in view and is not dragged.
    private List<Point> beside() {
        List<Point> corners = new ArrayList<>();
        Collection<String> near = desk.world().isVisible()
                ? desk.world().views().keySet()
                : desk.canvas().standing(around());
        for (String other : near) {
            if (!names.contains(other)) {
                corners.add(desk.canvas().place(other));
            }
        }
        if (held instanceof Hit.OnPiece) {
            for (Piece piece : desk.canvas().pieces().all()) {
                if (!cargo.pieces().contains(piece) && !(piece instanceof Piece.OfBend)) {
                    Box box = desk.canvas().pieces().box(piece);
                    corners.add(new Point(box.x(), box.y()));
                }
            }
        }
        return corners;
    }

    /// What may be in view around what is dragged.
    private Box around() {
        Point at = corner();
        return new Box(at.x(), at.y(), 0, 0)
                .grown(AROUND / desk.canvas().viewport().zoom());
    }

    /// Into which wire it would go: none where wires are a picture, on which that could not be shown.
    private void aim() {
        if (!desk.world().isVisible()) {
            over = null;
            return;
        }
        Box box = new Box(corner().x(), corner().y(), Geometry.NODE_WIDTH, Geometry.NODE_HEIGHT);
        Wire found = null;
        for (double part : new double[] {0.5, 0.25, 0.75}) {
            if (found == null) {
                found = desk.canvas()
                        .hits()
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

    /// A picture of the flow is not painted anew while something is dragged: outlines go with the hand.
    private void showOutlines() {
        if (desk.world().isVisible()) {
            desk.overlay().showOutlines(List.of());
            return;
        }
        Viewport viewport = desk.canvas().viewport();
        Point at = corner();
        List<Box> boxes = new ArrayList<>();
        if (names.size() + cargo.pieces().size() <= MOST_OUTLINES) {
            names.forEach(name -> boxes.add(desk.canvas().box(name)));
            cargo.pieces().forEach(piece -> boxes.add(desk.canvas().pieces().box(piece)));
        } else {
            boxes.add(whole.moved(at.x() - start.x(), at.y() - start.y()));
        }
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
        Point to = corner();
        Wire into = over;
        end();
        Edit move = cargo.move(desk.model().design(), to.x() - start.x(), to.y() - start.y());
        if (into == null || !(held instanceof Hit.OnNode node)) {
            desk.model().apply(move);
            return;
        }
        Insertion.into(desk.model(), node.name(), into, move).ifPresent(reason -> {
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
