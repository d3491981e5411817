package xooai.designer.canvas;

import xooai.flow.Point;

/// Which part of the flow is seen: the world point in the top left corner, and the zoom.
///
/// Screen coordinates are those of the canvas region, in logical pixels.
///
/// @param x the world x at the left border
/// @param y the world y at the top border
/// @param zoom screen pixels per world pixel, from [#SMALLEST] to [#LARGEST]
public record Viewport(double x, double y, double zoom) {
    /// The smallest zoom, 5 %.
    public static final double SMALLEST = 0.05;

    /// The largest zoom, 400 %.
    public static final double LARGEST = 4;

    /// The farthest that is looked at from the origin.
    private static final double FARTHEST = 1e12;

    /// The factor of one notch of the wheel.
    public static final double NOTCH = 1.15;

    /// In how many steps a notch is gone by fingers, by a fit and by a glide. Each zoom has letters of its own size, of
    /// which JavaFX keeps a record for ever: there may be no more of them than some hundred.
    private static final double STEPS = 16;

    /// 100 %, with a little room above and left of the origin.
    public static final Viewport START = new Viewport(-48, -48, 1);

    public Viewport {
        zoom = Double.isNaN(zoom) ? 1 : Math.clamp(zoom, SMALLEST, LARGEST);
        x = finite(x);
        y = finite(y);
    }

    /// A place that can be looked at, whatever a file says of what is drawn there.
    private static double finite(double place) {
        return Double.isNaN(place) ? 0 : Math.clamp(place, -FARTHEST, FARTHEST);
    }

    /// The world x under a screen x.
    public double worldX(double screenX) {
        return x + screenX / zoom;
    }

    /// The world y under a screen y.
    public double worldY(double screenY) {
        return y + screenY / zoom;
    }

    /// Where a world x is on the screen.
    public double screenX(double worldX) {
        return (worldX - x) * zoom;
    }

    /// Where a world y is on the screen.
    public double screenY(double worldY) {
        return (worldY - y) * zoom;
    }

    /// This viewport moved by screen pixels, as if the flow were pushed by them.
    public Viewport pushed(double dx, double dy) {
        return new Viewport(x - dx / zoom, y - dy / zoom, zoom);
    }

    /// The step that is nearest to that zoom.
    static double stepped(double zoom) {
        return step(Math.rint(steps(zoom)));
    }

    private static double steps(double zoom) {
        return Math.log(Math.clamp(zoom, SMALLEST, LARGEST)) / Math.log(NOTCH) * STEPS;
    }

    private static double step(double number) {
        return Math.clamp(Math.pow(NOTCH, number / STEPS), SMALLEST, LARGEST);
    }

    /// This viewport at the step nearest to another zoom, with the same world point under that screen point.
    public Viewport zoomedTo(double wanted, double screenX, double screenY) {
        double to = stepped(wanted);
        return new Viewport(worldX(screenX) - screenX / to, worldY(screenY) - screenY / to, to);
    }

    /// This viewport zoomed by a number of notches, in when they are more than zero.
    public Viewport zoomedBy(double notches, double screenX, double screenY) {
        return zoomedTo(zoom * Math.pow(NOTCH, notches), screenX, screenY);
    }

    /// The world rectangle that a screen of that size shows.
    Box seen(double width, double height) {
        return new Box(x, y, width / zoom, height / zoom);
    }

    /// The viewport in which a screen of that size has that point in its middle.
    static Viewport around(Point middle, double zoom, double width, double height) {
        Viewport near = new Viewport(0, 0, zoom);
        return new Viewport(middle.x() - width / 2 / near.zoom(), middle.y() - height / 2 / near.zoom(), near.zoom());
    }

    /// The viewport in which a screen of that size shows the whole box, in its middle and not over 100 %.
    static Viewport fitting(Box box, double width, double height, double margin) {
        double across = Math.max(1, width - 2 * margin) / Math.max(1, box.width());
        double down = Math.max(1, height - 2 * margin) / Math.max(1, box.height());
        double to = Math.min(1, step(Math.floor(steps(Math.min(across, down)))));
        return new Viewport(box.centerX() - width / 2 / to, box.centerY() - height / 2 / to, to);
    }

    /// The viewport that far on the way to another one, from 0 to 1, evenly to the eye.
    Viewport towards(Viewport end, double way, double width, double height) {
        double to = stepped(zoom * Math.pow(end.zoom / zoom, way));
        double centerX = mix(worldX(width / 2), end.worldX(width / 2), way);
        double centerY = mix(worldY(height / 2), end.worldY(height / 2), way);
        return way >= 1 ? end : new Viewport(centerX - width / 2 / to, centerY - height / 2 / to, to);
    }

    private static double mix(double from, double to, double way) {
        return from + (to - from) * way;
    }
}
