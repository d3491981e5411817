package xooai.driver;

import java.util.concurrent.atomic.AtomicLong;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// The memory that requests may take together, while they arrive and while they are answered.
public final class Memory {
    /// Bodies up to this size are let in when larger ones have taken the memory: a part of it is theirs alone.
    private static final int SMALL = 64 << 10;

    private static final long LEAST = 64L << 20;
    private static final Memory OF_PROCESS =
            new Memory(Math.max(LEAST, Runtime.getRuntime().maxMemory() / 4));

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /// @param most how many bytes
    public Memory(long most) {
        this.most = most;
    }

    /// What all servers of this process share where nothing else is said: a quarter of the heap, and 64 MiB at
    /// least.
    public static Memory ofProcess() {
        return OF_PROCESS;
    }

    /// What one request takes, until it is closed. Any thread may use it.
    public final class Share implements AutoCloseable {
        private long taken;
        private boolean closed;

        /// Nothing yet.
        public Share() {}

        /// From now on it takes that much.
        ///
        /// @throws XooaiException with UNAVAILABLE when there is not as much left
        public synchronized void take(long bytes) {
            if (closed) {
                return;
            }
            long more = bytes - taken;
            long limit = most + (bytes <= SMALL ? most / 2 : 0);
            if (held.addAndGet(more) > limit && more > 0) {
                held.addAndGet(-more);
                throw new XooaiException(
                        Code.UNAVAILABLE, "the server holds as many bodies as its memory allows; try again later");
            }
            taken = bytes;
        }

        @Override
        public synchronized void close() {
            closed = true;
            held.addAndGet(-taken);
            taken = 0;
        }
    }
}
