package xooai.drivers.quic;

import java.util.concurrent.atomic.AtomicLong;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// The memory that requests may take together, while they arrive and while they are answered.
final class Memory {
    /// Bodies up to this size are let in when larger ones have taken the memory: a part of it is theirs alone.
    private static final int SMALL = 64 << 10;
    private static final long LEAST = 64L << 20;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    Memory(long most) {
        this.most = most;
    }

    /// A quarter of the heap.
    static Memory ofThisProcess() {
        return new Memory(Math.max(LEAST, Runtime.getRuntime().maxMemory() / 4));
    }

    /// What one stream takes; used by one thread at a time.
    final class Share implements AutoCloseable {
        private final AtomicLong taken = new AtomicLong();

        /// From now on it takes that much.
        ///
        /// @throws XooaiException with UNAVAILABLE when there is not as much left
        void take(int bytes) {
            long more = bytes - taken.get();
            long limit = most + (bytes <= SMALL ? most / 2 : 0);
            if (held.addAndGet(more) > limit && more > 0) {
                held.addAndGet(-more);
                throw new XooaiException(
                        Code.UNAVAILABLE, "the server holds as many bodies as its memory allows; try again later");
            }
            taken.addAndGet(more);
        }

        @Override
        public void close() {
            held.addAndGet(-taken.getAndSet(0));
        }
    }
}
