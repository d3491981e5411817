package xooai.executor;

/// What the calls of one endpoint cost, to tell whether handing one over to another thread pays.
///
/// A hand-over costs some 30 µs. An endpoint is cheap once some hundred calls have shown that their slow end
/// costs less; one slow call makes it dear again, for some hundred calls. Written by many threads without
/// care: a lost count is of no consequence.
public final class Cost {
    private static final long HAND_OVER_NANOS = 30_000;
    private static final int PROVEN_AFTER = 200;
    private static final double FORGETTING = 0.99;

    private int calls;
    private double slowEnd;

    /// Counts a call that took that long.
    public void add(long nanos) {
        if (calls < PROVEN_AFTER) {
            calls++;
        }
        double faded = slowEnd * FORGETTING;
        slowEnd = Math.max((double) nanos, faded);
    }

    /// Makes it dear at once: a call of it has not ended yet and has taken long already.
    public void addLong() {
        slowEnd = HAND_OVER_NANOS * 100.0;
    }

    /// Whether calls have proved to cost less than handing one over.
    public boolean isCheap() {
        return calls >= PROVEN_AFTER && slowEnd < HAND_OVER_NANOS;
    }
}
