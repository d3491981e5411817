package xooai.flow;

/// An upright rectangle of the canvas, in logical pixels: where a group or a note stands and how large it is.
///
/// @param x its left
/// @param y its top
/// @param width from 1
/// @param height from 1
public record Frame(double x, double y, double width, double height) {

    public Frame {
        x += 0.0; // There is one zero.
        y += 0.0;
        width = Math.max(1, width);
        height = Math.max(1, height);
    }

    /// Its top left corner.
    public Point corner() {
        return new Point(x, y);
    }

    /// This frame with its top left corner there.
    public Frame at(Point corner) {
        return new Frame(corner.x(), corner.y(), width, height);
    }

    /// This frame so much further.
    public Frame moved(double dx, double dy) {
        return new Frame(x + dx, y + dy, width, height);
    }

    /// Whether that point is in it or on its edge.
    public boolean holds(double px, double py) {
        return px >= x && px <= x + width && py >= y && py <= y + height;
    }

    /// Whether the other is wholly in it; an equal one is.
    public boolean holds(Frame other) {
        return holds(other.x, other.y) && holds(other.x + other.width, other.y + other.height);
    }
}
