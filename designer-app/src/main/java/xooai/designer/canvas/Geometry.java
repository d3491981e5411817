package xooai.designer.canvas;

import xooai.designer.design.Layout;
import xooai.flow.Point;

/// The measures of nodes and wires, in world pixels. Every node has the same size, so ports line up by
/// themselves.
final class Geometry {
    static final double NODE_WIDTH = Layout.NODE_WIDTH;
    static final double NODE_HEIGHT = Layout.NODE_HEIGHT;
    /// The line through both ports, below the top of the node.
    static final double PORT_LINE = Layout.PORT_LINE;

    static final double PORT_SIZE = 10;
    static final double GRID = Layout.GRID;
    /// The least zoom at which nodes are regions of their own.
    static final double NEAR = 0.4;
    /// The least zoom at which nodes show everything.
    static final double FULL = 0.6;

    private static final int PIECES = 24;

    private Geometry() {}

    static Box node(Point at) {
        return new Box(at.x(), at.y(), NODE_WIDTH, NODE_HEIGHT);
    }

    static Point port(Point node, PortRef.Side side) {
        return new Point(side == PortRef.Side.IN ? node.x() : node.x() + NODE_WIDTH, node.y() + PORT_LINE);
    }

    /// The curve of a wire between two ports: leaves to the right, arrives from the left.
    record Curve(double x1, double y1, double c1x, double c1y, double c2x, double c2y, double x2, double y2) {

        static Curve between(Point from, Point to) {
            double dx = to.x() - from.x();
            double dy = Math.abs(to.y() - from.y());
            double reach =
                    dx >= 0 ? Math.max(Math.min(48, dx / 2 + dy / 4), dx / 2) : Math.clamp(-dx / 2 + dy / 4, 64, 240);
            return new Curve(from.x(), from.y(), from.x() + reach, from.y(), to.x() - reach, to.y(), to.x(), to.y());
        }

        Point at(double t) {
            double u = 1 - t;
            double a = u * u * u;
            double b = 3 * u * u * t;
            double c = 3 * u * t * t;
            double d = t * t * t;
            return new Point(a * x1 + b * c1x + c * c2x + d * x2, a * y1 + b * c1y + c * c2y + d * y2);
        }

        /// A box that holds the curve: that of its control points.
        Box box() {
            Box ends = Box.between(x1, y1, x2, y2);
            return ends.joined(Box.between(c1x, c1y, c2x, c2y));
        }

        boolean isWithin(double distance, double px, double py) {
            Point before = at(0);
            for (int i = 1; i <= PIECES; i++) {
                Point after = at((double) i / PIECES);
                if (squareToSegment(px, py, before, after) <= distance * distance) {
                    return true;
                }
                before = after;
            }
            return false;
        }

        boolean crosses(Point from, Point to) {
            Point before = at(0);
            for (int i = 1; i <= PIECES; i++) {
                Point after = at((double) i / PIECES);
                if (cross(before, after, from, to)) {
                    return true;
                }
                before = after;
            }
            return false;
        }

        boolean meets(Box box) {
            for (int i = 0; i <= PIECES; i++) {
                Point point = at((double) i / PIECES);
                if (box.holds(point.x(), point.y())) {
                    return true;
                }
            }
            return false;
        }
    }

    private static double squareToSegment(double px, double py, Point a, Point b) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp(((px - a.x()) * dx + (py - a.y()) * dy) / length, 0.0, 1.0);
        double ex = px - a.x() - t * dx;
        double ey = py - a.y() - t * dy;
        return ex * ex + ey * ey;
    }

    private static boolean cross(Point a, Point b, Point c, Point d) {
        return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
    }

    private static double side(Point a, Point b, Point c) {
        return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
    }

    static double snapped(double value) {
        return Math.round(value / GRID) * GRID;
    }

    static Point snapped(Point point) {
        return new Point(snapped(point.x()), snapped(point.y()));
    }
}
