package xooai.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Calls one server from some threads at once, each of which waits for its answer before it calls again.
final class Load implements AutoCloseable {
    private final Child server;
    private final Client.Maker clients;
    private final int threads;
    private final ExecutorService callers;

    Load(Child server, Client.Maker clients, int threads) {
        this.server = server;
        this.clients = clients;
        this.threads = threads;
        this.callers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().factory());
    }

    /// What a round has shown.
    ///
    /// @param calls how many calls were answered
    /// @param perSecond calls answered in a second
    /// @param cpuMicros the server's processor time for each
    record Round(long calls, double perSecond, double cpuMicros) {}

    /// Calls for that long.
    Round run(Duration time) {
        return run(Long.MAX_VALUE, time);
    }

    /// Calls as often as that, or for that long where it takes longer.
    Round run(long most, Duration time) {
        AtomicLong left = new AtomicLong(most);
        try (Client client = clients.connect()) {
            Duration cpu = server.cpu();
            long start = System.nanoTime();
            long until = start + time.toNanos();
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                counts.add(callers.submit(() -> calls(client, left, until)));
            }
            long calls = 0;
            for (Future<Long> count : counts) {
                calls += get(count);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Round(calls, calls / seconds, server.cpu().minus(cpu).toNanos() / 1e3 / Math.max(1, calls));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long calls(Client client, AtomicLong left, long until) throws IOException {
        try (Caller caller = client.caller()) {
            long calls = 0;
            while (System.nanoTime() - until < 0 && left.getAndDecrement() > 0) {
                caller.call();
                calls++;
            }
            return calls;
        }
    }

    private static long get(Future<Long> count) {
        try {
            return count.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call failed: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }
}
