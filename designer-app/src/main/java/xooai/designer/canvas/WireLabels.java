package xooai.designer.canvas;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Wire;
import xooai.flow.Point;

/// Labels in the middle of the wires that are in view: what passed each of them, as much of it as the wire is long.
/// None until they are asked for.
final class WireLabels extends Pane {
    private static final double WIDEST = 220;
    private static final double NARROWEST = 32;
    private static final double ENDS = 20;

    private final Function<Wire, @Nullable String> texts;
    private final Map<Wire, Route> routes = new LinkedHashMap<>();
    private final Map<Wire, Label> labels = new LinkedHashMap<>();
    private final Deque<Label> free = new ArrayDeque<>();
    private boolean on;
    private boolean near = true;

    WireLabels(Function<Wire, @Nullable String> texts) {
        this.texts = texts;
        setManaged(false);
        setMouseTransparent(true);
    }

    boolean isOn() {
        return on;
    }

    void setOn(boolean wanted) {
        on = wanted;
        refresh();
    }

    /// Whether the view is near enough for labels to be read.
    void setNear(boolean readable) {
        if (near != readable) {
            near = readable;
            refresh();
        }
    }

    /// The wire runs there.
    void place(Wire wire, Route route) {
        Route before = routes.put(wire, route);
        if (on && near && !route.equals(before)) {
            show(wire, route);
        }
    }

    /// The wire is in view no more.
    void remove(Wire wire) {
        routes.remove(wire);
        release(wire);
    }

    /// What passed has changed.
    void refresh() {
        if (on && near) {
            routes.forEach(this::show);
        } else {
            List.copyOf(labels.keySet()).forEach(this::release);
        }
    }

    private void show(Wire wire, Route route) {
        String text = texts.apply(wire);
        if (text == null) {
            release(wire);
            return;
        }
        Label label = labels.get(wire);
        if (label == null) {
            label = free.isEmpty() ? made() : free.remove();
            labels.put(wire, label);
        }
        label.setText(text);
        label.setAccessibleText(wire.from() + " to " + wire.to() + ": " + text);
        label.applyCss();
        double room = room(route);
        double width = Math.min(Math.min(WIDEST, room), Math.ceil(label.prefWidth(-1)));
        double height = Math.ceil(label.prefHeight(width));
        Point middle = route.at(0.5);
        label.resizeRelocate(Math.rint(middle.x() - width / 2), Math.rint(middle.y() - height / 2), width, height);
        label.setVisible(room >= NARROWEST);
    }

    /// How wide a label may be that covers none of the nodes at the ends: those of a steep wire are above each other.
    private static double room(Route route) {
        double across = Math.abs(route.x2() - route.x1());
        double down = Math.abs(route.y2() - route.y1());
        return down > Geometry.NODE_HEIGHT ? WIDEST : across - ENDS;
    }

    private Label made() {
        Label label = new Label();
        label.setManaged(false);
        label.getStyleClass().add("canvas-wire-label");
        getChildren().add(label);
        return label;
    }

    private void release(Wire wire) {
        Label label = labels.remove(wire);
        if (label != null) {
            label.setVisible(false);
            free.add(label);
        }
    }
}
