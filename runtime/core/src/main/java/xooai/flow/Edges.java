package xooai.flow;

import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Doc;
import xooai.doc.DocArray;

/// The wires into one node of a flow through which a stream goes, and how what they bring is joined.
///
/// One thread writes each branch and one the base, the docs as they were where the branches parted; one reads.
/// What is kept is bounded: a writer waits for room, unless what it waits for could then never come.
sealed interface Edges permits PipedEdges, EdgesById {
    int MOST_CHUNKS = 16;
    long MOST_WEIGHT = 1 << 20;
    /// What branches that do not go in step may keep at most, each.
    long MOST_KEPT_WEIGHT = 64L << 20;

    /// Puts a chunk of that branch in.
    ///
    /// @return whether more of it is wanted
    boolean put(int branch, DocArray<Doc> chunk);

    /// Says that nothing follows in that branch.
    void end(int branch);

    /// Puts a chunk of the docs in at which the branches parted.
    default void putBase(DocArray<Doc> chunk) {
        // Only a merge asks for it.
    }

    /// Says that nothing follows of the docs at which the branches parted.
    default void endBase() {
        // Only a merge asks for it.
    }

    /// Ends all waiting with that error.
    void fail(CallError why);

    /// Ends the writers' waiting with that error, and the node's when it has been given what has come.
    void endWith(CallError why);

    /// Says that the node wants no more.
    void leave();

    /// Waits for what the node is given next; null at the end.
    Joins.@Nullable Joined next();

    /// At a join by `first`, the branch that came first; -1 else, and before.
    default int winner() {
        return -1;
    }

    /// Whether the node waits for more, and nothing is there for it.
    boolean isDry();

    /// Whether whoever writes that branch waits for room.
    boolean isHeld(int branch);
}
