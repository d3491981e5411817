package xooai.drivers.grpc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Where one who sends waits until the transport has room: without it a stream would be buffered whole.
final class Outlet {
    private final BooleanSupplier ready;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable String closed;

    /// @param ready whether the transport has room
    Outlet(BooleanSupplier ready) {
        this.ready = ready;
    }

    /// Waits until there is room.
    ///
    /// @throws IOException when nothing more can be sent
    void await() throws IOException {
        lock.lock();
        try {
            while (closed == null && !ready.getAsBoolean()) {
                changed.await();
            }
            if (closed != null) {
                throw new IOException(closed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the thread was interrupted").initCause(e);
        } finally {
            lock.unlock();
        }
    }

    /// There may be room.
    void look() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more can be sent, because of that; the first reason stays.
    void close(String why) {
        lock.lock();
        try {
            if (closed == null) {
                closed = why;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
