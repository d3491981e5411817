package xooai.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.Weight;
import xooai.driver.Pipe;

/// The wires into one node of a flow through which a stream goes, and how what they bring is joined.
///
/// Where all branches give one chunk for each chunk of the node at which they parted, the first chunks are
/// joined, then the second ones, and so on. Where they do not, the docs of all branches are kept to their end
/// and joined then; so many and no more.
final class Edges {
    private static final int MOST_CHUNKS = 16;
    private static final long MOST_WEIGHT = 1 << 20;
    private static final int MOST_KEPT = 10_000;
    private static final long MOST_KEPT_WEIGHT = 64L << 20;

    private final Plan plan;
    private final int place;
    private final boolean aligned;
    private final boolean race;
    private final List<Pipe<DocArray<Doc>>> branches = new ArrayList<>();
    private final @Nullable Pipe<DocArray<Doc>> base;
    /// At a join by `first`, the branch that came first, or -1.
    private final AtomicInteger winner = new AtomicInteger(-1);

    private boolean gathered;

    /// @param aligned whether the branches give a chunk each for the same chunk
    Edges(Plan plan, int place, boolean aligned) {
        this.plan = plan;
        this.place = place;
        this.aligned = aligned;
        int count = plan.predecessors()[place].length;
        this.race = plan.joins()[place] == Join.FIRST && count > 1;
        for (int i = 0; i < (race ? 1 : Math.max(1, count)); i++) {
            branches.add(pipe());
        }
        this.base = count > 1 && plan.joins()[place] == Join.MERGE ? pipe() : null;
    }

    private Pipe<DocArray<Doc>> pipe() {
        if (aligned || race) {
            return new Pipe<>(MOST_CHUNKS, MOST_WEIGHT, Weight::of);
        }
        // A branch that waited here could keep another from its end.
        String where =
                plan.names().get(place).isEmpty() ? "the output" : plan.names().get(place);
        return Pipe.refusing(
                MOST_KEPT,
                MOST_KEPT_WEIGHT,
                Weight::of,
                "the branches that meet at " + where + " do not go in step, so that they are kept until they end, and"
                        + " more than " + MOST_KEPT + " chunks or " + MOST_KEPT_WEIGHT + " bytes came");
    }

    /// Puts a chunk of that branch in.
    ///
    /// @return whether more of it is wanted
    boolean put(int branch, DocArray<Doc> chunk) {
        return race
                ? wins(branch) && branches.getFirst().put(chunk)
                : branches.get(branch).put(chunk);
    }

    /// Says that nothing follows in that branch.
    void end(int branch) {
        if (!race) {
            branches.get(branch).end();
        } else if (wins(branch)) {
            branches.getFirst().end();
        }
    }

    private boolean wins(int branch) {
        return winner.compareAndSet(-1, branch) || winner.get() == branch;
    }

    /// At a join by `first`, the branch that came first; -1 else.
    int winner() {
        return winner.get();
    }

    /// Puts a chunk of the docs in at which the branches parted.
    void putBase(DocArray<Doc> chunk) {
        if (base != null) {
            base.put(chunk);
        }
    }

    /// Says that nothing follows of the docs at which the branches parted.
    void endBase() {
        if (base != null) {
            base.end();
        }
    }

    /// Ends all waiting with that error.
    void fail(CallError why) {
        branches.forEach(branch -> branch.fail(why));
        if (base != null) {
            base.fail(why);
        }
    }

    /// Says that the node wants no more.
    void leave() {
        branches.forEach(Pipe::leave);
        if (base != null) {
            base.leave();
        }
    }

    /// Waits for what the node is given next; null at the end.
    ///
    /// @param apart whether it takes the branches apart
    Joins.@Nullable Joined next(boolean apart) {
        if (branches.size() == 1) {
            DocArray<Doc> docs = branches.getFirst().take();
            return docs == null ? null : new Joins.Joined(docs, Map.of());
        }
        return aligned ? together(apart) : gathered(apart);
    }

    private Joins.@Nullable Joined together(boolean apart) {
        List<DocArray<Doc>> chunks = new ArrayList<>();
        boolean ended = true;
        for (Pipe<DocArray<Doc>> branch : branches) {
            DocArray<Doc> chunk = branch.take();
            ended &= chunk == null;
            chunks.add(chunk == null ? DocArray.empty() : chunk);
        }
        DocArray<Doc> before = base == null ? null : base.take();
        return ended ? null : joined(chunks, before == null ? DocArray.empty() : before, apart);
    }

    private Joins.@Nullable Joined gathered(boolean apart) {
        if (gathered) {
            return null;
        }
        gathered = true;
        List<DocArray<Doc>> all = new ArrayList<>();
        branches.forEach(branch -> all.add(whole(branch)));
        return joined(all, base == null ? DocArray.empty() : whole(base), apart);
    }

    private static DocArray<Doc> whole(Pipe<DocArray<Doc>> branch) {
        List<Slot<Doc>> slots = new ArrayList<>();
        for (DocArray<Doc> chunk = branch.take(); chunk != null; chunk = branch.take()) {
            slots.addAll(chunk.slots());
        }
        return DocArray.ofSlots(slots);
    }

    private Joins.Joined joined(List<DocArray<Doc>> chunks, DocArray<Doc> before, boolean apart) {
        List<String> names = new ArrayList<>();
        for (int p : plan.predecessors()[place]) {
            names.add(plan.names().get(p));
        }
        if (apart) {
            return Joins.apart(names, chunks);
        }
        DocArray<Doc> docs = plan.joins()[place] == Join.CONCAT
                ? Joins.concat(names, chunks)
                : Joins.merge(
                        before,
                        names,
                        chunks,
                        plan.policies()[place],
                        plan.names().get(place));
        return new Joins.Joined(docs, Map.of());
    }
}
