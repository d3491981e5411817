package xooai.designer.canvas;

import java.util.List;
import xooai.flow.Point;

/// Finds where something that pops up stands: beside the pointer, in view, and never over what it speaks of.
final class Beside {
    private static final double GAP = 18;
    private static final double MARGIN = 4;

    private Beside() {}

    /// Where the left upper corner of a box of that size comes to be.
    ///
    /// @param about what it speaks of, on the screen
    /// @param view the part of the screen that it has to be in
    static Point of(double x, double y, double width, double height, Box about, Box view) {
        Box within = view.grown(-MARGIN);
        double middle = x - width / 2;
        List<Box> places = List.of(
                new Box(x + GAP, y + GAP, width, height),
                new Box(x - GAP - width, y + GAP, width, height),
                new Box(x + GAP, y - GAP - height, width, height),
                new Box(x - GAP - width, y - GAP - height, width, height),
                new Box(inside(middle, width, within.x(), within.right()), about.bottom() + GAP, width, height),
                new Box(inside(middle, width, within.x(), within.right()), about.y() - GAP - height, width, height),
                new Box(about.right() + GAP, inside(y, height, within.y(), within.bottom()), width, height),
                new Box(about.x() - GAP - width, inside(y, height, within.y(), within.bottom()), width, height));
        for (Box place : places) {
            if (within.holds(place) && !place.meets(about) && !place.holds(x, y)) {
                return new Point(Math.floor(place.x()), Math.floor(place.y()));
            }
        }
        // There is no such place: in view at least, at the side where it covers least.
        Box best = null;
        double least = Double.MAX_VALUE;
        for (Box place : places) {
            Box seen = new Box(
                    inside(place.x(), width, within.x(), within.right()),
                    inside(place.y(), height, within.y(), within.bottom()),
                    width,
                    height);
            double covered = overlap(seen, about);
            if (best == null || covered < least) {
                best = seen;
                least = covered;
            }
        }
        Box seen = best == null ? new Box(x, y, width, height) : best;
        return new Point(Math.floor(seen.x()), Math.floor(seen.y()));
    }

    private static double inside(double at, double size, double from, double to) {
        return Math.max(from, Math.min(at, to - size));
    }

    private static double overlap(Box one, Box other) {
        double across = Math.min(one.right(), other.right()) - Math.max(one.x(), other.x());
        double down = Math.min(one.bottom(), other.bottom()) - Math.max(one.y(), other.y());
        return across <= 0 || down <= 0 ? 0 : across * down;
    }
}
