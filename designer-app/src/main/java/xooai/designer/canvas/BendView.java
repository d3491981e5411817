package xooai.designer.canvas;

import javafx.scene.AccessibleRole;
import xooai.designer.design.Piece;

/// A point that a wire goes through.
final class BendView extends PieceView {
    private static final double SIZE = 10;
    private static final double SMALLEST = 8;

    BendView() {
        super("canvas-bend", AccessibleRole.NODE);
        resize(SIZE, SIZE);
    }

    @Override
    void dress(Piece piece, CanvasModel canvas) {
        if (piece instanceof Piece.OfBend bend) {
            setId("bend-" + bend.wire().from() + "-" + bend.wire().to() + "-" + bend.index());
            setAccessibleText("Point " + (bend.index() + 1) + " of the wire from "
                    + bend.wire().from() + " to " + bend.wire().to());
        }
    }

    @Override
    void place(Box box, double zoom) {
        double scale = Math.max(1, SMALLEST / (SIZE * zoom));
        setScaleX(scale);
        setScaleY(scale);
        relocate(box.x() - SIZE / 2, box.y() - SIZE / 2);
    }
}
