package xooai.drivers.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/// Cancels calls whose threads are interrupted: a platform thread that waits for a socket is not woken by that.
///
/// Sockets of channels would be, and cost a third of the speed of reading: with a time limit, each read of theirs
/// switches the channel there and back.
final class Interrupts implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Set<Watched> open = ConcurrentHashMap.newKeySet();
    private final Thread watch = Thread.ofVirtual().name("xooai-s3-interrupts").start(this::watch);

    private void watch() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                open.forEach(Watched::look);
            }
        } catch (InterruptedException _) {
            // The store was closed.
        }
    }

    /// Watches a call until that is closed.
    Watched watch(Call call) {
        Watched watched = new Watched(call, open);
        open.add(watched);
        return watched;
    }

    /// What waits for a socket.
    @FunctionalInterface
    interface Waiting<T> {
        T run() throws IOException;
    }

    /// A call, and the thread that waits for it now.
    static final class Watched implements AutoCloseable {
        private final Call call;
        private final Set<Watched> open;
        private volatile @Nullable Thread thread;

        private Watched(Call call, Set<Watched> open) {
            this.call = call;
            this.open = open;
        }

        /// Waits in this thread.
        <T> T wait(Waiting<T> waiting) throws IOException {
            thread = Thread.currentThread();
            try {
                return waiting.run();
            } finally {
                thread = null;
            }
        }

        private void look() {
            Thread waits = thread;
            if (waits != null && waits.isInterrupted()) {
                call.cancel();
            }
        }

        @Override
        public void close() {
            open.remove(this);
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
