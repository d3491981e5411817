package xooai.flow;

/// Hears what becomes of each node of one run.
///
/// Called on the threads that do the work, by several at once: return at once, and throw nothing.
@FunctionalInterface
public interface RunListener {

    /// Says what will become of each node, before anything does; only of a run with [RunOptions].
    default void planned(Forecast forecast) {}

    /// Something became of a node.
    void on(NodeEvent event);
}
