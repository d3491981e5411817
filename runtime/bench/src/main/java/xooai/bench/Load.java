package xooai.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Calls one server over some connections at once, each of which waits for its answer before it calls again.
final class Load implements AutoCloseable {
    private final Child server;
    private final KeepAlive.Body body;
    private final int connections;
    private final ExecutorService callers;

    Load(Child server, KeepAlive.Body body, int connections) {
        this.server = server;
        this.body = body;
        this.connections = connections;
        this.callers = Executors.newFixedThreadPool(
                connections, Thread.ofPlatform().daemon().factory());
    }

    /// What a round has shown.
    ///
    /// @param calls how many calls were answered
    /// @param perSecond calls answered in a second
    /// @param cpuMicros the server's processor time for each
    record Round(long calls, double perSecond, double cpuMicros) {}

    /// Calls for that long.
    Round run(Duration time) {
        Duration cpu = server.cpu();
        long start = System.nanoTime();
        long until = start + time.toNanos();
        List<Future<Long>> counts = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            counts.add(callers.submit(() -> calls(until)));
        }
        long calls = 0;
        for (Future<Long> count : counts) {
            calls += get(count);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Round(calls, calls / seconds, server.cpu().minus(cpu).toNanos() / 1e3 / Math.max(1, calls));
    }

    /// Over a connection of its own: servers close those that have been still for a while.
    private long calls(long until) throws IOException {
        try (KeepAlive connection = new KeepAlive(server.address(), body)) {
            long calls = 0;
            while (System.nanoTime() - until < 0) {
                connection.call();
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
