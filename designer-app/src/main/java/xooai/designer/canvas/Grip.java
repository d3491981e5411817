package xooai.designer.canvas;

import javafx.scene.Cursor;
import org.jspecify.annotations.Nullable;
import xooai.flow.Frame;

/// Where a piece of the drawing is taken hold of: in itself, by its title, or by an edge or a corner.
enum Grip {
    BODY(0, 0),
    TITLE(0, 0),
    NORTH(0, -1),
    SOUTH(0, 1),
    WEST(-1, 0),
    EAST(1, 0),
    NORTH_WEST(-1, -1),
    NORTH_EAST(1, -1),
    SOUTH_WEST(-1, 1),
    SOUTH_EAST(1, 1);

    private final int across;
    private final int down;

    Grip(int across, int down) {
        this.across = across;
        this.down = down;
    }

    Cursor cursor() {
        return switch (this) {
            case BODY, TITLE -> Cursor.DEFAULT;
            case NORTH -> Cursor.N_RESIZE;
            case SOUTH -> Cursor.S_RESIZE;
            case WEST -> Cursor.W_RESIZE;
            case EAST -> Cursor.E_RESIZE;
            case NORTH_WEST -> Cursor.NW_RESIZE;
            case NORTH_EAST -> Cursor.NE_RESIZE;
            case SOUTH_WEST -> Cursor.SW_RESIZE;
            case SOUTH_EAST -> Cursor.SE_RESIZE;
        };
    }

    /// Whether it makes larger and smaller.
    boolean resizes() {
        return across != 0 || down != 0;
    }

    /// The edge or corner of a box that is within that distance of a point, else null.
    static @Nullable Grip edge(Box box, double x, double y, double distance) {
        if (!box.grown(distance).holds(x, y)) {
            return null;
        }
        int across = near(x, box.x(), box.right(), distance);
        int down = near(y, box.y(), box.bottom(), distance);
        for (Grip grip : values()) {
            if (grip.resizes() && grip.across == across && grip.down == down) {
                return grip;
            }
        }
        return null;
    }

    private static int near(double value, double low, double high, double distance) {
        if (Math.abs(value - high) <= distance) {
            return 1;
        }
        return Math.abs(value - low) <= distance ? -1 : 0;
    }

    /// A frame with this edge or corner moved, no smaller than that.
    Frame resized(Frame frame, double dx, double dy, double leastWidth, double leastHeight) {
        double width = Math.max(leastWidth, frame.width() + across * dx);
        double height = Math.max(leastHeight, frame.height() + down * dy);
        double x = across < 0 ? frame.x() + frame.width() - width : frame.x();
        double y = down < 0 ? frame.y() + frame.height() - height : frame.y();
        return new Frame(x, y, width, height);
    }
}
