package xooai.designer.canvas;

import java.util.Set;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Piece;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.designer.wires.WireVerdict;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// Turns what the mouse does into gestures and clicks. A press is a click until it moved 6 px.
final class Pointer {
    private static final double CLICK = 6;

    private final Node surface;
    private final Desk desk;
    private final BorderPush border;
    private final Hover hover;
    private @Nullable Gesture gesture;
    private @Nullable WireGesture waiting;
    private @Nullable Press press;
    private Gesture.@Nullable Mark last;
    private boolean space;

    private record Press(Gesture.Mark mark, MouseButton button, Hit hit, int clicks, boolean selectedBefore) {}

    Pointer(Node surface, Desk desk) {
        this.surface = surface;
        this.desk = desk;
        this.border = new BorderPush(surface, this::push);
        this.hover = new Hover(surface, desk.host());
        surface.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        surface.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        surface.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        surface.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        surface.addEventHandler(MouseEvent.MOUSE_EXITED, event -> {
            desk.world().hover(null);
            desk.world().trace(null);
            hover.leaveFor(desk.canvas().hits().hit(event.getX(), event.getY()));
        });
    }

    private static Gesture.Mark mark(MouseEvent event) {
        return new Gesture.Mark(
                event.getX(), event.getY(), event.isAltDown(), event.isShiftDown(), event.isShortcutDown());
    }

    /// Whether the key is held that makes every drag push the canvas.
    void setSpace(boolean held) {
        space = held;
        surface.setCursor(held ? Cursor.OPEN_HAND : Cursor.DEFAULT);
    }

    /// The wire that waits for its second click, or null.
    @Nullable
    WireGesture waiting() {
        return waiting;
    }

    /// The wire that is being drawn in whichever way, or null.
    @Nullable
    WireGesture wire() {
        return gesture instanceof WireGesture drawn ? drawn : waiting;
    }

    /// Whether the hand is at work.
    boolean busy() {
        return gesture != null || waiting != null;
    }

    /// Starts a wire that waits for a click or for keys.
    void startWire(PortRef port) {
        cancel();
        waiting = new WireGesture(desk, port);
    }

    /// Ends the waiting wire where it aims.
    void finishWire() {
        WireGesture wire = waiting;
        waiting = null;
        if (wire != null && wire.target() != null) {
            wire.finish();
        } else if (wire != null) {
            wire.cancelled();
        }
    }

    /// Undoes what the hand is doing; says whether it was doing anything.
    boolean cancel() {
        boolean was = busy();
        Gesture running = gesture;
        WireGesture wire = waiting;
        end();
        waiting = null;
        if (running != null) {
            running.cancelled();
        }
        if (wire != null) {
            wire.cancelled();
        }
        press = null;
        return was;
    }

    private void end() {
        gesture = null;
        border.stop();
    }

    private void pressed(MouseEvent event) {
        surface.requestFocus();
        desk.hideNotice();
        desk.world().trace(null);
        event.consume();
        if (gesture != null) {
            cancel();
            return;
        }
        Gesture.Mark mark = mark(event);
        Hit hit = desk.canvas().hits().hit(event.getX(), event.getY());
        boolean selected = isSelected(hit);
        press = new Press(mark, event.getButton(), hit, event.getClickCount(), selected);
        last = mark;
        boolean plain = event.getButton() == MouseButton.PRIMARY && waiting == null && !space;
        if (plain && hit instanceof Hit.OnNode node && !selected) {
            choose(node.name(), mark);
        } else if (plain && hit instanceof Hit.OnPiece on && !selected) {
            choose(on.piece(), mark);
        }
    }

    private boolean isSelected(Hit hit) {
        Selection selection = desk.model().selection();
        return switch (hit) {
            case Hit.OnNode node -> selection.nodes().contains(node.name());
            case Hit.OnPiece on -> selection.pieces().contains(on.piece());
            case Hit.OnWire _, Hit.OnPort _, Hit.Nothing _ -> false;
        };
    }

    private void choose(Piece piece, Gesture.Mark mark) {
        if (mark.menu()) {
            desk.model().select(selection -> selection.toggled(piece));
        } else if (mark.shift()) {
            desk.model().select(selection -> selection.plusPieces(Set.of(piece)));
        } else {
            desk.model().select(Selection.of(piece));
        }
    }

    private void choose(String node, Gesture.Mark mark) {
        if (mark.menu()) {
            desk.model().select(selection -> selection.toggled(node));
        } else if (mark.shift()) {
            desk.model().select(selection -> selection.plus(Set.of(node)));
        } else {
            desk.model().selectNode(node);
        }
    }

    private void dragged(MouseEvent event) {
        event.consume();
        Press pressed = press;
        if (pressed == null) {
            return;
        }
        Gesture.Mark mark = mark(event);
        last = mark;
        border.moved(mark.x(), mark.y());
        if (gesture == null) {
            double away = Math.hypot(
                    mark.x() - pressed.mark().x(), mark.y() - pressed.mark().y());
            if (away < CLICK) {
                return;
            }
            start(pressed);
        }
        if (gesture != null) {
            gesture.moved(mark);
        }
    }

    private void start(Press pressed) {
        if (waiting != null && pressed.button() == MouseButton.PRIMARY && !space) {
            gesture = waiting;
            waiting = null;
        } else {
            gesture = gestureOf(pressed);
        }
        if (gesture.movesCanvas()) {
            border.start();
        }
    }

    private Gesture gestureOf(Press pressed) {
        if (pressed.button() != MouseButton.PRIMARY || space) {
            surface.setCursor(Cursor.CLOSED_HAND);
            return new PanGesture(desk, pressed.mark());
        }
        return switch (pressed.hit()) {
            case Hit.OnPort port -> new WireGesture(desk, port.port());
            case Hit.OnNode node -> {
                if (!desk.model().selection().nodes().contains(node.name())) {
                    desk.model().selectNode(node.name());
                }
                yield new MoveGesture(desk, node, pressed.mark());
            }
            case Hit.OnPiece on when on.grip().resizes() -> new ResizeGesture(desk, on, pressed.mark());
            case Hit.OnPiece on -> {
                if (!desk.model().selection().pieces().contains(on.piece())) {
                    desk.model().select(Selection.of(on.piece()));
                }
                yield new MoveGesture(desk, on, pressed.mark());
            }
            case Hit.OnWire _, Hit.Nothing _ ->
                pressed.mark().alt() ? new CutGesture(desk, pressed.mark()) : new MarqueeGesture(desk, pressed.mark());
        };
    }

    private void released(MouseEvent event) {
        event.consume();
        Press pressed = press;
        Gesture running = gesture;
        press = null;
        end();
        surface.setCursor(space ? Cursor.OPEN_HAND : Cursor.DEFAULT);
        if (running != null) {
            running.released(mark(event));
        } else if (pressed != null && pressed.button() == MouseButton.PRIMARY && !space) {
            clicked(pressed);
        } else if (pressed != null && pressed.button() == MouseButton.SECONDARY) {
            openMenu(pressed, event);
        }
    }

    /// A right click: what is under it is selected, and the menu of it opens.
    private void openMenu(Press pressed, MouseEvent event) {
        switch (pressed.hit()) {
            case Hit.OnNode node when !pressed.selectedBefore() -> desk.model().selectNode(node.name());
            case Hit.OnWire on -> desk.model().select(Selection.of(on.wire()));
            case Hit.Nothing _ -> desk.model().select(Selection.NONE);
            case Hit.OnPiece on when !pressed.selectedBefore() -> desk.model().select(Selection.of(on.piece()));
            case Hit.OnNode _, Hit.OnPort _, Hit.OnPiece _ -> {}
        }
        desk.host().menu(event.getScreenX(), event.getScreenY());
    }

    private void clicked(Press pressed) {
        WireGesture wire = waiting;
        if (wire != null) {
            waiting = null;
            wire.released(pressed.mark());
            return;
        }
        switch (pressed.hit()) {
            case Hit.OnPort port -> startWire(port.port());
            case Hit.OnNode node -> clicked(node, pressed);
            case Hit.OnPiece on -> clicked(on, pressed);
            case Hit.OnWire on when pressed.clicks() == 2 -> desk.drawing().bendAt(on.wire(), pressed.mark());
            case Hit.OnWire on -> clicked(on.wire(), pressed.mark());
            case Hit.Nothing _
            when pressed.clicks() == 2 ->
                desk.host()
                        .search(desk.requestAt(
                                pressed.mark().x(), pressed.mark().y(), null));
            case Hit.Nothing _
            when !pressed.mark().shift() && !pressed.mark().menu() ->
                desk.model().select(Selection.NONE);
            case Hit.Nothing _ -> {}
        }
    }

    /// Selects a wire; of one that does not fit, the reason and its fixes are shown.
    private void clicked(Wire wire, Gesture.Mark mark) {
        desk.model().select(selection -> mark.shift() || mark.menu() ? selection.plus(wire) : Selection.of(wire));
        if (desk.model().ports().misfits().containsKey(wire)) {
            WireVerdict verdict = WireVerdict.ofTypes(desk.model().ports().wires(), wire.from(), wire.to());
            desk.refuse(wire, verdict, wire.to(), new Point(mark.x(), mark.y()));
        }
    }

    private void clicked(Hit.OnNode node, Press pressed) {
        if (pressed.clicks() == 2) {
            opened(node);
        } else if (pressed.selectedBefore()) {
            choose(node.name(), pressed.mark());
        }
    }

    /// A link of a note is followed by a click, and by nothing else; twice on it or on a title edits it.
    private void clicked(Hit.OnPiece on, Press pressed) {
        if (pressed.clicks() == 2 && !on.grip().resizes()) {
            desk.drawing().edit(on.piece());
        } else if (desk.drawing().follow(on.piece(), pressed.mark())) {
            return;
        } else if (pressed.selectedBefore()) {
            choose(on.piece(), pressed.mark());
        }
    }

    private void opened(Hit.OnNode node) {
        NodeSpec spec = desk.model().design().node(node.name());
        String use = spec == null ? null : spec.use();
        if (node.title()) {
            desk.host().rename(node.name());
        } else if (use != null && use.startsWith("flow:")) {
            desk.host().openInside(node.name());
        } else {
            desk.host().inspect(node.name());
        }
    }

    private void moved(MouseEvent event) {
        WireGesture wire = waiting;
        if (wire != null) {
            wire.moved(mark(event));
            return;
        }
        Hit hit = desk.canvas().hits().hit(event.getX(), event.getY());
        Wire under = hit instanceof Hit.OnWire on ? on.wire() : null;
        desk.world().hover(under);
        desk.world().trace(under);
        hover.over(hit, event.getScreenX(), event.getScreenY());
        if (!space) {
            surface.setCursor(cursor(hit, mark(event)));
        }
    }

    private Cursor cursor(Hit hit, Gesture.Mark mark) {
        return switch (hit) {
            case Hit.OnPort _ -> Cursor.CROSSHAIR;
            case Hit.OnPiece on when desk.drawing().link(on.piece(), mark) != null -> Cursor.HAND;
            case Hit.OnPiece on -> on.grip().cursor();
            case Hit.OnNode _, Hit.OnWire _, Hit.Nothing _ -> Cursor.DEFAULT;
        };
    }

    private void push(Point2D by) {
        Gesture.Mark mark = last;
        Gesture running = gesture;
        if (mark != null && running != null) {
            desk.look(desk.canvas().viewport().pushed(by.getX(), by.getY()));
            running.moved(mark);
        }
    }
}
