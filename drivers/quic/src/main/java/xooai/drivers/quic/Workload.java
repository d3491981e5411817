package xooai.drivers.quic;

import java.util.concurrent.atomic.AtomicInteger;

/// How many calls of one connection are worked at. A caller that cancels has its credit back at once, and could
/// open the next stream long before the work on the last one has ended: so this counts work, not streams.
final class Workload {
    private static final int MOST = 2 * QuicServer.STREAMS;

    private final AtomicInteger all;
    private final AtomicInteger here = new AtomicInteger();

    /// @param all counts the work for all connections
    Workload(AtomicInteger all) {
        this.all = all;
    }

    /// Answers a call, or refuses it where there are too many.
    void run(Runnable answer, Runnable refuse) {
        all.incrementAndGet();
        try {
            if (here.incrementAndGet() > MOST) {
                refuse.run();
            } else {
                answer.run();
            }
        } finally {
            here.decrementAndGet();
            all.decrementAndGet();
        }
    }
}
