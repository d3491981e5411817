package xooai.flow;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts what happens on the wires of a run, for those who wait for a change of any of them.
final class Pulse implements Runnable {
    private final AtomicInteger count = new AtomicInteger();
    private volatile int waiting;

    /// How much has happened; a value that comes again means that nothing has.
    int count() {
        return count.get();
    }

    /// Something has happened.
    @Override
    public void run() {
        count.incrementAndGet();
        if (waiting > 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /// Waits until the count is another one than that.
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    synchronized void awaitOther(int seen) throws InterruptedException {
        waiting++;
        try {
            while (count.get() == seen) {
                wait();
            }
        } finally {
            waiting--;
        }
    }
}
