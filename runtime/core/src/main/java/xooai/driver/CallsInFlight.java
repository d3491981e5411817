package xooai.driver;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// The calls that a server is answering, so that it can drain them and notice clients that leave. Safe for use
/// by many threads.
public final class CallsInFlight {
    private static final long YOUNG = TimeUnit.MILLISECONDS.toNanos(100);

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private volatile boolean draining;

    /// No calls yet.
    public CallsInFlight() {}

    /// One call, from the end of its body to the end of its answer.
    public final class Call implements AutoCloseable {
        private final BooleanSupplier gone;
        private final long began = System.nanoTime();
        private volatile @Nullable Context context;
        private volatile @Nullable CallError cancelled;

        private Call(BooleanSupplier gone) {
            this.gone = gone;
        }

        /// The call's context is that; it is cancelled at once when the call already is.
        public void opened(Context opened) {
            context = opened;
            CallError why = cancelled;
            if (why != null) {
                opened.cancel(why);
            }
        }

        /// Whether nobody is there to read the answer.
        public boolean isAbandoned() {
            CallError why = cancelled;
            return why != null && why.code() == Code.CANCELLED;
        }

        /// Cancels the call, or its context as soon as that is known.
        public void cancel(CallError why) {
            cancelled = why;
            Context opened = context;
            if (opened != null) {
                opened.cancel(why);
            }
        }

        @Override
        public void close() {
            calls.remove(this);
            if (draining) {
                signal();
            }
        }
    }

    /// Begins a call; close it when it has been answered.
    ///
    /// @param gone whether its client has left, asked now and then while it runs
    /// @throws XooaiException with UNAVAILABLE when the server is about to stop
    public Call begin(BooleanSupplier gone) {
        Call call = new Call(gone);
        calls.add(call);
        if (draining) {
            call.close();
            throw new XooaiException(Code.UNAVAILABLE, "the server is stopping and takes no new calls");
        }
        return call;
    }

    /// How many calls there are.
    public int size() {
        return calls.size();
    }

    /// Whether the server is about to stop.
    public boolean isDraining() {
        return draining;
    }

    /// Cancels the calls whose clients have left. Calls that have just begun are left alone: most end by
    /// themselves.
    public void cancelAbandoned() {
        long now = System.nanoTime();
        for (Call call : calls) {
            if (now - call.began > YOUNG && call.cancelled == null && call.gone.getAsBoolean()) {
                call.cancel(CallError.of(Code.CANCELLED, "the client closed the connection"));
            }
        }
    }

    /// Takes no new calls and waits for those in flight; cancels what is left after that time, and gives it a
    /// moment to answer.
    public void drain(Duration grace, Duration moment) {
        draining = true;
        if (!await(grace)) {
            calls.forEach(call -> call.cancel(CallError.of(Code.UNAVAILABLE, "the server is stopping")));
            await(moment);
        }
    }

    private boolean await(Duration time) {
        long left = time.toNanos();
        lock.lock();
        try {
            while (!calls.isEmpty()) {
                if (left <= 0) {
                    return false;
                }
                left = ended.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
