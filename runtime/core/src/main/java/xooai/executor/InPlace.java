package xooai.executor;

import java.util.function.Supplier;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.driver.Context;
import xooai.driver.Ticker;

/// A call of a cheap endpoint on its caller's thread, watched by the [Ticker]: one that is cancelled or
/// outlives its deadline after all is interrupted, and one that takes long is not cheap from that moment on.
final class InPlace implements Ticker.Look {
    private static final long LONG_NANOS = 5_000_000;

    private final Context context;
    private final Runnable dear;
    private final Thread thread = Thread.currentThread();
    private final long start = System.nanoTime();
    private boolean ended;
    private boolean interrupted;

    private InPlace(Context context, Runnable dear) {
        this.context = context;
        this.dear = dear;
    }

    /// @param dear is run when the call turns out to take long
    static Response run(Context context, Supplier<Response> work, Runnable dear) {
        InPlace watched = new InPlace(context, dear);
        Ticker.add(watched);
        try (Context.Registration _ = context.onCancel(watched::interrupt)) {
            return work.get();
        } finally {
            watched.end();
            Ticker.remove(watched);
        }
    }

    @Override
    public void look() {
        if (System.nanoTime() - start > LONG_NANOS) {
            dear.run();
        }
        if (context.remainingNanos() == 0) {
            context.cancel(CallError.of(Code.DEADLINE_EXCEEDED, "the call did not end before its deadline"));
        }
    }

    private synchronized void interrupt() {
        if (!ended) {
            interrupted = true;
            thread.interrupt();
        }
    }

    private synchronized void end() {
        ended = true;
        if (interrupted) {
            // It was for the call that has just ended, and not for what this thread does next.
            Thread.interrupted();
        }
    }
}
