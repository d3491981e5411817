package xooai.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.driver.Context;

/// Calls of one instance take turns, unless its class is safe for many threads.
@Timeout(30)
class TurnsTest {
    private static final DocArray<Text> ONE = DocArray.of(Text.of("x"));

    /// Counts how many calls are in it at once, without any care for threads.
    static final class Careless extends Executor {
        private int inside;
        private int most;
        private int total;

        @Post
        public DocArray<Text> count(DocArray<Text> docs) {
            inside++;
            most = Math.max(most, inside);
            total++;
            Thread.onSpinWait();
            inside--;
            return docs;
        }
    }

    @ThreadSafe
    static final class Meeting extends Executor {
        private final CyclicBarrier met = new CyclicBarrier(2);

        @Post
        public DocArray<Text> meet(DocArray<Text> docs) throws Exception {
            met.await(10, TimeUnit.SECONDS);
            return docs;
        }
    }

    /// Holds its first call until it is told.
    static final class Holding extends Executor {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final AtomicInteger calls = new AtomicInteger();

        @Post
        public DocArray<Text> hold(DocArray<Text> docs) {
            calls.incrementAndGet();
            entered.countDown();
            boolean interrupted = false;
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return docs;
        }
    }

    @Test
    void oneCallAtATimeIsInAnInstance() throws Exception {
        Careless executor = new Careless();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 500)
                    .mapToObj(i -> threads.submit(() -> executor.post("count", ONE)))
                    .toList();
            for (Future<?> call : calls) {
                call.get();
            }
        }

        assertThat(executor.most).isEqualTo(1);
        assertThat(executor.total).isEqualTo(500);
    }

    @Test
    void callsOfAThreadSafeInstanceRunSideBySide() throws Exception {
        Meeting executor = new Meeting();

        var other = CompletableFuture.supplyAsync(() -> executor.post("meet", ONE));

        assertThat(executor.post("meet", ONE)).isEqualTo(ONE);
        assertThat(other.get()).isEqualTo(ONE);
    }

    @Test
    void twoInstancesRunSideBySide() throws Exception {
        Holding first = new Holding();
        Holding second = new Holding();
        var held = CompletableFuture.supplyAsync(() -> first.post("hold", ONE));
        first.entered.await();

        second.release.countDown();
        assertThat(second.post("hold", ONE)).isEqualTo(ONE);

        first.release.countDown();
        assertThat(held.get()).isEqualTo(ONE);
    }

    @Test
    void aCallWhoseDeadlinePassesWhileItWaitsIsNeverStarted() throws Exception {
        Holding executor = new Holding();
        var held = CompletableFuture.supplyAsync(() -> executor.post("hold", ONE));
        executor.entered.await();

        Response late = executor.call("hold", ONE, call -> call.deadline(Duration.ofMillis(50)));

        assertThat(Objects.requireNonNull(late.error()).code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        executor.release.countDown();
        assertThat(held.get()).isEqualTo(ONE);
        assertThat(executor.post("hold", ONE)).isEqualTo(ONE);
        assertThat(executor.calls).hasValue(2);
    }

    @Test
    void aTurnEndsOnlyWhenTheWorkDoes() throws Exception {
        Holding executor = new Holding();
        try (Context context = Context.of("r", Duration.ofMillis(50), Map.of())) {
            Response late = executor.serve(xooai.codec.Request.of("hold", ONE), context);
            assertThat(late.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        }
        executor.entered.await();

        Response next = executor.call("hold", ONE, call -> call.deadline(Duration.ofMillis(50)));

        assertThat(next.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        assertThat(executor.calls).hasValue(1);
        executor.release.countDown();
        assertThat(executor.post("hold", ONE)).isEqualTo(ONE);
    }
}
