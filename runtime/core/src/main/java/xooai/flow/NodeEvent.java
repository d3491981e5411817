package xooai.flow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.DocArray;

/// What became of one node in one run, as it happens.
///
/// @param rid the request
/// @param node the node
/// @param state what it is now
/// @param took how long it worked; zero while it has not ended
/// @param input what it was given, once it has been started; null before
/// @param output what it gave, once it is done; in a stream each chunk as it is given, and the last once it is
///     done; null else
/// @param error why it failed; null else
public record NodeEvent(
        String rid,
        String node,
        NodeState state,
        Duration took,
        @Nullable DocArray<?> input,
        @Nullable DocArray<?> output,
        @Nullable CallError error) {

    /// The states of a node in a run.
    public enum NodeState {
        /// It works.
        RUNNING,
        /// It gave its docs.
        DONE,
        /// It was not called, and gave what it gave before for the same.
        KEPT,
        /// It was not called, and gave what is pinned to it.
        PINNED,
        /// It failed.
        FAILED,
        /// It got no doc, or what it needs failed.
        SKIPPED,
        /// It was stopped: the request failed elsewhere, was cancelled, or no longer needs it.
        CANCELLED
    }
}
