package xooai.drivers.http;

import java.util.concurrent.TimeUnit;
import xooai.driver.Probe;

/// Waits until a probe makes no more numbers.
final class Settled {
    private static final long STILL = TimeUnit.MILLISECONDS.toNanos(500);

    private Settled() {}

    /// How many it has made when it has made none for a while.
    static long of(Probe probe) {
        long before = 0;
        long since = System.nanoTime();
        while (before == 0 || System.nanoTime() - since < STILL) {
            if (probe.made() != before) {
                before = probe.made();
                since = System.nanoTime();
            }
            Thread.onSpinWait();
        }
        return before;
    }
}
