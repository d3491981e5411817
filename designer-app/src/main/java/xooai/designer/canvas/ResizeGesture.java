package xooai.designer.canvas;

import xooai.designer.design.Drawings;
import xooai.designer.design.Piece;
import xooai.flow.Frame;

/// Makes a group or a note larger or smaller by an edge or a corner; on the grid unless Alt is held.
final class ResizeGesture implements Gesture {
    private final Desk desk;
    private final Piece piece;
    private final Grip grip;
    private final Frame start;
    private final double worldX;
    private final double worldY;
    private Frame now;

    ResizeGesture(Desk desk, Hit.OnPiece held, Mark from) {
        this.desk = desk;
        this.piece = held.piece();
        this.grip = held.grip();
        this.start = piece.frame(desk.model().design());
        this.now = start;
        this.worldX = desk.canvas().viewport().worldX(from.x());
        this.worldY = desk.canvas().viewport().worldY(from.y());
    }

    @Override
    public void moved(Mark mark) {
        Viewport viewport = desk.canvas().viewport();
        double dx = viewport.worldX(mark.x()) - worldX;
        double dy = viewport.worldY(mark.y()) - worldY;
        Frame free = grip.resized(start, dx, dy, Drawings.LEAST_WIDTH, Drawings.LEAST_HEIGHT);
        now = mark.alt() ? free : snapped(free);
        desk.canvas().pieces().resize(piece, box(now));
        desk.placeAgain();
    }

    /// The edges that move on the grid; the others stay where they are.
    private Frame snapped(Frame free) {
        double left = free.x() == start.x() ? free.x() : Geometry.snapped(free.x());
        double top = free.y() == start.y() ? free.y() : Geometry.snapped(free.y());
        double right = free.x() + free.width();
        double bottom = free.y() + free.height();
        double snappedRight = right == start.x() + start.width() ? right : Geometry.snapped(right);
        double snappedBottom = bottom == start.y() + start.height() ? bottom : Geometry.snapped(bottom);
        return new Frame(left, top, snappedRight - left, snappedBottom - top);
    }

    private static Box box(Frame frame) {
        return new Box(frame.x(), frame.y(), frame.width(), frame.height());
    }

    @Override
    public void released(Mark mark) {
        moved(mark);
        end();
        desk.model().apply(Drawings.setFrame(desk.model().design(), piece, now));
    }

    @Override
    public void cancelled() {
        end();
    }

    private void end() {
        desk.canvas().pieces().resize(null, box(start));
        desk.placeAgain();
    }
}
