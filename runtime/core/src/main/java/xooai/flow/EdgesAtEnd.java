package xooai.flow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.Weight;
import xooai.driver.Pipe;

/// Branches that do not go in step and meet by `concat`, or at a node that takes them apart: all docs of all
/// of them are kept to their end and joined then; so many and no more.
final class EdgesAtEnd implements Edges {
    private static final int MOST_KEPT = 10_000;

    private final Meeting meeting;
    private final List<Pipe<DocArray<Doc>>> branches = new ArrayList<>();
    private boolean gathered;

    EdgesAtEnd(Meeting meeting, Runnable pulse) {
        this.meeting = meeting;
        String refusal = meeting.tooMuch("more than " + MOST_KEPT + " chunks or ");
        for (int i = 0; i < meeting.branches(); i++) {
            // A branch that waited here could keep another from its end.
            branches.add(Pipe.<DocArray<Doc>>refusing(MOST_KEPT, MOST_KEPT_WEIGHT, Weight::of, refusal)
                    .onChange(pulse));
        }
    }

    @Override
    public boolean put(int branch, DocArray<Doc> chunk) {
        return branches.get(branch).put(chunk);
    }

    @Override
    public void end(int branch) {
        branches.get(branch).end();
    }

    @Override
    public void fail(CallError why) {
        branches.forEach(branch -> branch.fail(why));
    }

    @Override
    public void leave() {
        branches.forEach(Pipe::leave);
    }

    @Override
    public Joins.@Nullable Joined next() {
        if (gathered) {
            return null;
        }
        gathered = true;
        List<DocArray<Doc>> all = new ArrayList<>();
        branches.forEach(branch -> all.add(whole(branch)));
        return meeting.join(all, DocArray.empty());
    }

    private static DocArray<Doc> whole(Pipe<DocArray<Doc>> branch) {
        List<Slot<Doc>> slots = new ArrayList<>();
        for (DocArray<Doc> chunk = branch.take(); chunk != null; chunk = branch.take()) {
            slots.addAll(chunk.slots());
        }
        return DocArray.ofSlots(slots);
    }

    @Override
    public boolean isDry() {
        return branches.stream().anyMatch(Pipe::isDry);
    }

    @Override
    public boolean isHeld(int branch) {
        return false;
    }
}
