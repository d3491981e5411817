package xooai.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How fast a body comes or goes: one that is slower than anybody's line keeps a place for nothing.
final class Pace {
    /// The bytes a second that are least on average, after a first while.
    static final long SLOWEST = 16 << 10;

    private final long began = System.nanoTime();
    private final long patience;

    /// @param patience the first while
    Pace(Duration patience) {
        this.patience = patience.toNanos();
    }

    /// Whether so many bytes are too few by now.
    boolean isTooSlow(long bytes) {
        long late = System.nanoTime() - began - patience;
        return late > 0 && bytes / SLOWEST < TimeUnit.NANOSECONDS.toSeconds(late);
    }
}
