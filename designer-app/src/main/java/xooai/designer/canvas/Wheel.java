package xooai.designer.canvas;

import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/// Scrolls with the wheel, sideways with Shift, and zooms with the menu key or two fingers; or the other way round.
/// Over a
/// selected note that is longer than its frame it scrolls the note.
///
/// What the hand does ends a move of the view where it is.
final class Wheel {
    private static final double NOTCH = 40;

    private final FlowCanvas canvas;
    private final Motion motion;
    private boolean zooms;
    /// What fingers have zoomed to, between the steps.
    private double between = 1;

    Wheel(FlowCanvas canvas, Motion motion) {
        this.canvas = canvas;
        this.motion = motion;
        canvas.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        canvas.addEventHandler(ZoomEvent.ZOOM, this::zoomed);
        canvas.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> motion.stop());
    }

    /// Whether the wheel alone zooms, and scrolls with the menu key.
    boolean isZooming() {
        return zooms;
    }

    void setZooming(boolean zooming) {
        zooms = zooming;
    }

    private void scrolled(ScrollEvent event) {
        event.consume();
        motion.stop();
        boolean plain = !event.isShortcutDown() && !event.isShiftDown();
        if (plain && canvas.drawing().scroll(event.getX(), event.getY(), -event.getDeltaY())) {
            return;
        }
        Viewport viewport = canvas.viewport();
        if (event.isShortcutDown() != zooms && !event.isShiftDown()) {
            double turned = event.getDeltaY() == 0 ? event.getDeltaX() : event.getDeltaY();
            double notch = event.getMultiplierY() == 0 ? NOTCH : event.getMultiplierY();
            zoom(Math.pow(Viewport.NOTCH, turned / notch), event.getX(), event.getY());
        } else if (event.isShiftDown() && event.getDeltaX() == 0) {
            canvas.setViewport(viewport.pushed(event.getDeltaY(), 0));
        } else {
            canvas.setViewport(viewport.pushed(event.getDeltaX(), event.getDeltaY()));
        }
    }

    private void zoomed(ZoomEvent event) {
        event.consume();
        motion.stop();
        zoom(event.getZoomFactor(), event.getX(), event.getY());
    }

    /// By as little as fingers may move at a time: it adds up to steps.
    private void zoom(double factor, double x, double y) {
        Viewport viewport = canvas.viewport();
        double from = Viewport.stepped(between) == viewport.zoom() ? between : viewport.zoom();
        between = Math.clamp(from * factor, Viewport.SMALLEST, Viewport.LARGEST);
        canvas.setViewport(viewport.zoomedTo(between, x, y));
    }
}
