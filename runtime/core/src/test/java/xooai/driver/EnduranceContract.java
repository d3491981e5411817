package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.flow.Flow;

/// What every driver endures without growing: a reader that stops while there is far more to send than memory
/// may hold, and calls without number.
@Timeout(value = 3600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class EnduranceContract extends Contract {
    private static final int DOCS = Scale.of(1024, 32);
    private static final long STOPPED_NANOS = TimeUnit.SECONDS.toNanos(Scale.of(10, 0));
    private static final long MOST_BUFFERED = 64 * Heap.MIB;
    private static final int CALLS = Scale.of(1_000_000, 10_000);
    private static final int WARM = 2_000;
    private static final int CALLERS = 16;
    private static final long FLAT = 8 * Heap.MIB;

    @Test
    void aReaderThatStopsHoldsUpItsSourceAndLosesNothing() {
        long idle = Heap.used();
        try (DocStream<Text> answers = remote.expand("large", DocArray.of(Text.of(String.valueOf(DOCS))))) {
            assertNothingIsLost(answers, idle);
        }
    }

    @Test
    void soItDoesThroughTwoNodesOfAFlow() {
        long idle = Heap.used();
        try (Flow flow = Flow.named("two")
                        .add("first", Flow.use(remote).on("large"))
                        .add("second", Flow.use(remote).on("echo").needs("first"))
                        .build();
                DocStream<Text> answers = flow.expand("", DocArray.of(Text.of(String.valueOf(DOCS))))) {
            assertNothingIsLost(answers, idle);
        }
    }

    private void assertNothingIsLost(DocStream<Text> answers, long idle) {
        int next = 0;
        for (Text answer : answers) {
            assertThat(answer.text()).hasSize(Probe.LARGE).startsWith(next + " ");
            next++;
            if (next == 1) {
                awaitStopped();
            }
            if (next % (DOCS / 4) == 1) {
                assertThat(Heap.used() - idle).isLessThan(MOST_BUFFERED);
            }
        }
        assertThat(next).isEqualTo(DOCS);
    }

    private void awaitStopped() {
        long made = probe.awaitStopped();
        assertThat(made).isLessThan(DOCS);
        long until = System.nanoTime() + STOPPED_NANOS;
        while (until - System.nanoTime() > 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
        assertThat(probe.made()).isEqualTo(made);
    }

    @Test
    void callsWithoutNumberLeaveNothingBehind() {
        call(WARM);
        long before = Heap.used();

        call(CALLS);

        assertThat(Heap.used() - before).isLessThan(FLAT);
    }

    private void call(int calls) {
        List<Future<Boolean>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.add(inBackground(() -> {
                for (int i = 0; i < calls / CALLERS; i++) {
                    assertThat(Calls.call(connection, "echo", texts("x")).error())
                            .isNull();
                }
                return true;
            }));
        }
        for (Future<Boolean> each : callers) {
            try {
                each.get();
            } catch (Exception e) {
                throw new AssertionError("a call failed: " + e, e);
            }
        }
    }
}
