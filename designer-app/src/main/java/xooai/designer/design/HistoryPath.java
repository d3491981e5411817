package xooai.designer.design;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one history becomes a later one: so many steps back, then those that are new, then so many on or back.
///
/// Steps are told apart by identity, as a history shares the steps of the one that it came from.
///
/// @param first by how many steps to move before the new ones; below 0 to undo
/// @param steps the new steps
/// @param then by how many steps to move after them
public record HistoryPath(int first, List<History.Step> steps, int then) {

    public HistoryPath {
        steps = List.copyOf(steps);
    }

    /// The way from one to the other, or null when the later one did not come from the earlier, or needs steps that
    /// the earlier one does not have.
    public static @Nullable HistoryPath between(History earlier, History later) {
        List<History.Step> from = earlier.steps();
        List<History.Step> to = later.steps();
        int dropped = indexOf(from, to.getFirst());
        int offset = dropped >= 0 ? dropped : -indexOf(to, from.getFirst());
        if (dropped < 0 && offset >= 0) {
            return null;
        }
        int shared = Math.max(0, offset);
        while (shared < from.size() && shared - offset < to.size() && same(from.get(shared), to.get(shared - offset))) {
            shared++;
        }
        int fork = shared - 1;
        int target = later.position() + offset;
        List<History.Step> added = to.subList(shared - offset, to.size());
        if (target < 0 || fork < 0 || (added.isEmpty() && shared < from.size())) {
            return null;
        }
        return added.isEmpty()
                ? new HistoryPath(target - earlier.position(), List.of(), 0)
                : new HistoryPath(fork - earlier.position(), added, later.position() - (to.size() - 1));
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean same(History.Step one, History.Step other) {
        return one == other;
    }

    private static int indexOf(List<History.Step> steps, History.Step wanted) {
        for (int i = 0; i < steps.size(); i++) {
            if (same(steps.get(i), wanted)) {
                return i;
            }
        }
        return -1;
    }
}
