package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A designer that is used all day takes no more at the end than it took after the first of it.
final class LongUseTest {
    private static final boolean SOAK = Boolean.getBoolean("xooai.soak");
    private static final Duration LONG = Duration.ofMinutes(Integer.getInteger("xooai.soak.minutes", 120));

    /// So many rounds are done before it is looked at: classes, caches and pools have filled then.
    private static final int WARM = SOAK ? 40 : 3;

    private static final int SHORT = 9;
    private static final long SLACK = 6L << 20;

    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    /// What it takes at one moment.
    private record Taken(long heap, int threads, long files, int sceneNodes) {
        static Taken now(DesignerUi ui) {
            int nodes = DesignerUi.onFx(() -> count(ui.scene().getRoot()));
            // What is only softly or weakly held, and what cleaners close, goes with the second.
            System.gc();
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            long files = ManagementFactory.getOperatingSystemMXBean()
                            instanceof com.sun.management.UnixOperatingSystemMXBean unix
                    ? unix.getOpenFileDescriptorCount()
                    : 0;
            return new Taken(heap, threads, files, nodes);
        }

        private static int count(Node node) {
            return node instanceof Parent parent
                    ? 1
                            + parent.getChildrenUnmodifiable().stream()
                                    .mapToInt(Taken::count)
                                    .sum()
                    : 1;
        }
    }

    @Test
    void aLongDayLeavesHeapThreadsAndFilesAsTheyWere() {
        Instant end = Instant.now().plus(LONG);
        List<Taken> taken = new ArrayList<>();
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"), 1360, 860)) {
            LongUse day = new LongUse(ui, home, 20261129);
            day.begin();
            for (int round = 0; SOAK ? Instant.now().isBefore(end) : round < SHORT; round++) {
                day.round();
                if (round >= WARM && (!SOAK || round % 20 == 0)) {
                    taken.add(Taken.now(ui));
                    report(round, taken.getLast());
                }
            }
        }
        flat("bytes of heap", Taken::heap, taken, SLACK);
        flat("threads", Taken::threads, taken, 2);
        flat("open files", Taken::files, taken, 4);
        flat("scene nodes", Taken::sceneNodes, taken, 100);
    }

    private static void report(int round, Taken now) {
        if (SOAK) {
            System.out.printf(
                    "round %d: %.1f MiB, %d threads, %d files, %d scene nodes%n",
                    round, now.heap() / 1048576.0, now.threads(), now.files(), now.sceneNodes());
        }
    }

    /// The least of the last third is no more than the least of the first third and that slack: single moments may be
    /// above, when something is under way.
    private static void flat(String what, ToLongFunction<Taken> of, List<Taken> taken, long slack) {
        int third = taken.size() / 3;
        long first = least(of, taken.subList(0, third));
        long last = least(of, taken.subList(taken.size() - third, taken.size()));
        assertThat(last).as(what + " at the end, at first " + first).isLessThanOrEqualTo(first + slack);
    }

    private static long least(ToLongFunction<Taken> of, List<Taken> taken) {
        return taken.stream().mapToLong(of).min().orElseThrow();
    }
}
