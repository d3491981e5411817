package xooai.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.Weight;
import xooai.driver.Pipe;

/// Branches that do not go in step and meet by `concat`, or at a node that takes them apart: all docs of all
/// of them are kept to their end and joined then; so many and no more.
final class EdgesAtEnd extends PipedEdges {
    private static final int MOST_KEPT = 10_000;

    private final Meeting meeting;
    private boolean gathered;

    EdgesAtEnd(Meeting meeting, Runnable pulse) {
        super(Stream.generate(() -> kept(meeting, pulse))
                .limit(meeting.branches())
                .toList());
        this.meeting = meeting;
    }

    /// A pipe that refuses what is too much: a branch that waited here could keep another from its end.
    private static Pipe<DocArray<Doc>> kept(Meeting meeting, Runnable pulse) {
        String refusal = meeting.tooMuch("more than " + MOST_KEPT + " chunks or ");
        return Pipe.<DocArray<Doc>>refusing(MOST_KEPT, MOST_KEPT_WEIGHT, Weight::of, refusal)
                .onChange(pulse);
    }

    @Override
    public Joins.@Nullable Joined next() {
        if (gathered) {
            return null;
        }
        gathered = true;
        List<DocArray<Doc>> all = new ArrayList<>();
        for (int i = 0; i < meeting.branches(); i++) {
            all.add(whole(pipe(i)));
        }
        return meeting.join(all, DocArray.empty());
    }

    private static DocArray<Doc> whole(Pipe<DocArray<Doc>> branch) {
        List<Slot<Doc>> slots = new ArrayList<>();
        for (DocArray<Doc> chunk = branch.take(); chunk != null; chunk = branch.take()) {
            slots.addAll(chunk.slots());
        }
        return DocArray.ofSlots(slots);
    }
}
