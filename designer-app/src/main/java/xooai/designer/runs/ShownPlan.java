package xooai.designer.runs;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import xooai.designer.shared.FxThread;

/// Holds a run up until a person could see what it is about to do.
final class ShownPlan {
    private static final Duration SEEN = Duration.millis(250);
    private static final long LONGEST_MILLIS = 2_000;

    private ShownPlan() {}

    /// Shows something on the FX thread, and comes back once it was there for a moment; at once when the thread is
    /// interrupted, and after two seconds in any case.
    ///
    /// @param show shows it, and runs what it is given when it has
    static void until(Consumer<Runnable> show) {
        CountDownLatch seen = new CountDownLatch(1);
        FxThread.run(() -> show.accept(() -> {
            PauseTransition moment = new PauseTransition(SEEN);
            moment.setOnFinished(_ -> seen.countDown());
            moment.play();
        }));
        try {
            if (!seen.await(LONGEST_MILLIS, TimeUnit.MILLISECONDS)) {
                return; // The window is busy; the run has waited for it long enough.
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
