package xooai.designer.app;

import com.sun.javafx.perf.PerformanceTracker;
import com.sun.javafx.tk.TKPulseListener;
import com.sun.javafx.tk.Toolkit;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import javafx.scene.Scene;

/// Counts the frames of a window as they are painted, and what they cost.
///
/// A frame counts once the renderer has put it on the screen, so that neither a pulse that paints nothing nor one whose
/// picture comes late is taken for one.
final class Frames {
    private static final int MOST = 100_000;
    private static final double MILLIS = 1e6;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long drawing = thread("JavaFX Application Thread");
    private final long rendering = thread("QuantumRenderer-0");
    private final long[] painted = new long[MOST];
    private final TKPulseListener synced = this::synced;
    private int count;
    private long drawingBefore;
    private long renderingBefore;
    private boolean wanted;
    private boolean armed;
    private long seen;

    /// What a time cost in frames.
    ///
    /// @param count how many frames were painted
    /// @param perSecond how many a second
    /// @param median the time from one to the next, in ms
    /// @param p95 that which 95 of 100 keep to
    /// @param longest the longest
    /// @param drawing the processor time of the FX thread for a frame, in ms
    /// @param rendering that of the thread that renders
    record Cost(
            int count, double perSecond, double median, double p95, double longest, double drawing, double rendering) {}

    /// Watches that window; on the FX thread.
    Frames(Scene scene) {
        PerformanceTracker.getSceneTracker(scene).setOnRenderedFrameTask(this::rendered);
        Toolkit.getToolkit().addPostSceneTkPulseListener(synced);
    }

    private static long thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no thread " + name))
                .threadId();
    }

    private synchronized void rendered() {
        long now = System.nanoTime();
        if (count < MOST) {
            painted[count++] = now;
        }
        if (armed) {
            armed = false;
            seen = now;
            notifyAll();
        }
    }

    /// After what a pulse shows is handed over, and before it is rendered.
    private synchronized void synced() {
        if (wanted) {
            wanted = false;
            armed = true;
        }
    }

    /// From now on the next frame that is begun is waited for; to be called where something was changed.
    synchronized void wantNext() {
        wanted = true;
        armed = false;
        seen = 0;
    }

    /// No frame is waited for until one is wanted.
    synchronized void forget() {
        wanted = false;
        armed = false;
        seen = 0;
    }

    /// When the frame was painted that was wanted; 0 when there was none for so many milliseconds.
    synchronized long awaitWanted(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (seen == 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return 0;
            }
            wait(left);
        }
        return seen;
    }

    synchronized void start() {
        count = 0;
        drawingBefore = threads.getThreadCpuTime(drawing);
        renderingBefore = threads.getThreadCpuTime(rendering);
    }

    synchronized Cost stop() {
        double drawn = (threads.getThreadCpuTime(drawing) - drawingBefore) / MILLIS;
        double rendered = (threads.getThreadCpuTime(rendering) - renderingBefore) / MILLIS;
        int frames = Math.max(count, 2);
        double[] gaps = new double[frames - 1];
        for (int i = 0; i < count - 1; i++) {
            gaps[i] = (painted[i + 1] - painted[i]) / MILLIS;
        }
        Arrays.sort(gaps);
        double all = Arrays.stream(gaps).sum();
        return new Cost(
                count,
                all == 0 ? 0 : gaps.length * 1000 / all,
                of(gaps, 0.5),
                of(gaps, 0.95),
                of(gaps, 1),
                drawn / frames,
                rendered / frames);
    }

    /// The processor time of the FX thread until now, in ms.
    double drawingMillis() {
        return threads.getThreadCpuTime(drawing) / MILLIS;
    }

    /// What that share of sorted values keeps to.
    static double of(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
