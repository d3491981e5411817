package xooai.designer.canvas;

import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// Pushes the canvas, frame by frame, while something is dragged near its border.
final class BorderPush extends AnimationTimer {
    private static final double BORDER = 24;
    private static final double PUSH = 14;

    private final Node surface;
    private final Consumer<Point2D> push;
    private @Nullable Point2D at;

    BorderPush(Node surface, Consumer<Point2D> push) {
        this.surface = surface;
        this.push = push;
    }

    /// The pointer is there now.
    void moved(double x, double y) {
        at = new Point2D(x, y);
    }

    @Override
    public void handle(long now) {
        Point2D pointer = at;
        if (pointer == null) {
            return;
        }
        Bounds bounds = surface.getLayoutBounds();
        Point2D by = new Point2D(along(pointer.getX(), bounds.getWidth()), along(pointer.getY(), bounds.getHeight()));
        if (!by.equals(Point2D.ZERO)) {
            push.accept(by);
        }
    }

    private static double along(double at, double size) {
        if (at < BORDER) {
            return PUSH * Math.min(1, (BORDER - at) / BORDER);
        }
        return at > size - BORDER ? -PUSH * Math.min(1, (at - size + BORDER) / BORDER) : 0;
    }
}
