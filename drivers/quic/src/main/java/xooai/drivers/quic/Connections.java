package xooai.drivers.quic;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tech.kwik.core.ConnectionTerminatedEvent;
import tech.kwik.core.QuicConnection;

/// The connections of a server, whatever they speak.
final class Connections {
    private static final int MOST = 1_000;
    private static final long REFUSED = 2;
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Map<QuicConnection, Leave> connections = new ConcurrentHashMap<>();
    private final AtomicInteger work = new AtomicInteger();

    /// What a protocol does at the end of a connection.
    interface Leave {
        /// The server is about to stop.
        void goAway();

        /// The connection has ended.
        void ended();
    }

    /// Knows that connection until it ends; closes it where there are too many.
    void add(QuicConnection connection, Leave leave) {
        connections.put(connection, leave);
        connection.setConnectionListener((ConnectionTerminatedEvent _) -> {
            connections.remove(connection);
            leave.ended();
        });
        if (connections.size() > MOST) {
            connection.close(REFUSED, "too many connections");
        }
    }

    /// Counts the work for one of them.
    Workload workload() {
        return new Workload(work);
    }

    /// How many calls are worked at, those included that are not yet open or are being left.
    int openCalls() {
        return work.get();
    }

    /// Tells all peers that the server is about to stop.
    void goAway() {
        connections.values().forEach(Leave::goAway);
    }

    /// Waits until no connection sends any more, which kwik does after an answer was written to it: what is
    /// not sent when a connection is closed is lost.
    void settle(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        long before = -1;
        long still = System.nanoTime();
        while (end - System.nanoTime() > 0 && System.nanoTime() - still < QUIET_NANOS) {
            long sent = connections.keySet().stream()
                    .mapToLong(connection -> connection.getStats().bytesSent())
                    .sum();
            if (sent != before) {
                before = sent;
                still = System.nanoTime();
            }
            LockSupport.parkNanos(QUIET_NANOS / 10);
        }
    }
}
