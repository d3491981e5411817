package xooai.flow;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Merge;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.executor.Executor;
import xooai.executor.Inputs;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Docs and executors that the tests of flows share.
final class Samples {
    private Samples() {}

    /// A doc with fields that branches write apart.
    public record Page(
            String title,
            @Nullable String language,
            @Nullable Double score,
            @Nullable List<String> tags,
            @Merge(Merge.Rule.APPEND) @Nullable List<String> notes,
            @Nullable Inner inner)
            implements Doc {
        static Page of(String title) {
            return new Page(title, null, null, null, null, null);
        }

        Page withLanguage(String value) {
            return new Page(title, value, score, tags, notes, inner);
        }

        Page withScore(Double value) {
            return new Page(title, language, value, tags, notes, inner);
        }

        Page withTags(String... value) {
            return new Page(title, language, score, List.of(value), notes, inner);
        }

        Page withNotes(String... value) {
            return new Page(title, language, score, tags, List.of(value), inner);
        }

        Page withInner(Inner value) {
            return new Page(title, language, score, tags, notes, value);
        }
    }

    /// A nested value.
    public record Inner(@Nullable String left, @Nullable String right) {}

    /// The executor of the seed.
    @ThreadSafe
    public static final class MyExecutor extends Executor {
        @Post
        public DocArray<Text> echo(DocArray<Text> docs) {
            return docs;
        }
    }

    /// Does to each page what it is told.
    @ThreadSafe
    static final class Change extends Executor {
        private final UnaryOperator<Page> change;

        Change(UnaryOperator<Page> change) {
            this.change = change;
        }

        @Post
        public Page change(Page page) {
            return change.apply(page);
        }
    }

    /// Does to all texts what it is told.
    @ThreadSafe
    static final class OnTexts extends Executor {
        private final UnaryOperator<DocArray<Text>> work;

        OnTexts(UnaryOperator<DocArray<Text>> work) {
            this.work = work;
        }

        @Post
        public DocArray<Text> apply(DocArray<Text> docs) {
            return work.apply(docs);
        }
    }

    static Executor texts(UnaryOperator<String> change) {
        return new OnTexts(docs -> docs.map(doc -> Text.of(change.apply(doc.text()))));
    }

    static Executor failing(Code code) {
        return new OnTexts(docs -> {
            throw new XooaiException(code, "no such thing");
        });
    }

    /// Waits until it is let go, or interrupted; heeds interruptions or not.
    @ThreadSafe
    static final class Waiting extends Executor {
        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch letGo = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);
        final AtomicInteger calls = new AtomicInteger();
        private final boolean heeds;

        Waiting(boolean heeds) {
            this.heeds = heeds;
        }

        @Post
        public DocArray<Text> apply(DocArray<Text> docs) throws InterruptedException {
            calls.incrementAndGet();
            started.countDown();
            boolean done = false;
            while (!done) {
                try {
                    done = letGo.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    if (heeds) {
                        throw e;
                    }
                }
            }
            return docs;
        }
    }

    /// Takes the branches apart.
    @ThreadSafe
    static final class Names extends Executor {
        @Post
        public DocArray<Text> names(Inputs inputs, Context context) {
            return DocArray.of(Text.of(String.join(",", inputs.names())));
        }
    }
}
