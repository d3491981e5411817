package xooai.driver;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Looks now and then at calls that run in place, on the thread of their caller: nobody else is there to see
/// that one has outlived its deadline, or is no longer cheap.
///
/// One daemon thread for the process, asleep while nothing runs in place. Adding and taking out costs some
/// 100 ns, which a timer for each call would not.
public final class Ticker {
    private static final System.Logger LOG = System.getLogger(Ticker.class.getName());
    private static final long PERIOD_NANOS = 10_000_000;
    private static final Set<Look> LOOKS = ConcurrentHashMap.newKeySet();
    private static final Thread THREAD =
            Thread.ofPlatform().daemon().name("xooai-ticker").unstarted(Ticker::tick);
    private static volatile boolean asleep = true;

    static {
        THREAD.start();
    }

    private Ticker() {}

    /// Something to look at. It returns quickly and throws nothing.
    @FunctionalInterface
    public interface Look {
        /// Looks.
        void look();
    }

    /// Looks at that every 10 ms until it is taken out.
    public static void add(Look look) {
        LOOKS.add(look);
        if (asleep) {
            LockSupport.unpark(THREAD);
        }
    }

    /// Looks at that no longer.
    public static void remove(Look look) {
        LOOKS.remove(look);
    }

    /// One that fails must not end the looking at all others.
    private static void look(Look look) {
        try {
            look.look();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "looking at a call failed", e);
        }
    }

    private static void tick() {
        while (true) {
            asleep = LOOKS.isEmpty();
            if (asleep && LOOKS.isEmpty()) {
                LockSupport.park(LOOKS);
            } else {
                asleep = false;
                LockSupport.parkNanos(LOOKS, PERIOD_NANOS);
                LOOKS.forEach(Ticker::look);
            }
        }
    }
}
