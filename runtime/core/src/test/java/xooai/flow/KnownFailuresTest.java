package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.flow.Flow.use;
import static xooai.flow.Samples.texts;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.driver.Context;
import xooai.flow.Samples.Change;
import xooai.flow.Samples.Page;
import xooai.flow.Samples.Waiting;

/// Failures that users of existing systems report, each as what happens here instead.
final class KnownFailuresTest {
    private static final DocArray<Text> AA = DocArray.of(Text.of("Aa"));

    @Test
    void resultsComeInTheOrderOfNeedsAndNotOfCompletion() throws Exception {
        Waiting slow = new Waiting(true);
        Flow flow = Flow.named("f")
                .join(Join.CONCAT)
                .add("slow", use(slow))
                .add("fast", use(texts(text -> "fast")))
                .build();
        CountDownLatch fastDone = new CountDownLatch(1);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Response> answer = pool.submit(() -> run(flow, AA, event -> {
                if (event.node().equals("fast") && event.state() == NodeEvent.NodeState.DONE) {
                    fastDone.countDown();
                }
            }));
            assertThat(fastDone.await(10, TimeUnit.SECONDS)).isTrue();
            slow.letGo.countDown();

            assertThat(answer.get().docs().<Doc>cast()).containsExactly(Text.of("Aa"), Text.of("fast"));
        }
    }

    @Test
    void theLastFinisherDoesNotWinAScalar() {
        Flow flow = Flow.named("f")
                .add("a", use(new Change(page -> page.withScore(1.0))))
                .add("b", use(new Change(page -> page.withScore(2.0))))
                .build();

        Response response = flow.call("", DocArray.of(Page.of("t")), call -> {});

        assertThat(response.code()).isEqualTo(Code.PARTIAL);
        assertThat(response.docs().errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo(Code.ABORTED);
            assertThat(error.message()).contains("a and b changed `score`");
        });
    }

    @Test
    void theSecondBranchIsNotLost() {
        Flow flow = Flow.named("f")
                .add("a", use(new Change(page -> page.withScore(1.0))))
                .add("b", use(new Change(page -> page.withLanguage("en"))))
                .add("c", use(new Change(page -> page)).needs("a", "b"))
                .build();

        assertThat(flow.<Page>post(DocArray.of(Page.of("t"))))
                .containsExactly(Page.of("t").withScore(1.0).withLanguage("en"));
    }

    @Test
    void userFieldsAreNotLostAtAJoinWithoutAnExecutor() {
        Flow flow = Flow.named("f")
                .add("a", use(new Change(page -> page.withScore(1.0))))
                .add("b", use(new Change(page -> page.withLanguage("en"))))
                .add("j", Flow.join().needs("a", "b"))
                .build();
        byte[] body = "{\"docs\":[{\"title\":\"t\",\"mine\":{\"x\":[1,2]}}]}"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        DocArray<? extends Doc> docs = Codec.JSON
                .readRequest(body, Page.class, xooai.codec.Limits.DEFAULT, xooai.doc.ContentSource.standard())
                .docs();

        DocArray<Doc> merged = flow.post(docs);

        assertThat(new String(Codec.JSON.writeDocs(merged), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("[{\"id\":\"0\",\"type\":\"Page\",\"title\":\"t\",\"language\":\"en\",\"score\":1.0,"
                        + "\"mine\":{\"x\":[1,2]}}]");
    }

    @Test
    void noSinkIsIgnored() {
        Flow flow = Flow.named("f")
                .add("a", use(new Change(page -> page.withScore(1.0))))
                .add("b", use(new Change(page -> page.withLanguage("en"))))
                .build();

        assertThat(flow.<Page>post(DocArray.of(Page.of("t"))))
                .containsExactly(Page.of("t").withScore(1.0).withLanguage("en"));
    }

    @Test
    void aFailureDoesNotWaitForTheSlowestSibling() throws Exception {
        for (boolean heeds : new boolean[] {true, false}) {
            Waiting slow = new Waiting(heeds);
            java.util.concurrent.atomic.AtomicLong failedAt = new java.util.concurrent.atomic.AtomicLong();
            Flow flow = Flow.named("f")
                    .add("slow", use(slow))
                    .add("bad", use(new Samples.OnTexts(docs -> {
                        awaitQuietly(slow.started);
                        failedAt.set(System.nanoTime());
                        throw new xooai.doc.XooaiException(Code.UNAVAILABLE, "no such thing");
                    })))
                    .build();
            Response response = flow.call("", AA, call -> {});
            long late = System.nanoTime() - failedAt.get();

            assertThat(response.code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(response.error()).isNotNull().extracting(CallError::node).isEqualTo("bad");
            assertThat(Duration.ofNanos(late)).isLessThan(Duration.ofMillis(50));
            assertThat(slow.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            slow.letGo.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it was never started");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aTimeoutDoesNotStartASlowCallAgain() throws Exception {
        Waiting slow = new Waiting(false);
        Flow flow = Flow.named("f").add("slow", use(slow)).build();

        Response response = flow.call("", AA, call -> call.deadline(Duration.ofMillis(100)));

        assertThat(response.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        assertThat(response.error())
                .isNotNull()
                .extracting(CallError::message)
                .asString()
                .contains("while slow worked");
        assertThat(slow.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        slow.letGo.countDown();
        assertThat(slow.calls).hasValue(1);
    }

    @Test
    void aNodesTimeoutShortensTheDeadline() {
        Waiting slow = new Waiting(false);
        Flow flow = Flow.named("f")
                .add("slow", use(slow).timeout(Duration.ofMillis(50)))
                .build();

        Response response = flow.call("", AA, call -> {});

        assertThat(response.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        assertThat(response.error()).isNotNull().extracting(CallError::node).isEqualTo("slow");
        slow.letGo.countDown();
    }

    @Test
    void workDoesNotGoOnWhenTheClientLeaves() throws Exception {
        Waiting slow = new Waiting(true);
        AtomicInteger after = new AtomicInteger();
        Flow flow = Flow.named("f")
                .add("slow", use(slow))
                .add(
                        "after",
                        use(texts(text -> {
                                    after.incrementAndGet();
                                    return text;
                                }))
                                .needs("slow"))
                .build();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor();
                Context context = Context.of(Duration.ofSeconds(30))) {
            Future<Response> answer = pool.submit(() -> flow.serve(Request.of("", AA), context));
            assertThat(slow.started.await(10, TimeUnit.SECONDS)).isTrue();
            context.cancel(CallError.of(Code.CANCELLED, "the client left"));

            assertThat(answer.get().code()).isEqualTo(Code.CANCELLED);
            assertThat(slow.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(after).hasValue(0);
    }

    @Test
    void aJoinNeverMixesTwoRequests() throws Exception {
        Flow flow = Flow.named("f")
                .add("a", use(texts(text -> text)))
                .add("jitter", use(new Samples.OnTexts(docs -> {
                    if (ThreadLocalRandom.current().nextInt(4) == 0) {
                        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(300_000));
                    }
                    return docs.map(doc -> Text.of(doc.text()));
                })))
                .add("join", use(new Samples.MyExecutor()).needs("a", "jitter"))
                .build();
        int requests = 10_000;
        Semaphore atOnce = new Semaphore(32);
        AtomicInteger right = new AtomicInteger();
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < requests; i++) {
                String mine = "request " + i;
                atOnce.acquire();
                pool.execute(() -> {
                    try {
                        DocArray<Text> docs = flow.post(DocArray.of(Text.of(mine)));
                        if (docs.equals(List.of(Text.of(mine)))) {
                            right.incrementAndGet();
                        } else {
                            wrong.add(mine + " got " + docs);
                        }
                    } catch (RuntimeException e) {
                        wrong.add(mine + " got " + e);
                    } finally {
                        atOnce.release();
                    }
                });
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(right).hasValue(requests);
    }

    @Test
    void theFirstSuccessWinsAndTheRestIsCancelled() throws Exception {
        Waiting slow = new Waiting(true);
        Flow flow = Flow.named("f")
                .add("slow", use(slow))
                .add("bad", use(Samples.failing(Code.INTERNAL)))
                .add("fast", use(texts(text -> "fast")))
                .add(
                        "join",
                        use(new Samples.MyExecutor())
                                .needs("slow", "bad", "fast")
                                .join(Join.FIRST))
                .build();

        Response response = flow.call("", AA, call -> {});

        assertThat(response.docs().<Doc>cast()).containsExactly(Text.of("fast"));
        assertThat(response.extra()).containsEntry("winners", Map.of("join", "fast"));
        slow.letGo.countDown();
    }

    @Test
    void whenAllFailAJoinByFirstSaysAllReasonsInTheOrderOfNeeds() {
        Flow flow = Flow.named("f")
                .add("a", use(Samples.failing(Code.INTERNAL)))
                .add("b", use(Samples.failing(Code.UNAVAILABLE)))
                .add("join", Flow.join().needs("a", "b").join(Join.FIRST))
                .build();

        CallError error = flow.call("", AA, call -> {}).error();

        assertThat(error).isNotNull();
        assertThat(error.node()).isEqualTo("a");
        assertThat(error.cause()).extracting(CallError::node).containsExactly("b");
    }

    private static Response run(Flow flow, DocArray<? extends Doc> docs, RunListener listener) {
        try (Context context = Context.of(Duration.ofSeconds(30))) {
            return flow.run(Request.of("", docs), context, listener);
        }
    }
}
