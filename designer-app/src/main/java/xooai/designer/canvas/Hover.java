package xooai.designer.canvas;

import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.util.Duration;
import xooai.designer.design.Wire;

/// Waits until the pointer has rested on a port or a wire, and has the window show what goes through it until
/// the pointer leaves, or something is done.
final class Hover {
    private static final Duration REST = Duration.millis(300);

    private final CanvasHost host;
    private final PauseTransition rest = new PauseTransition(REST);
    private Hit over = new Hit.Nothing();
    private double screenX;
    private double screenY;

    Hover(Node surface, CanvasHost host) {
        this.host = host;
        rest.setOnFinished(_ -> show());
        surface.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> leave());
        surface.addEventFilter(ScrollEvent.SCROLL, _ -> leave());
        surface.addEventFilter(KeyEvent.KEY_PRESSED, _ -> leave());
    }

    /// The pointer is over that, there on the screen.
    void over(Hit hit, double x, double y) {
        if (hit.equals(over)) {
            return;
        }
        leave();
        over = hit;
        screenX = x;
        screenY = y;
        if (hit instanceof Hit.OnPort || hit instanceof Hit.OnWire) {
            rest.playFromStart();
        }
    }

    /// The pointer left the canvas there; it did not move when what is shown came to lie under it.
    void leaveFor(Hit hit) {
        if (!hit.equals(over)) {
            leave();
        }
    }

    /// The pointer is no longer over anything, or does something else.
    void leave() {
        rest.stop();
        if (!(over instanceof Hit.Nothing)) {
            over = new Hit.Nothing();
            host.endPeek();
        }
    }

    private void show() {
        switch (over) {
            case Hit.OnPort(PortRef port) -> host.peek(port, screenX, screenY);
            case Hit.OnWire(Wire wire) -> host.peek(wire, screenX, screenY);
            case Hit.OnNode _, Hit.Nothing _, Hit.OnPiece _ -> {}
        }
    }
}
