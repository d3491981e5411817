package xooai.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Weight;
import xooai.driver.Pipe;

/// The one wire of a node that needs one other, or only the flow's input.
final class SingleEdge implements Edges {
    private final Meeting meeting;
    private final Pipe<DocArray<Doc>> chunks;

    SingleEdge(Meeting meeting, Runnable pulse) {
        this.meeting = meeting;
        this.chunks = new Pipe<DocArray<Doc>>(MOST_CHUNKS, MOST_WEIGHT, Weight::of).onChange(pulse);
    }

    @Override
    public boolean put(int branch, DocArray<Doc> chunk) {
        return chunks.put(chunk);
    }

    @Override
    public void end(int branch) {
        chunks.end();
    }

    @Override
    public void fail(CallError why) {
        chunks.fail(why);
    }

    @Override
    public void leave() {
        chunks.leave();
    }

    @Override
    public Joins.@Nullable Joined next() {
        DocArray<Doc> chunk = chunks.take();
        return chunk == null ? null : meeting.join(List.of(chunk), DocArray.empty());
    }

    @Override
    public boolean isDry() {
        return chunks.isDry();
    }

    @Override
    public boolean isHeld(int branch) {
        return chunks.isHeld();
    }
}
