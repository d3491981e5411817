package xooai.driver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// A bounded queue between a thread that writes and one that reads, with an end.
///
/// The writer waits while there is no room, or is refused; a single item always has room, however large. Waiting
/// ends when the context is cancelled, which whoever made the pipe ties to [#fail].
///
/// @param <T> what goes through
public final class Pipe<T> {
    private final int most;
    private final long mostWeight;
    private final ToIntFunction<T> weigher;
    private final @Nullable String refusal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<T> items = new ArrayDeque<>();
    private long weight;
    private boolean ended;
    private boolean left;
    private @Nullable CallError failure;
    private @Nullable CallError last;
    /// What the item weighs whose writer waits; -1 when none does.
    private int waiting = -1;
    private boolean readerWaits;
    private Runnable onChange = () -> {};

    /// @param most how many items wait at most
    /// @param mostWeight what they weigh together at most
    /// @param weigher what one weighs
    public Pipe(int most, long mostWeight, ToIntFunction<T> weigher) {
        this(most, mostWeight, weigher, null);
    }

    private Pipe(int most, long mostWeight, ToIntFunction<T> weigher, @Nullable String refusal) {
        this.most = most;
        this.mostWeight = mostWeight;
        this.weigher = weigher;
        this.refusal = refusal;
    }

    /// A pipe whose writer never waits: past its bounds it fails with RESOURCE_EXHAUSTED and that message.
    public static <T> Pipe<T> refusing(int most, long mostWeight, ToIntFunction<T> weigher, String message) {
        return new Pipe<>(most, mostWeight, weigher, message);
    }

    /// Has that run whenever an item goes in or out, the pipe ends, or one of its sides begins to wait. It runs on
    /// the thread that does this, which holds the pipe's lock: it returns at once, and asks the pipe nothing.
    ///
    /// @return this pipe, for use after that only
    public Pipe<T> onChange(Runnable action) {
        onChange = action;
        return this;
    }

    /// Whether the reader waits, and nothing is there for it.
    public boolean isDry() {
        lock.lock();
        try {
            return readerWaits && items.isEmpty() && !ended && failure == null;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the writer waits, and has no room.
    public boolean isHeld() {
        lock.lock();
        try {
            return waiting >= 0 && isFull(waiting) && !left && failure == null;
        } finally {
            lock.unlock();
        }
    }

    /// Puts an item in; waits for room.
    ///
    /// @return false when the reader wants no more
    /// @throws XooaiException when the pipe failed, or the thread is interrupted
    public boolean put(T item) {
        int heavy = weigher.applyAsInt(item);
        lock();
        try {
            while (failure == null && last == null && !left && isFull(heavy)) {
                if (refusal != null) {
                    throw new XooaiException(Code.RESOURCE_EXHAUSTED, refusal);
                }
                waiting = heavy;
                await();
            }
            check();
            if (last != null) {
                throw new XooaiException(last);
            }
            if (!left) {
                items.add(item);
                weight += heavy;
                change();
            }
            return !left;
        } finally {
            waiting = -1;
            lock.unlock();
        }
    }

    /// Takes the next item out; waits for one.
    ///
    /// @return null at the end
    /// @throws XooaiException when the pipe failed, or the thread is interrupted
    public @Nullable T take() {
        lock();
        try {
            while (failure == null && items.isEmpty() && !ended) {
                readerWaits = true;
                await();
            }
            check();
            T item = items.poll();
            if (item == null && last != null) {
                throw new XooaiException(last);
            }
            if (item != null) {
                weight -= weigher.applyAsInt(item);
                change();
            }
            return item;
        } finally {
            readerWaits = false;
            lock.unlock();
        }
    }

    /// Says that no item follows.
    public void end() {
        lock.lock();
        try {
            ended = true;
            change();
        } finally {
            lock.unlock();
        }
    }

    /// Ends with that error instead of an end: the reader is told when it has taken what waits, the writer at once.
    public void endWith(CallError why) {
        lock.lock();
        try {
            ended = true;
            last = why;
            change();
        } finally {
            lock.unlock();
        }
    }

    /// Says that the reader wants no more: what waits is dropped, and nothing more is kept.
    public void leave() {
        lock.lock();
        try {
            left = true;
            items.clear();
            weight = 0;
            change();
        } finally {
            lock.unlock();
        }
    }

    /// Ends both sides' waiting with that error; the first one stays. What waits is dropped.
    public void fail(CallError why) {
        lock.lock();
        try {
            if (failure == null) {
                failure = why;
                items.clear();
                weight = 0;
                change();
            }
        } finally {
            lock.unlock();
        }
    }

    private void change() {
        changed.signalAll();
        onChange.run();
    }

    private boolean isFull(int heavy) {
        return !items.isEmpty() && (items.size() >= most || weight + heavy > mostWeight);
    }

    private void lock() {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Waits for a change; both callers ask again what it was.
    @SuppressWarnings("WaitNotInLoop")
    private void await() {
        onChange.run();
        try {
            changed.await();
        } catch (InterruptedException e) {
            if (failure != null) {
                throw new XooaiException(failure, e);
            }
            throw interrupted(e);
        }
    }

    private static XooaiException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new XooaiException(Code.CANCELLED, "the thread was interrupted", e);
    }

    private void check() {
        if (failure != null) {
            throw new XooaiException(failure);
        }
    }
}
