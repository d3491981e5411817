package xooai.designer.canvas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Wire;
import xooai.flow.Point;

/// What of a flow lies under a point, a line or a frame of the canvas; it is hit by pixels of the screen at any zoom.
final class Hits {
    private static final double TITLE = 32;
    /// How near to the pointer, in screen pixels, a port and a wire are hit.
    private static final double PORT = 10;

    private static final double WIRE = 6;

    private final CanvasModel canvas;
    private final DesignModel model;

    Hits(CanvasModel canvas, DesignModel model) {
        this.canvas = canvas;
        this.model = model;
    }

    /// What lies under a point of the screen, the topmost first: ports, nodes, points of wires, wires, notes, groups.
    Hit hit(double screenX, double screenY) {
        double zoom = canvas.viewport().zoom();
        double x = canvas.viewport().worldX(screenX);
        double y = canvas.viewport().worldY(screenY);
        PortRef port = port(x, y, PORT / zoom, null);
        String node = node(x, y);
        // From afar a node is hardly larger than its ports: what is on it takes hold of it, what is beside it of them.
        if (port != null && (zoom >= Geometry.NEAR || node == null)) {
            return new Hit.OnPort(port);
        }
        if (node != null) {
            return new Hit.OnNode(node, y - canvas.place(node).y() < TITLE);
        }
        Hit bend = canvas.pieces().bend(x, y, zoom);
        if (bend != null) {
            return bend;
        }
        Wire wire = wire(x, y, WIRE / zoom, Set.of());
        if (wire != null) {
            return new Hit.OnWire(wire);
        }
        Hit frame = canvas.pieces().frame(x, y, zoom);
        return frame == null ? new Hit.Nothing() : frame;
    }

    /// The port nearest to a world point within that distance, on that side or on any, or null.
    @Nullable
    PortRef port(double x, double y, double distance, PortRef.@Nullable Side side) {
        PortRef best = null;
        double bestDistance = distance;
        for (String name : canvas.standing(new Box(x, y, 0, 0).grown(distance))) {
            for (PortRef.Side one : PortRef.Side.values()) {
                Point at = Geometry.port(canvas.place(name), one);
                double away = Math.hypot(at.x() - x, at.y() - y);
                if ((side == null || side == one) && away <= bestDistance) {
                    bestDistance = away;
                    best = new PortRef(name, one);
                }
            }
        }
        return best;
    }

    /// The ports on that side within that distance of a world point, the nearest first.
    List<PortRef> ports(double x, double y, double distance, PortRef.Side side) {
        List<PortRef> found = new ArrayList<>();
        for (String name : canvas.standing(new Box(x, y, 0, 0).grown(distance))) {
            if (away(name, side, x, y) <= distance) {
                found.add(new PortRef(name, side));
            }
        }
        found.sort(Comparator.comparingDouble(port -> away(port.node(), side, x, y)));
        return found;
    }

    private double away(String name, PortRef.Side side, double x, double y) {
        Point at = Geometry.port(canvas.place(name), side);
        return Math.hypot(at.x() - x, at.y() - y);
    }

    /// The topmost node at a world point, or null.
    @Nullable
    String node(double x, double y) {
        String found = null;
        for (String name : canvas.standing(new Box(x, y, 0, 0))) {
            boolean above = found == null || !model.selection().nodes().contains(found);
            if (above && canvas.box(name).holds(x, y)) {
                found = name;
            }
        }
        return found;
    }

    /// The wire within that distance of a world point that touches none of those nodes, or null.
    @Nullable
    Wire wire(double x, double y, double distance, Set<String> not) {
        for (Wire wire : canvas.lying(new Box(x, y, 0, 0).grown(distance))) {
            if (not.stream().noneMatch(wire::touches) && canvas.route(wire).isWithin(distance, x, y)) {
                return wire;
            }
        }
        return null;
    }

    /// The nodes that a rectangle of the world touches.
    Set<String> touching(Box part) {
        Set<String> found = new HashSet<>();
        for (String name : canvas.standing(part)) {
            if (canvas.box(name).meets(part)) {
                found.add(name);
            }
        }
        return found;
    }

    /// The wires that a line of the world crosses.
    Set<Wire> crossing(Point from, Point to) {
        Set<Wire> found = new LinkedHashSet<>();
        for (Wire wire :
                canvas.lying(Box.between(from.x(), from.y(), to.x(), to.y()).grown(1))) {
            if (canvas.route(wire).crosses(from, to)) {
                found.add(wire);
            }
        }
        return found;
    }
}
