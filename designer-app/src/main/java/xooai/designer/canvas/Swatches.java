package xooai.designer.canvas;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/// The colours of the stylesheet for what is painted by hand: one unseen shape each, filled by its style class.
final class Swatches extends Pane {
    private static final String[] NAMES = {
        "node",
        "border",
        "text",
        "muted",
        "wire",
        "accent",
        "done",
        "cached",
        "pinned",
        "stale",
        "failed",
        "running",
        "dot",
        "tint-grey",
        "tint-red",
        "tint-orange",
        "tint-yellow",
        "tint-green",
        "tint-teal",
        "tint-blue",
        "tint-purple"
    };

    private final Map<String, Rectangle> shapes = new HashMap<>();

    /// Calls back when the theme gave other colours.
    Swatches(Runnable changed) {
        setManaged(false);
        // Unseen, but not invisible: styles are not worked out for what is invisible.
        setOpacity(0);
        setMouseTransparent(true);
        relocate(-8, -8);
        for (String name : NAMES) {
            Rectangle shape = new Rectangle(1, 1);
            shape.getStyleClass().add("canvas-swatch-" + name);
            shape.fillProperty().subscribe((_, _) -> changed.run());
            shapes.put(name, shape);
            getChildren().add(shape);
        }
    }

    Color color(String name) {
        Rectangle shape = shapes.get(name);
        return shape != null && shape.getFill() instanceof Color color ? color : Color.GRAY;
    }
}
