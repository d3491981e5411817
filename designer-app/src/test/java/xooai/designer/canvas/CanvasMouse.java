package xooai.designer.canvas;

import java.util.EnumSet;
import java.util.Set;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/// A mouse and a keyboard that a test moves: events are fired at the canvas, in its own pixels.
final class CanvasMouse {
    /// The keys that can be held.
    enum Held {
        SHIFT,
        MENU,
        ALT
    }

    private final FlowCanvas canvas;
    private final Set<Held> held = EnumSet.noneOf(Held.class);
    private MouseButton button = MouseButton.PRIMARY;
    private Point2D at = Point2D.ZERO;

    CanvasMouse(FlowCanvas canvas) {
        this.canvas = canvas;
    }

    CanvasMouse holding(Held... keys) {
        held.clear();
        held.addAll(Set.of(keys));
        return this;
    }

    CanvasMouse with(MouseButton wanted) {
        button = wanted;
        return this;
    }

    void press(Point2D point) {
        fire(MouseEvent.MOUSE_PRESSED, point, 1);
    }

    void drag(Point2D point) {
        fire(MouseEvent.MOUSE_DRAGGED, at.midpoint(point), 1);
        fire(MouseEvent.MOUSE_DRAGGED, point, 1);
    }

    void release(Point2D point) {
        fire(MouseEvent.MOUSE_RELEASED, point, 1);
    }

    void move(Point2D point) {
        fire(MouseEvent.MOUSE_MOVED, point, 0);
    }

    void dragFromTo(Point2D from, Point2D to) {
        press(from);
        drag(to);
        release(to);
    }

    void click(Point2D point) {
        press(point);
        release(point);
    }

    void doubleClick(Point2D point) {
        click(point);
        fire(MouseEvent.MOUSE_PRESSED, point, 2);
        fire(MouseEvent.MOUSE_RELEASED, point, 2);
    }

    void scroll(Point2D point, double dx, double dy) {
        Point2D scene = canvas.localToScene(point);
        Event.fireEvent(
                canvas,
                new ScrollEvent(
                        ScrollEvent.SCROLL,
                        scene.getX(),
                        scene.getY(),
                        scene.getX(),
                        scene.getY(),
                        held.contains(Held.SHIFT),
                        held.contains(Held.MENU),
                        held.contains(Held.ALT),
                        false,
                        false,
                        false,
                        dx,
                        dy,
                        dx,
                        dy,
                        40,
                        40,
                        ScrollEvent.HorizontalTextScrollUnits.NONE,
                        0,
                        ScrollEvent.VerticalTextScrollUnits.NONE,
                        0,
                        0,
                        null));
    }

    /// Two fingers that spread by that factor, about that point.
    void pinch(Point2D point, double factor) {
        Point2D scene = canvas.localToScene(point);
        Event.fireEvent(
                canvas,
                new ZoomEvent(
                        ZoomEvent.ZOOM,
                        scene.getX(),
                        scene.getY(),
                        scene.getX(),
                        scene.getY(),
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        factor,
                        factor,
                        null));
    }

    void key(KeyCode code) {
        fire(KeyEvent.KEY_PRESSED, code);
        fire(KeyEvent.KEY_RELEASED, code);
    }

    void fire(EventType<KeyEvent> type, KeyCode code) {
        Event.fireEvent(
                canvas,
                new KeyEvent(
                        type,
                        KeyEvent.CHAR_UNDEFINED,
                        code.getName(),
                        code,
                        held.contains(Held.SHIFT),
                        held.contains(Held.MENU),
                        held.contains(Held.ALT),
                        false));
    }

    private void fire(EventType<MouseEvent> type, Point2D point, int clicks) {
        at = point;
        Point2D scene = canvas.localToScene(point);
        boolean down = type != MouseEvent.MOUSE_RELEASED && type != MouseEvent.MOUSE_MOVED;
        Event.fireEvent(
                canvas,
                new MouseEvent(
                        type,
                        scene.getX(),
                        scene.getY(),
                        scene.getX(),
                        scene.getY(),
                        button,
                        clicks,
                        held.contains(Held.SHIFT),
                        held.contains(Held.MENU),
                        held.contains(Held.ALT),
                        false,
                        down && button == MouseButton.PRIMARY,
                        down && button == MouseButton.MIDDLE,
                        down && button == MouseButton.SECONDARY,
                        true,
                        false,
                        true,
                        new PickResult(canvas, scene.getX(), scene.getY())));
    }
}
