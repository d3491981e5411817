package xooai.designer.wires;

import java.util.List;
import xooai.designer.design.Design;
import xooai.designer.design.Edit;
import xooai.designer.design.Layout;
import xooai.designer.design.Wire;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// The executor that converts docs on their way, as the designer puts it into a wire.
public final class Converter {
    /// What a node runs that converts.
    public static final String USE = "class:xooai.executors.basic.ConvertExecutor";

    private static final String ENDPOINT = "convert";
    private static final double ROOM = 24;

    private Converter() {}

    /// A node that converts like that.
    static NodeSpec node(String name, FieldMapping mapping) {
        return NodeSpec.of(name, USE).withOn(ENDPOINT).withConfig(mapping.config());
    }

    /// Puts a converter between two nodes, into the wire where there is one: one step.
    static Edit insert(Design design, Wire wire, FieldMapping mapping) {
        String name = design.freshName(ENDPOINT);
        Edit add = new Edit.AddNode(node(name, mapping), place(design, wire));
        String title = "Insert converter " + wire;
        return design.wires().contains(wire)
                ? new Edit.Together(title, List.of(add, new Edit.InsertOnWire(name, wire)))
                : new Edit.Together(
                        title, List.of(add, new Edit.Connect(wire.from(), name), new Edit.Connect(name, wire.to())));
    }

    /// Halfway, or the next place below where nothing stands.
    private static Point place(Design design, Wire wire) {
        Point from = design.position(wire.from());
        Point to = design.position(wire.to());
        double x = grid((from.x() + to.x()) / 2);
        double y = grid((from.y() + to.y()) / 2);
        for (int i = 0; i < design.names().size() && isTaken(design, x, y); i++) {
            y += grid(Layout.NODE_HEIGHT + ROOM);
        }
        return new Point(x, y);
    }

    private static boolean isTaken(Design design, double x, double y) {
        return design.positions().values().stream()
                .anyMatch(at -> Math.abs(at.x() - x) < Layout.NODE_WIDTH + ROOM / 2
                        && Math.abs(at.y() - y) < Layout.NODE_HEIGHT + ROOM / 2);
    }

    private static double grid(double value) {
        return Math.round(value / Layout.GRID) * Layout.GRID;
    }
}
