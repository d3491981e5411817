package xooai.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// Lets one thread at a time send the same content: whoever waited finds it there.
public final class Turns {
    private final ConcurrentHashMap<String, CountDownLatch> taken = new ConcurrentHashMap<>();

    /// Nobody has a turn yet.
    public Turns() {}

    /// Waits for whoever has the turn, and takes it.
    ///
    /// @param content what tells one content from another
    /// @return whether somebody had it
    public boolean take(String content) throws InterruptedException {
        CountDownLatch mine = new CountDownLatch(1);
        boolean waited = false;
        for (CountDownLatch other = taken.putIfAbsent(content, mine);
                other != null;
                other = taken.putIfAbsent(content, mine)) {
            other.await();
            waited = true;
        }
        return waited;
    }

    /// Gives the turn to whoever waits.
    public void give(String content) {
        CountDownLatch mine = taken.remove(content);
        if (mine != null) {
            mine.countDown();
        }
    }
}
