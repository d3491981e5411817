package xooai.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xooai.doc.Doc;
import xooai.doc.DocArray;

/// Branches that go in step: each gives one chunk for each chunk of the node at which they parted, so that the
/// first chunks are joined, then the second ones, and so on.
final class StepEdges extends PipedEdges {
    private final Meeting meeting;
    private final int count;

    StepEdges(Meeting meeting, Runnable pulse) {
        // The last one is the base's.
        super(Stream.generate(() -> pipe(pulse))
                .limit(meeting.branches() + (meeting.isMerge() ? 1 : 0))
                .toList());
        this.meeting = meeting;
        this.count = meeting.branches();
    }

    @Override
    public void putBase(DocArray<Doc> chunk) {
        if (meeting.isMerge()) {
            pipe(count).put(chunk);
        }
    }

    @Override
    public void endBase() {
        if (meeting.isMerge()) {
            pipe(count).end();
        }
    }

    @Override
    public Joins.@Nullable Joined next() {
        List<DocArray<Doc>> chunks = new ArrayList<>(count);
        boolean ended = true;
        for (int i = 0; i < count; i++) {
            DocArray<Doc> chunk = pipe(i).take();
            ended &= chunk == null;
            chunks.add(chunk == null ? DocArray.empty() : chunk);
        }
        DocArray<Doc> base = meeting.isMerge() ? pipe(count).take() : null;
        return ended ? null : meeting.join(chunks, base == null ? DocArray.empty() : base);
    }
}
