package xooai.designer.design;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The designs that were, and which of them is now: undo and redo move a pointer over snapshots.
///
/// Immutable. It keeps at most [#LIMIT] steps and drops the oldest.
public final class History {
    /// How many steps can be undone.
    public static final int LIMIT = 500;

    private final List<Step> steps;
    private final int position;
    private final Design saved;

    private record Step(String title, Design design) {}

    private History(List<Step> steps, int position, Design saved) {
        this.steps = steps;
        this.position = position;
        this.saved = saved;
    }

    /// A history that starts there, as if it had just been read from its file.
    public static History of(Design start) {
        return new History(List.of(new Step("", start)), 0, start);
    }

    /// The design now.
    public Design current() {
        return steps.get(position).design();
    }

    /// This history with one more step; what could have been redone is gone.
    public History plus(String title, Design design) {
        List<Step> kept = new ArrayList<>(steps.subList(0, position + 1));
        kept.add(new Step(title, design));
        List<Step> bounded = kept.size() > LIMIT + 1 ? kept.subList(kept.size() - LIMIT - 1, kept.size()) : kept;
        return new History(List.copyOf(bounded), bounded.size() - 1, saved);
    }

    /// This history with another design after its last step, as if that step had led there at once; what could
    /// have been redone is gone.
    public History amended(String title, Design design) {
        return canUndo() ? undo().plus(title, design) : plus(title, design);
    }

    /// This history one step back; itself at its start.
    public History undo() {
        return canUndo() ? new History(steps, position - 1, saved) : this;
    }

    /// This history one step forward; itself at its end.
    public History redo() {
        return canRedo() ? new History(steps, position + 1, saved) : this;
    }

    /// Whether there is a step to undo.
    public boolean canUndo() {
        return position > 0;
    }

    /// Whether there is a step to redo.
    public boolean canRedo() {
        return position < steps.size() - 1;
    }

    /// What would be undone, or null.
    public @Nullable String undoTitle() {
        return canUndo() ? steps.get(position).title() : null;
    }

    /// What would be redone, or null.
    public @Nullable String redoTitle() {
        return canRedo() ? steps.get(position + 1).title() : null;
    }

    /// The titles of all steps, oldest first; the first [#position()] of them are done, the others undone.
    public List<String> titles() {
        return steps.stream().skip(1).map(Step::title).toList();
    }

    /// How many steps can be undone.
    public int position() {
        return position;
    }

    /// This history with the design now as the one that the file holds.
    public History saved() {
        return new History(steps, position, current());
    }

    /// Whether the file holds another design than the one now.
    public boolean dirty() {
        return !current().equals(saved);
    }

    /// This history with the file holding nothing of it, as after a recovery.
    public History unsaved() {
        return new History(steps, position, Design.empty(""));
    }
}
