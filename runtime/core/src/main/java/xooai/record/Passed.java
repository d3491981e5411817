package xooai.record;

/// How much a node gave in a stream.
///
/// @param chunks how many chunks
/// @param docs how many docs in them
public record Passed(long chunks, long docs) {
    /// Nothing yet.
    public static final Passed NOTHING = new Passed(0, 0);

    /// This and one more chunk of so many docs.
    public Passed plus(int more) {
        return new Passed(chunks + 1, docs + more);
    }
}
