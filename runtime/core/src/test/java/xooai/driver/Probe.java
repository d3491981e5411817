package xooai.driver;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// The executor that a driver is tested on: what goes in, what comes out, how it fails, and how it is stopped.
@ThreadSafe
public final class Probe extends Executor {
    private static final long PATIENCE_SECONDS = 60;

    private final Map<Object, CountDownLatch> meetings = new ConcurrentHashMap<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    /// The docs as they came.
    @Post
    public DocArray<Text> echo(DocArray<Text> docs) {
        return docs;
    }

    /// Each doc in capitals; a doc that says `bad` is in error.
    @Post
    public Text upper(Text doc) {
        if (doc.text().equals("bad")) {
            throw new XooaiException(Code.FAILED_PRECONDITION, "this doc is bad");
        }
        return doc.withText(doc.text().toUpperCase(Locale.ROOT));
    }

    /// Fails with the code of the parameter `code`, said of a node.
    @Post
    public DocArray<Text> fail(DocArray<Text> docs, Context context) {
        Code code = Code.named(String.valueOf(context.param("code")));
        throw new XooaiException(CallError.of(code, "failed as told: " + code).atNode("inner"));
    }

    /// The parameters, one doc each, as `name=value`.
    @Post
    public DocArray<Text> params(DocArray<Text> docs, Context context) {
        return DocArray.of(context.params().entrySet().stream()
                .map(entry -> Text.of(entry.getKey() + "=" + entry.getValue()))
                .toList());
    }

    /// The milliseconds that remain of the deadline.
    @Post
    public DocArray<Text> remaining(DocArray<Text> docs, Context context) {
        return DocArray.of(Text.of(Long.toString(context.remaining().toMillis())));
    }

    /// Waits until it is released or interrupted.
    @Post
    public DocArray<Text> slow(DocArray<Text> docs) throws InterruptedException {
        entered.countDown();
        try {
            if (!released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new XooaiException(Code.ABORTED, "nobody released the call");
            }
            return docs;
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    /// Waits until as many calls are here at once as the parameter `calls` says.
    @Post
    public DocArray<Text> meet(DocArray<Text> docs, Context context) throws InterruptedException {
        long calls = context.param("calls") instanceof Long count ? count : 1;
        CountDownLatch met = meetings.computeIfAbsent(calls, _ -> new CountDownLatch((int) calls));
        met.countDown();
        if (!met.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new XooaiException(Code.ABORTED, met.getCount() + " calls are missing");
        }
        return docs;
    }

    /// Waits until `slow` has been called.
    public void awaitEntered() {
        await(entered, "nobody called `slow`");
    }

    /// Lets `slow` answer.
    public void release() {
        released.countDown();
    }

    /// Waits until a call of `slow` has been interrupted.
    public void awaitInterrupted() {
        await(interrupted, "nobody interrupted `slow`");
    }

    private static void await(CountDownLatch latch, String otherwise) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError(otherwise);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(Objects.requireNonNullElse(e.getMessage(), "interrupted"), e);
        }
    }
}
