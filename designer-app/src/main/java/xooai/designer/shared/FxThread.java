package xooai.designer.shared;

import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/// The one way to the FX application thread.
public final class FxThread {
    private FxThread() {}

    /// Runs that on the FX thread: at once when this is it, else as soon as it is free.
    public static void run(Runnable action) {
        if (Platform.isFxApplicationThread()) {
            action.run();
        } else {
            Platform.runLater(action);
        }
    }

    /// Runs that on the FX thread after what it is doing now.
    public static void later(Runnable action) {
        Platform.runLater(action);
    }

    /// What asks for that action as often as it likes, from any thread: it runs with the next frame that is
    /// drawn, once for all asked until then.
    public static Runnable onceAFrame(Runnable action) {
        AtomicBoolean asked = new AtomicBoolean();
        return () -> {
            if (asked.compareAndSet(false, true)) {
                run(() -> new NextFrame(() -> {
                            asked.set(false);
                            action.run();
                        })
                        .start());
            }
        };
    }

    /// Runs something with the next frame, and never again.
    private static final class NextFrame extends AnimationTimer {
        private final Runnable action;

        NextFrame(Runnable action) {
            this.action = action;
        }

        @Override
        public void handle(long now) {
            stop();
            action.run();
        }
    }

    /// What asks for that action as often as it likes, from any thread: it runs once for all asked since it
    /// last ran.
    public static Runnable coalesced(Runnable action) {
        AtomicBoolean asked = new AtomicBoolean();
        return () -> {
            if (asked.compareAndSet(false, true)) {
                Platform.runLater(() -> {
                    asked.set(false);
                    action.run();
                });
            }
        };
    }
}
