package xooai.designer.shared;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Context;

/// One job off the FX thread, with progress, that can be cancelled.
///
/// It ends once, on the FX thread. Cancelling interrupts the job, cancels its [Context] and ends it at once;
/// what the job gives later is dropped.
public final class Work<T> {
    private final Context context;
    private final Consumer<Outcome<T>> then;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private volatile boolean stopped;
    private volatile boolean told;

    /// What is done off the FX thread.
    @FunctionalInterface
    public interface Job<T> {
        /// Does it, and says how far it is.
        T run(Progress progress) throws Exception;
    }

    /// What a job is told and tells.
    public interface Progress {
        /// Says what is being done, and how much of all is done: 0 to 1, or -1 where that is not known. It may be
        /// said as often as one likes: it is shown once a frame.
        void say(String message, double fraction);

        /// The context to make calls in; cancelled with the job.
        Context context();
    }

    private Work(Duration timeout, Consumer<Outcome<T>> then) {
        this.context = Context.of(timeout);
        this.then = then;
    }

    /// Starts that job on a thread of its own; the outcome comes on the FX thread.
    public static <T> Work<T> start(String name, Job<T> job, Consumer<Outcome<T>> then) {
        return start(name, Context.DEFAULT_TIMEOUT, job, then);
    }

    /// Starts that job with that much time for its calls.
    public static <T> Work<T> start(String name, Duration timeout, Job<T> job, Consumer<Outcome<T>> then) {
        Work<T> work = new Work<>(timeout, then);
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> work.run(job));
        work.context.onCancel(thread::interrupt);
        thread.start();
        return work;
    }

    private void run(Job<T> job) {
        try {
            end(new Outcome.Done<>(job.run(new Telling())));
        } catch (Exception | Error failure) {
            // Whatever it is: who waits for the outcome would wait for ever.
            end(new Outcome.Failed<>(XooaiException.errorOf(failure)));
            if (failure instanceof VirtualMachineError machine) {
                throw machine;
            }
        }
    }

    private void end(Outcome<T> outcome) {
        if (ended.compareAndSet(false, true)) {
            tell(outcome);
        }
    }

    private void tell(Outcome<T> outcome) {
        context.close();
        FxThread.run(() -> {
            told = true;
            then.accept(outcome);
        });
    }

    /// Stops it, if it still goes on.
    public void cancel() {
        // First it is ended: else the job's own failure over being cancelled might be told as its outcome.
        if (ended.compareAndSet(false, true)) {
            stopped = true;
            context.cancel(CallError.of(Code.CANCELLED, "stopped in the designer"));
            tell(new Outcome.Cancelled<>());
        }
    }

    /// Whether its outcome has still to come: so it has, on the FX thread that has just started it, however soon it
    /// is done.
    public boolean isRunning() {
        return !told;
    }

    /// What is being done.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// How much is done, from 0 to 1; -1 where that is not known.
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    private record Said(String message, double fraction) {}

    private final class Telling implements Progress {
        private final Runnable show = FxThread.onceAFrame(this::show);
        private volatile Said said = new Said("", -1);

        @Override
        public void say(String what, double done) {
            if (!stopped) {
                said = new Said(what, done);
                show.run();
            }
        }

        private void show() {
            Said now = said;
            message.set(now.message());
            fraction.set(now.fraction());
        }

        @Override
        public Context context() {
            return context;
        }
    }
}
