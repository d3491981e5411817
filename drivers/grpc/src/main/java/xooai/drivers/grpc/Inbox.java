package xooai.drivers.grpc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Messages that have arrived in a stream and are waited for by one thread.
///
/// It asks the transport for no more messages than it has room for, so that a sender who is faster than the
/// reader waits; a single message always has room, however large.
final class Inbox {
    private static final int MOST = 64;
    private static final int MOST_BYTES = 1 << 18;
    private static final int LEAST_SIZE = 256;

    private final IntConsumer request;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Packet> waiting = new ArrayDeque<>();
    private int bytes;
    private int asked;
    private int largest;
    private boolean ended;

    /// @param request asks the transport for that many more messages
    /// @param asked how many it has been asked for
    Inbox(IntConsumer request, int asked) {
        this.request = request;
        this.asked = asked;
    }

    /// A message has arrived. Never blocks.
    void put(Packet packet) {
        lock.lock();
        try {
            largest = Math.max(largest, Math.max(packet.size(), LEAST_SIZE));
            asked--;
            if (!ended) {
                waiting.add(packet);
                bytes += packet.size();
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
        ask();
    }

    /// The message that opened the call has arrived, and is kept elsewhere.
    void passBy() {
        lock.lock();
        try {
            asked--;
        } finally {
            lock.unlock();
        }
        ask();
    }

    /// Waits for the next message; null once there are none and none will come.
    @Nullable
    Packet take() throws InterruptedException {
        Packet packet;
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !ended) {
                changed.await();
            }
            packet = waiting.poll();
            if (packet != null) {
                bytes -= packet.size();
            }
        } finally {
            lock.unlock();
        }
        if (packet != null) {
            ask();
        }
        return packet;
    }

    /// No more messages will come.
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Nobody reads any more: what waits is dropped.
    void drop() {
        lock.lock();
        try {
            ended = true;
            waiting.clear();
            bytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Asks for as many messages as there is room for if they are all as large as the largest so far.
    private void ask() {
        int more;
        lock.lock();
        try {
            int room = largest == 0 ? 1 : Math.min(MOST - waiting.size(), (MOST_BYTES - bytes) / largest);
            int wanted = waiting.isEmpty() ? Math.max(room, 1) : room;
            more = wanted - asked;
            // A few at a time: each asking costs a task of the transport's thread.
            if (ended || more <= 0 || (asked > 0 && more < wanted / 4)) {
                return;
            }
            asked += more;
        } finally {
            lock.unlock();
        }
        request.accept(more);
    }
}
