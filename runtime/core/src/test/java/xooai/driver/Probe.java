package xooai.driver;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// The executor that a driver is tested on: what goes in, what comes out, how it fails, and how it is stopped.
@ThreadSafe
public final class Probe extends Executor {
    /// The characters of a large doc: a MiB.
    public static final int LARGE = 1 << 20;

    private static final long PATIENCE_SECONDS = 60;
    private static final long STILL_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final Map<Object, CountDownLatch> meetings = new ConcurrentHashMap<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong inside = new AtomicLong();

    /// The docs as they came.
    @Post
    public DocArray<Text> echo(DocArray<Text> docs) {
        calls.incrementAndGet();
        return docs;
    }

    /// Each doc in capitals; a doc that says `bad` is in error.
    @Post
    public Text upper(Text doc) {
        calls.incrementAndGet();
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
        inside.incrementAndGet();
        entered.countDown();
        try {
            if (!released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new XooaiException(Code.ABORTED, "nobody released the call");
            }
            return docs;
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        } finally {
            inside.decrementAndGet();
        }
    }

    /// How many calls have entered a plain endpoint, and how many are in `slow`.
    @Post
    public DocArray<Text> tally(DocArray<Text> docs) {
        return DocArray.of(Text.of(calls.get() + " and " + inside.get()));
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

    /// The words of each doc, each as soon as it is asked for.
    @Post
    public Stream<Text> words(Text doc) {
        calls.incrementAndGet();
        return Arrays.stream(doc.text().split(" ", -1)).map(Text::of);
    }

    /// How many docs came, and the last of them.
    @Post
    public Text count(DocStream<Text> docs) {
        calls.incrementAndGet();
        long count = 0;
        String last = "";
        for (Text doc : docs) {
            count++;
            last = doc.text();
        }
        return Text.of(count + " " + last);
    }

    /// Each doc in capitals, answered before the next one is read.
    @Post
    public DocStream<Text> shout(DocStream<Text> docs) {
        calls.incrementAndGet();
        return docs.map(doc -> doc.withText(doc.text().toUpperCase(Locale.ROOT)));
    }

    /// Numbers from 0 on, as many as the doc says; what was made is counted.
    @Post
    public Stream<Text> numbers(Text doc) {
        return LongStream.range(0, Long.parseLong(doc.text()))
                .peek(_ -> made.incrementAndGet())
                .mapToObj(number -> Text.of(String.valueOf(number)))
                .onClose(closed::countDown);
    }

    /// Docs of [#LARGE] characters, as many as the doc says, each of which begins with its number and a space;
    /// what was made is counted.
    @Post
    public Stream<Text> large(Text doc) {
        String filling = " " + "x".repeat(LARGE);
        return LongStream.range(0, Long.parseLong(doc.text()))
                .peek(_ -> made.incrementAndGet())
                .mapToObj(number -> Text.of((number + filling).substring(0, LARGE)))
                .onClose(closed::countDown);
    }

    /// A first doc, and then what the parameter `code` says.
    @Post
    public DocStream<Text> breaks(DocArray<Text> docs, Context context) {
        Code code = Code.named(String.valueOf(context.param("code")));
        Iterator<DocArray<Text>> chunks = new Iterator<>() {
            private boolean first = true;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public DocArray<Text> next() {
                if (!first) {
                    throw new XooaiException(code, "broke as told: " + code);
                }
                first = false;
                return DocArray.of(Text.of("first"));
            }
        };
        return DocStream.ofChunks(chunks, () -> {});
    }

    /// How many docs `numbers` and `large` have made.
    public long made() {
        return made.get();
    }

    /// How many they have made, as soon as they have made some and then no more for a while: their reader has
    /// stopped them.
    public long awaitStopped() {
        long before = 0;
        long since = System.nanoTime();
        while (before == 0 || System.nanoTime() - since < STILL_NANOS) {
            if (made.get() != before) {
                before = made.get();
                since = System.nanoTime();
            }
            Thread.onSpinWait();
        }
        return before;
    }

    /// How often the plain endpoints were entered: `echo`, `upper`, `words`, `count` and `shout`.
    public long calls() {
        return calls.get();
    }

    /// Waits until a stream of `numbers` has been closed.
    public void awaitClosed() {
        await(closed, "nobody closed the stream of `numbers`");
    }

    /// Waits until `slow` has been called.
    public void awaitEntered() {
        await(entered, "nobody called `slow`");
    }

    /// Waits until no call of `slow` is under way.
    public void awaitNobodyInside() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (inside.get() > 0) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError(inside + " calls of `slow` are still under way");
            }
            Thread.onSpinWait();
        }
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
