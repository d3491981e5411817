package xooai.designer.canvas;

import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import xooai.designer.design.Piece;
import xooai.designer.design.Selection;
import xooai.flow.NodeSpec;

/// The keys that act while the canvas has the focus.
final class CanvasKeys {
    private static final double FAR_NUDGE = 40;

    private final FlowCanvas canvas;
    private final Desk desk;
    private final Pointer pointer;
    private final CanvasActions actions;

    CanvasKeys(FlowCanvas canvas, Desk desk, Pointer pointer, CanvasActions actions) {
        this.canvas = canvas;
        this.desk = desk;
        this.pointer = pointer;
        this.actions = actions;
        canvas.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        canvas.addEventHandler(KeyEvent.KEY_RELEASED, event -> {
            if (event.getCode() == KeyCode.SPACE) {
                pointer.setSpace(false);
            }
            if (event.getCode() == KeyCode.CONTROL || event.getCode() == KeyCode.COMMAND) {
                actions.endNudges();
            }
        });
    }

    private void pressed(KeyEvent event) {
        boolean done = event.isShortcutDown() ? withMenuKey(event) : event.isAltDown() ? withAlt(event) : alone(event);
        if (done) {
            event.consume();
        }
    }

    private boolean withMenuKey(KeyEvent event) {
        double step = event.isShiftDown() ? FAR_NUDGE : Geometry.GRID;
        switch (event.getCode()) {
            case LEFT -> actions.nudge(-step, 0);
            case RIGHT -> actions.nudge(step, 0);
            case UP -> actions.nudge(0, -step);
            case DOWN -> actions.nudge(0, step);
            case A -> desk.model().selectAll();
            case C -> actions.copy();
            case X -> actions.cut();
            case V -> actions.paste();
            case D -> actions.duplicate();
            case L -> actions.connectSelection();
            case DELETE, BACK_SPACE -> actions.delete(true);
            case DIGIT0, NUMPAD0 -> canvas.actualSize();
            case DIGIT1, NUMPAD1 -> canvas.fitAll();
            case DIGIT2, NUMPAD2 -> canvas.fitSelection();
            case PLUS, EQUALS, ADD -> canvas.zoomIn();
            case MINUS, SUBTRACT -> canvas.zoomOut();
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Makes what is selected of the drawing wider, narrower, higher or lower.
    private boolean withAlt(KeyEvent event) {
        if (event.isShiftDown()) {
            return false;
        }
        return switch (event.getCode()) {
            case LEFT -> canvas.drawing().resize(-Geometry.GRID, 0);
            case RIGHT -> canvas.drawing().resize(Geometry.GRID, 0);
            case UP -> canvas.drawing().resize(0, -Geometry.GRID);
            case DOWN -> canvas.drawing().resize(0, Geometry.GRID);
            default -> false;
        };
    }

    private boolean alone(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> arrow(-1, 0);
            case RIGHT -> arrow(1, 0);
            case UP -> arrow(0, -1);
            case DOWN -> arrow(0, 1);
            case SPACE -> pointer.setSpace(true);
            case A -> actions.searchNext();
            case C -> actions.startWire();
            case M -> canvas.setMinimapShown(!canvas.isMinimapShown());
            case ENTER -> entered();
            case F1 -> {
                return canvas.toggleFields();
            }
            case F2 -> actions.rename();
            case PAGE_UP -> {
                return canvas.drawing().page(-1);
            }
            case PAGE_DOWN -> {
                return canvas.drawing().page(1);
            }
            case DELETE, BACK_SPACE -> actions.delete(false);
            case ESCAPE -> escaped();
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Walks to the next node; while a wire waits for its end, aims it there.
    private void arrow(int dx, int dy) {
        WireGesture wire = pointer.waiting();
        if (wire == null) {
            actions.walk(dx, dy);
            return;
        }
        PortRef aimed = wire.target();
        String next =
                new Walk(desk.canvas()).nextNode(aimed == null ? wire.start().node() : aimed.node(), dx, dy);
        if (next != null && !next.equals(wire.start().node())) {
            wire.aimAt(next);
        }
    }

    private void entered() {
        if (pointer.waiting() != null) {
            pointer.finishWire();
        } else if (!editsPiece()) {
            onSelected(desk.host()::inspect);
        }
    }

    /// Opens the one selected note or title in its place; whether there is one.
    private boolean editsPiece() {
        Piece piece = desk.model().selectedPiece();
        if (piece == null) {
            return false;
        }
        canvas.drawing().edit(piece);
        return true;
    }

    private void escaped() {
        if (canvas.noticeText() != null) {
            canvas.hideNotice();
        } else if (!pointer.cancel()) {
            desk.overlay().chip().hide();
            desk.model().select(Selection.NONE);
        }
    }

    private void onSelected(Consumer<String> action) {
        NodeSpec selected = desk.model().selectedNode();
        if (selected != null) {
            action.accept(selected.name());
        }
    }
}
