package xooai.drivers.s3;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// Lets one thread at a time send the same content.
final class Turns {
    private final ConcurrentHashMap<String, CountDownLatch> taken = new ConcurrentHashMap<>();

    /// Waits for whoever has the turn, and takes it.
    ///
    /// @return whether somebody had it
    boolean take(String digits) throws InterruptedException {
        CountDownLatch mine = new CountDownLatch(1);
        boolean waited = false;
        for (CountDownLatch other = taken.putIfAbsent(digits, mine);
                other != null;
                other = taken.putIfAbsent(digits, mine)) {
            other.await();
            waited = true;
        }
        return waited;
    }

    /// Gives the turn to whoever waits.
    void give(String digits) {
        CountDownLatch mine = taken.remove(digits);
        if (mine != null) {
            mine.countDown();
        }
    }
}
