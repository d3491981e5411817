package xooai.designer.canvas;

import java.util.Collection;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.shape.CubicCurve;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import xooai.flow.Point;

/// What is drawn above the flow while the hand is at work: the wire that is being drawn, the frame of a
/// selection, guides, the line that cuts, outlines of what is dragged, and the chip that says why.
final class Overlay extends Pane {
    private final CubicCurve wire = new CubicCurve();
    private final Rectangle marquee = new Rectangle();
    private final Line across = new Line();
    private final Line down = new Line();
    private final Line cut = new Line();
    private final Path outlines = new Path();
    private final WireChip chip = new WireChip();

    Overlay() {
        setManaged(false);
        setMouseTransparent(true);
        style(wire, "canvas-new-wire");
        style(marquee, "canvas-marquee");
        style(across, "canvas-guide");
        style(down, "canvas-guide");
        style(cut, "canvas-cut");
        style(outlines, "canvas-outline");
        getChildren().add(chip);
    }

    private void style(Node node, String styleClass) {
        node.getStyleClass().add(styleClass);
        node.setManaged(false);
        node.setVisible(false);
        getChildren().add(node);
    }

    void showWire(double x1, double y1, double x2, double y2, boolean refused) {
        Geometry.Curve curve = Geometry.Curve.between(new Point(x1, y1), new Point(x2, y2));
        wire.setStartX(curve.x1());
        wire.setStartY(curve.y1());
        wire.setControlX1(curve.c1x());
        wire.setControlY1(curve.c1y());
        wire.setControlX2(curve.c2x());
        wire.setControlY2(curve.c2y());
        wire.setEndX(curve.x2());
        wire.setEndY(curve.y2());
        wire.pseudoClassStateChanged(Looks.REFUSED, refused);
        wire.setVisible(true);
    }

    void hideWire() {
        wire.setVisible(false);
    }

    void showMarquee(Box box) {
        marquee.setX(box.x());
        marquee.setY(box.y());
        marquee.setWidth(box.width());
        marquee.setHeight(box.height());
        marquee.setVisible(true);
    }

    void hideMarquee() {
        marquee.setVisible(false);
    }

    /// Lines through the whole canvas at that height and that breadth; none where null.
    void showGuides(@Nullable Double y, @Nullable Double x) {
        across.setVisible(y != null);
        down.setVisible(x != null);
        if (y != null) {
            place(across, 0, y, getWidth(), y);
        }
        if (x != null) {
            place(down, x, 0, x, getHeight());
        }
    }

    void showCut(double x1, double y1, double x2, double y2) {
        place(cut, x1, y1, x2, y2);
        cut.setVisible(true);
    }

    void hideCut() {
        cut.setVisible(false);
    }

    void showOutlines(Collection<Box> boxes) {
        outlines.getElements().clear();
        for (Box box : boxes) {
            outlines.getElements()
                    .addAll(
                            new MoveTo(box.x(), box.y()),
                            new LineTo(box.right(), box.y()),
                            new LineTo(box.right(), box.bottom()),
                            new LineTo(box.x(), box.bottom()),
                            new LineTo(box.x(), box.y()));
        }
        outlines.setVisible(!boxes.isEmpty());
    }

    private static void place(Line line, double x1, double y1, double x2, double y2) {
        line.setStartX(x1);
        line.setStartY(y1);
        line.setEndX(x2);
        line.setEndY(y2);
    }

    /// The chip beside the pointer.
    WireChip chip() {
        return chip;
    }

    /// The part of the screen that this covers.
    Box area() {
        return new Box(0, 0, getWidth(), getHeight());
    }

    /// Says that beside the pointer until it is told otherwise.
    void showChip(String text, boolean refused, double x, double y) {
        chip.say(text, refused, x, y, new Box(x, y, 0, 0), area());
    }
}
