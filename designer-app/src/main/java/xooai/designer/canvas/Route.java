package xooai.designer.canvas;

import java.util.ArrayList;
import java.util.List;
import xooai.flow.Point;

/// The way of a wire: a curve, or several where it goes through points. It leaves to the right, arrives from the left,
/// and passes each point in the direction from the one before to the one after.
record Route(List<Geometry.Curve> curves) {
    private static final double STIFFNESS = 0.36;
    private static final int PIECES = 24;

    /// The way from one place to another through those points.
    static Route through(Point from, List<Point> bends, Point to) {
        if (bends.isEmpty()) {
            return new Route(List.of(Geometry.Curve.between(from, to)));
        }
        List<Point> points = new ArrayList<>(bends.size() + 2);
        points.add(from);
        points.addAll(bends);
        points.add(to);
        List<Geometry.Curve> curves = new ArrayList<>(points.size() - 1);
        for (int i = 1; i < points.size(); i++) {
            curves.add(piece(points, i));
        }
        return new Route(List.copyOf(curves));
    }

    private static Geometry.Curve piece(List<Point> points, int i) {
        Point a = points.get(i - 1);
        Point b = points.get(i);
        Point out = i == 1 ? new Point(1, 0) : direction(points.get(i - 2), b);
        Point in = i == points.size() - 1 ? new Point(1, 0) : direction(a, points.get(i + 1));
        double reach = Math.hypot(b.x() - a.x(), b.y() - a.y()) * STIFFNESS;
        return new Geometry.Curve(
                a.x(),
                a.y(),
                a.x() + out.x() * reach,
                a.y() + out.y() * reach,
                b.x() - in.x() * reach,
                b.y() - in.y() * reach,
                b.x(),
                b.y());
    }

    private static Point direction(Point from, Point to) {
        double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
        return length == 0 ? new Point(1, 0) : new Point((to.x() - from.x()) / length, (to.y() - from.y()) / length);
    }

    double x1() {
        return curves.getFirst().x1();
    }

    double y1() {
        return curves.getFirst().y1();
    }

    double x2() {
        return curves.getLast().x2();
    }

    double y2() {
        return curves.getLast().y2();
    }

    /// Whether it is a level line to the right.
    boolean isStraight() {
        return curves.size() == 1 && y1() == y2() && x1() <= x2();
    }

    /// Where it is after that part of its way, from 0 to 1; each curve is as long as the others here.
    Point at(double t) {
        double all = t * curves.size();
        int index = (int) Math.clamp(Math.floor(all), 0, curves.size() - 1.0);
        return curves.get(index).at(all - index);
    }

    /// A box that holds it.
    Box box() {
        Box all = curves.getFirst().box();
        for (Geometry.Curve curve : curves) {
            all = all.joined(curve.box());
        }
        return all;
    }

    boolean isWithin(double distance, double px, double py) {
        for (Geometry.Curve curve : curves) {
            if (curve.box().grown(distance).holds(px, py) && curve.isWithin(distance, px, py)) {
                return true;
            }
        }
        return false;
    }

    boolean crosses(Point from, Point to) {
        return curves.stream().anyMatch(curve -> curve.crosses(from, to));
    }

    boolean meets(Box box) {
        return curves.stream().anyMatch(curve -> curve.meets(box));
    }

    /// Which of its curves is nearest to a point: a new point of the wire there comes at that place of its points.
    int nearest(double px, double py) {
        int best = 0;
        double bestDistance = Double.MAX_VALUE;
        for (int i = 0; i < curves.size(); i++) {
            for (int j = 0; j <= PIECES; j++) {
                Point at = curves.get(i).at((double) j / PIECES);
                double distance = Math.hypot(at.x() - px, at.y() - py);
                if (distance < bestDistance) {
                    bestDistance = distance;
                    best = i;
                }
            }
        }
        return best;
    }
}
