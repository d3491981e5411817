package xooai.flow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Weight;
import xooai.driver.Pipe;

/// Branches that go in step: each gives one chunk for each chunk of the node at which they parted, so that the
/// first chunks are joined, then the second ones, and so on.
final class StepEdges implements Edges {
    private final Meeting meeting;
    private final List<Pipe<DocArray<Doc>>> branches = new ArrayList<>();
    private final @Nullable Pipe<DocArray<Doc>> base;

    StepEdges(Meeting meeting, Runnable pulse) {
        this.meeting = meeting;
        for (int i = 0; i < meeting.branches(); i++) {
            branches.add(pipe(pulse));
        }
        this.base = meeting.isMerge() ? pipe(pulse) : null;
    }

    private static Pipe<DocArray<Doc>> pipe(Runnable pulse) {
        return new Pipe<DocArray<Doc>>(MOST_CHUNKS, MOST_WEIGHT, Weight::of).onChange(pulse);
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
    public void putBase(DocArray<Doc> chunk) {
        if (base != null) {
            base.put(chunk);
        }
    }

    @Override
    public void endBase() {
        if (base != null) {
            base.end();
        }
    }

    @Override
    public void fail(CallError why) {
        branches.forEach(branch -> branch.fail(why));
        if (base != null) {
            base.fail(why);
        }
    }

    @Override
    public void leave() {
        branches.forEach(Pipe::leave);
        if (base != null) {
            base.leave();
        }
    }

    @Override
    public Joins.@Nullable Joined next() {
        List<DocArray<Doc>> chunks = new ArrayList<>();
        boolean ended = true;
        for (Pipe<DocArray<Doc>> branch : branches) {
            DocArray<Doc> chunk = branch.take();
            ended &= chunk == null;
            chunks.add(chunk == null ? DocArray.empty() : chunk);
        }
        DocArray<Doc> before = base == null ? null : base.take();
        return ended ? null : meeting.join(chunks, before == null ? DocArray.empty() : before);
    }

    @Override
    public boolean isDry() {
        return branches.stream().anyMatch(Pipe::isDry) || (base != null && base.isDry());
    }

    @Override
    public boolean isHeld(int branch) {
        return branches.get(branch).isHeld();
    }
}
