package xooai.designer.canvas;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.Interpolator;
import javafx.animation.Transition;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Moves the view from here to there in 150 ms; whatever the hand does stops it where it is. At once for those who
/// want nothing to glide.
final class Motion {
    private static final Duration LENGTH = Duration.millis(150);

    private final Supplier<Viewport> now;
    private final Consumer<Viewport> look;
    private @Nullable Transition running;
    private boolean reduced;

    Motion(Supplier<Viewport> now, Consumer<Viewport> look) {
        this.now = now;
        this.look = look;
    }

    /// From now on at once, or gliding.
    void setReduced(boolean atOnce) {
        reduced = atOnce;
    }

    void go(Viewport end, double width, double height) {
        stop();
        Viewport start = now.get();
        if (reduced) {
            look.accept(start.towards(end, 1, width, height));
            return;
        }
        Transition transition = new Transition() {
            {
                setCycleDuration(LENGTH);
                setInterpolator(Interpolator.EASE_BOTH);
            }

            @Override
            protected void interpolate(double way) {
                look.accept(start.towards(end, way, width, height));
            }
        };
        running = transition;
        transition.play();
    }

    void stop() {
        Transition transition = running;
        running = null;
        if (transition != null) {
            transition.stop();
        }
    }
}
