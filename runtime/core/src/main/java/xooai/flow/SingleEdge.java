package xooai.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.doc.Doc;
import xooai.doc.DocArray;

/// The one wire of a node that needs one other, or only the flow's input.
final class SingleEdge extends PipedEdges {
    private final Meeting meeting;

    SingleEdge(Meeting meeting, Runnable pulse) {
        super(List.of(pipe(pulse)));
        this.meeting = meeting;
    }

    @Override
    public Joins.@Nullable Joined next() {
        DocArray<Doc> chunk = pipe(0).take();
        return chunk == null ? null : meeting.join(List.of(chunk), DocArray.empty());
    }
}
