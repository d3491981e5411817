package xooai.designer.app;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import xooai.designer.shared.FxThread;

/// How long the designer took to start, counted from the start of its JVM: for `--startup-times`.
///
/// The first frame is painted by the time the frame after the next one begins. The window is usable once it shows the
/// flow and the thread that draws takes what is asked of it, and complete once every executor is described, which goes
/// on beside what a person does. All is printed in the end, so that the printing takes no part in it.
final class StartupTimes {
    private static final int PAINTED = 3;

    /// One start a process: what was reached in it, by the time of the clock.
    private static final Map<String, Long> REACHED = new LinkedHashMap<>();

    private StartupTimes() {}

    /// Notes that this is reached now.
    static synchronized void reached(String what) {
        REACHED.put(what, System.currentTimeMillis());
    }

    /// Notes when the window that is shown now is painted, usable and complete, and then prints all that was noted.
    static void follow(BooleanSupplier complete, PrintStream out) {
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                frames++;
                if (frames == PAINTED) {
                    reached("first frame");
                    FxThread.later(() -> reached("usable window"));
                }
                if (frames > PAINTED && complete.getAsBoolean()) {
                    stop();
                    reached("complete window");
                    print(out);
                }
            }
        }.start();
    }

    private static synchronized void print(PrintStream out) {
        long began = ManagementFactory.getRuntimeMXBean().getStartTime();
        REACHED.forEach((what, at) -> out.println("startup: " + what + " after " + (at - began) + " ms"));
    }
}
