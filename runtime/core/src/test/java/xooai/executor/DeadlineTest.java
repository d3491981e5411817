package xooai.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.driver.Context;

/// A call is answered by its deadline and when it is cancelled, whatever its endpoint does.
@Timeout(30)
class DeadlineTest {
    private static final DocArray<Text> ONE = DocArray.of(Text.of("x"));
    private static final CallError LEFT = CallError.of(Code.CANCELLED, "the client has left");

    @Test
    void aListenerThatFailsKeepsNobodyElseFromHearing() {
        CountDownLatch heard = new CountDownLatch(1);
        try (Context context = Context.of(Duration.ofSeconds(20))) {
            context.onCancel(() -> {
                throw new IllegalStateException("as told");
            });
            context.onCancel(heard::countDown);
            assertThat(context.cancel(LEFT)).isTrue();
            assertThat(heard.getCount()).isZero();
        }
    }

    @ThreadSafe
    static final class Slow extends Executor {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);
        private final CompletableFuture<DocArray<Text>> never = new CompletableFuture<>();
        private final AtomicInteger calls = new AtomicInteger();

        @Post
        public DocArray<Text> heeds(DocArray<Text> docs) throws InterruptedException {
            calls.incrementAndGet();
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return docs;
        }

        @Post
        public DocArray<Text> ignores(DocArray<Text> docs) {
            calls.incrementAndGet();
            entered.countDown();
            while (release.getCount() > 0) {
                if (Thread.interrupted()) {
                    interrupted.countDown();
                }
                Thread.onSpinWait();
            }
            return docs;
        }

        @Post
        public Text eachHeeds(Text doc) throws InterruptedException {
            return heeds(DocArray.of(doc)).get(0);
        }

        @Post
        public CompletionStage<DocArray<Text>> later(DocArray<Text> docs) {
            entered.countDown();
            return never;
        }

        @Post
        public Text remaining(Text doc, Context context) {
            return Text.of(Long.toString(context.remaining().toMillis()));
        }
    }

    private final Slow executor = new Slow();

    @AfterEach
    void release() {
        executor.release.countDown();
    }

    private static void assertEnded(Response response, Code code) {
        assertThat(Objects.requireNonNull(response.error()).code()).isEqualTo(code);
        assertThat(response.docs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"heeds", "ignores", "eachHeeds", "later"})
    void theAnswerComesByTheDeadline(String endpoint) throws InterruptedException {
        long start = System.nanoTime();

        Response response = executor.call(endpoint, ONE, call -> call.deadline(Duration.ofMillis(100)));

        assertEnded(response, Code.DEADLINE_EXCEEDED);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(100), Duration.ofSeconds(5));
        if (!endpoint.equals("later")) {
            assertThat(executor.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aStageIsCancelledAtTheDeadline() throws Exception {
        var answer = CompletableFuture.supplyAsync(
                () -> executor.call("later", ONE, call -> call.deadline(Duration.ofSeconds(1))));
        assertThat(executor.entered.await(10, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> executor.never.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        assertEnded(answer.get(), Code.DEADLINE_EXCEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heeds", "ignores", "eachHeeds", "later"})
    void aCancelledCallIsInterruptedAndAnsweredAtOnce(String endpoint) throws Exception {
        try (Context context = Context.of("r", Duration.ofSeconds(60), Map.of())) {
            var answer = CompletableFuture.supplyAsync(() -> executor.serve(Request.of(endpoint, ONE), context));
            assertThat(executor.entered.await(10, TimeUnit.SECONDS)).isTrue();

            context.cancel(LEFT);

            assertThat(answer.get(10, TimeUnit.SECONDS).error()).isEqualTo(LEFT.atEndpoint(endpoint));
            if (!endpoint.equals("later")) {
                assertThat(executor.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void aCallerThatIsInterruptedCancelsItsCall() throws Exception {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Thread caller = Thread.startVirtualThread(() -> answer.complete(executor.call("heeds", ONE, call -> {})));
        assertThat(executor.entered.await(10, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();

        assertEnded(answer.get(10, TimeUnit.SECONDS), Code.CANCELLED);
        assertThat(executor.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void workPastItsDeadlineIsNotStarted() {
        assertEnded(executor.call("heeds", ONE, call -> call.deadline(Duration.ZERO)), Code.DEADLINE_EXCEEDED);
        assertEnded(executor.call("heeds", ONE, call -> call.deadline(Duration.ofSeconds(-1))), Code.DEADLINE_EXCEEDED);

        assertThat(executor.calls).hasValue(0);
    }

    @Test
    void aCancelledCallIsNotStarted() {
        try (Context context = Context.of(Duration.ofSeconds(60))) {
            context.cancel(LEFT);

            assertThat(executor.serve(Request.of("ignores", ONE), context).error())
                    .isEqualTo(LEFT.atEndpoint("ignores"));
            assertThat(executor.calls).hasValue(0);
        }
    }

    @Test
    void anEndpointSeesWhatRemains() {
        Text remaining = executor.<Text>post("remaining", ONE, call -> call.deadline(Duration.ofMinutes(2)))
                .get(0);
        Text byDefault = executor.<Text>post("remaining", ONE).get(0);

        assertThat(Long.parseLong(remaining.text())).isBetween(60_000L, 120_000L);
        assertThat(Long.parseLong(byDefault.text())).isBetween(10_000L, 30_000L);
    }

    @Test
    void aDeadlineBeyondAllTimeIsOne() {
        assertThat(executor.post("remaining", ONE, call -> call.deadline(Duration.ofSeconds(Long.MAX_VALUE))))
                .hasSize(1);
    }

    @Test
    void anEndpointIsCheapOnceManyCallsWereAndUntilOneIsNot() {
        assertThat(new Cost().isCheap()).isFalse();
        Cost cost = new Cost();
        for (int i = 0; i < 200; i++) {
            cost.add(1_000);
        }
        assertThat(cost.isCheap()).isTrue();
        cost.add(5_000_000);
        assertThat(cost.isCheap()).isFalse();
    }
}
