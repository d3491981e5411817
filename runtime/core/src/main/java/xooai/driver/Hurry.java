package xooai.driver;

import xooai.doc.CallError;
import xooai.doc.Code;

/// Interrupts the thread that made it when a call is cancelled or its deadline passes, until it is closed: for work on
/// the caller's own thread that nobody else keeps watch over.
public final class Hurry implements AutoCloseable, Ticker.Look {
    private final Thread worker = Thread.currentThread();
    private final Context context;
    private final String what;
    private final Context.Registration onCancel;
    private boolean interrupted;
    private boolean over;

    /// @param what is going on, for the message
    public Hurry(Context context, String what) {
        this.context = context;
        this.what = what;
        this.onCancel = context.onCancel(this::interrupt);
        Ticker.add(this);
    }

    @Override
    public void look() {
        if (context.remainingNanos() == 0) {
            context.cancel(CallError.of(Code.DEADLINE_EXCEEDED, "the deadline passed while " + what));
        }
    }

    private synchronized void interrupt() {
        if (!over) {
            interrupted = true;
            worker.interrupt();
        }
    }

    @Override
    public void close() {
        Ticker.remove(this);
        onCancel.close();
        synchronized (this) {
            over = true;
            if (interrupted) {
                Thread.interrupted();
            }
        }
    }
}
