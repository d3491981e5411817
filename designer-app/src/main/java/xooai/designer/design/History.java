package xooai.designer.design;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The designs that were, and which of them is now: undo and redo move a pointer over snapshots.
///
/// Immutable. It keeps at most [#LIMIT] steps, of large flows fewer, and drops the oldest: a step of a flow of
/// thousands of nodes takes megabytes.
public final class History {
    /// How many steps can be undone.
    public static final int LIMIT = 10_000;

    /// How many steps are kept of a flow of any size.
    public static final int FEWEST = 200;

    /// How much all steps together may weigh once there are [#FEWEST] of them: the nodes of each.
    private static final long MOST_WEIGHT = 400_000;

    private final List<Step> steps;
    private final int position;
    private final Design saved;

    /// One step: what it was, and the design after it. The first has no title: it is where the history starts.
    public record Step(String title, Design design) {}

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
        List<Step> bounded = kept.subList(firstKept(kept), kept.size());
        return new History(List.copyOf(bounded), bounded.size() - 1, saved);
    }

    private static int firstKept(List<Step> steps) {
        if (steps.size() <= FEWEST) {
            return 0;
        }
        long weight = 0;
        for (int i = steps.size() - 1; i > 0; i--) {
            weight += steps.get(i).design().weight();
            int kept = steps.size() - i;
            if (kept == LIMIT + 1 || (kept > FEWEST && weight > MOST_WEIGHT)) {
                return i;
            }
        }
        return 0;
    }

    /// The history that begins there and knows the same design as saved: what came before is forgotten.
    public History startingAt(Design start) {
        return new History(List.of(new Step("", start)), 0, saved);
    }

    /// This history without so many of its oldest steps, at most those that are done.
    public History without(int oldest) {
        int left = Math.min(oldest, position);
        return new History(List.copyOf(steps.subList(left, steps.size())), position - left, saved);
    }

    /// This history, which led to where that one starts, with what that one did since.
    ///
    /// @return that one alone when it starts elsewhere
    public History continuedBy(History later) {
        if (!later.steps.getFirst().design().equals(current())) {
            return later;
        }
        if (later.steps.size() == 1) {
            return new History(steps, position, later.saved);
        }
        History all = this;
        for (Step step : later.steps.subList(1, later.steps.size())) {
            all = all.plus(step.title(), step.design());
        }
        int undone = later.steps.size() - 1 - later.position;
        return new History(all.steps, all.position - undone, later.saved);
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

    /// The steps, the oldest first; the first is where the history starts.
    public List<Step> steps() {
        return steps;
    }

    /// The design that the file holds.
    public Design savedDesign() {
        return saved;
    }

    /// How many steps can be undone.
    public int position() {
        return position;
    }

    /// This history with the design now as the one that the file holds.
    public History saved() {
        return new History(steps, position, current());
    }

    /// This history with that one as the design that the file holds.
    public History savedAs(Design inFile) {
        return new History(steps, position, inFile);
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
