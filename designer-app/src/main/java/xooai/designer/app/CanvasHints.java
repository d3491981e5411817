package xooai.designer.app;

import java.util.List;
import xooai.designer.actions.KeySheet.Hint;

/// What hands and keys do on the canvas and no action says.
final class CanvasHints {
    static final List<Hint> ALL = List.of(
            new Hint("Wheel", "Scroll; with Shift sideways, with Ctrl zoom"),
            new Hint("Space + drag", "Move the view; also the middle or right button"),
            new Hint("Drag", "Select what a rectangle touches"),
            new Hint("Double-click", "Add a node; on a node open its properties"),
            new Hint("Arrows", "Go to the next node"),
            new Hint("Ctrl+Arrows", "Move by 8; with Shift by 40"),
            new Hint("Arrows, Enter", "While a wire is drawn: aim it, end it"),
            new Hint("Enter", "Open the node in the inspector"),
            new Hint("F1", "While a wire is drawn: field by field"),
            new Hint("Alt + drag", "Cut the wires that are crossed"),
            new Hint("Double-click a wire", "A point that the wire goes through; drag it, Delete takes it away"),
            new Hint("Drag a title", "Move a group with what stands in it; with Alt its frame alone"),
            new Hint("Alt+Arrows", "Make a group or a note larger or smaller by 8"),
            new Hint("Esc, Ctrl+Enter", "While a note is written: done; what was typed is kept"),
            new Hint("Esc", "Leave what is begun; select nothing"));

    private CanvasHints() {}
}
