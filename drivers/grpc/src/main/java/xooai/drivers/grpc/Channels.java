package xooai.drivers.grpc;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The connections to one address: a further one is opened when those there are carry as many calls as servers
/// take of one connection.
///
/// A server takes many cancelled calls on one connection for an attack and cuts it, with all other calls on it
/// (200 in 30 s is what ours take). One that has carried half of that takes no new calls and ends with its last.
final class Channels implements AutoCloseable {
    private static final int CALLS = 100;
    private static final int MOST = 64;
    private static final int MOST_RESETS = 100;
    private static final long CLOSE_MILLIS = 2_000;

    private final Supplier<ManagedChannel> maker;
    private final Set<Line> retired = ConcurrentHashMap.newKeySet();
    private volatile List<Line> lines = List.of();
    private boolean closed;

    Channels(Supplier<ManagedChannel> maker) {
        this.maker = maker;
    }

    /// One connection, and how many calls it carries.
    final class Line {
        private final ManagedChannel channel;
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger resets = new AtomicInteger();
        private volatile boolean last;

        private Line(ManagedChannel channel) {
            this.channel = channel;
        }

        ManagedChannel channel() {
            return channel;
        }

        /// The call has ended.
        ///
        /// @param reset whether it was cancelled here
        void release(boolean reset) {
            if (reset && resets.incrementAndGet() == MOST_RESETS) {
                retire(this);
            }
            leave();
        }

        /// It takes no new calls, and ends with its last.
        void abandon() {
            retire(this);
        }

        private void leave() {
            if (calls.decrementAndGet() == 0 && last) {
                channel.shutdown();
                retired.remove(this);
            }
        }

        private boolean take() {
            if (calls.incrementAndGet() <= CALLS && !last) {
                return true;
            }
            leave();
            return false;
        }
    }

    private synchronized void retire(Line line) {
        retired.add(line);
        line.last = true;
        lines = lines.stream().filter(each -> each != line).toList();
    }

    /// A connection for one call; release it when the call has ended.
    Line take() {
        Line line = free();
        if (line == null) {
            line = added();
        }
        if (line.channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            // Else it would wait longer and longer before it tries again, and calls would fail untried.
            line.channel.enterIdle();
        }
        return line;
    }

    private @Nullable Line free() {
        for (Line line : lines) {
            if (line.take()) {
                return line;
            }
        }
        return null;
    }

    private synchronized Line added() {
        Line line = free();
        if (line != null) {
            return line;
        }
        List<Line> now = lines;
        if (now.size() >= MOST) {
            // Its calls queue until the server takes them.
            line = now.get((int) (Math.abs(System.nanoTime()) % now.size()));
            line.calls.incrementAndGet();
            return line;
        }
        line = new Line(maker.get());
        if (closed) {
            line.channel.shutdownNow();
        }
        line.calls.incrementAndGet();
        List<Line> more = new ArrayList<>(now);
        more.add(line);
        lines = List.copyOf(more);
        return line;
    }

    @Override
    public synchronized void close() {
        closed = true;
        List<Line> all = new ArrayList<>(lines);
        all.addAll(retired);
        all.forEach(line -> line.channel.shutdownNow());
        try {
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
            for (Line line : all) {
                long left = Math.max(0, until - System.nanoTime());
                if (!line.channel.awaitTermination(left, TimeUnit.NANOSECONDS)) {
                    Quiet.warn("a connection did not end in time");
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
