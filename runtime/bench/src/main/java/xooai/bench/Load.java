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

/// Calls one server over some connections at once, each of which waits for its answer before it calls again.
final class Load implements AutoCloseable {
    private final Child server;
    private final List<KeepAlive> connections = new ArrayList<>();
    private final ExecutorService callers;

    Load(Child server, KeepAlive.Body body, int connections) {
        this.server = server;
        this.callers = Executors.newFixedThreadPool(
                connections, Thread.ofPlatform().daemon().factory());
        try {
            for (int i = 0; i < connections; i++) {
                this.connections.add(new KeepAlive(server.address(), body));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a round has shown.
    ///
    /// @param perSecond calls answered in a second
    /// @param cpuMicros the server's processor time for each
    record Round(double perSecond, double cpuMicros) {}

    /// Calls for that long.
    Round run(Duration time) {
        Duration cpu = server.cpu();
        long start = System.nanoTime();
        long until = start + time.toNanos();
        List<Future<Long>> counts = new ArrayList<>();
        for (KeepAlive connection : connections) {
            counts.add(callers.submit(() -> calls(connection, until)));
        }
        long calls = 0;
        for (Future<Long> count : counts) {
            calls += get(count);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Round(calls / seconds, server.cpu().minus(cpu).toNanos() / 1e3 / Math.max(1, calls));
    }

    private static long calls(KeepAlive connection, long until) throws IOException {
        long calls = 0;
        while (System.nanoTime() - until < 0) {
            connection.call();
            calls++;
        }
        return calls;
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
        for (KeepAlive connection : connections) {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
