package xooai.designer.invoke;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.Context;
import xooai.driver.Exchange;

/// A call with streams as the person sees it who makes it: chunks are sent one by one, those that come are
/// logged, and the person's side never waits.
public final class Talk {
    /// How many chunks may wait until the endpoint takes them.
    static final int MOST_WAITING = 64;

    private final CallKind kind;
    private final StreamLog log;
    private final BlockingQueue<Said> outbox = new LinkedBlockingQueue<>();

    /// What the person says.
    private sealed interface Said {
        /// A list of docs, as a plain value.
        record Docs(@Nullable Object docs) implements Said {}

        /// That no chunk follows.
        record End() implements Said {}
    }

    /// A call of that kind, in which nothing was said yet.
    public Talk(CallKind kind, StreamLog log) {
        this.kind = kind;
        this.log = log;
    }

    /// A call of that kind in which the person says those chunks, each a plain list of docs, and no more.
    public static Talk of(CallKind kind, StreamLog log, List<?> chunks) {
        Talk talk = new Talk(kind, log);
        chunks.forEach(chunk -> talk.outbox.add(new Said.Docs(chunk)));
        talk.end();
        return talk;
    }

    /// How the endpoint is called.
    public CallKind kind() {
        return kind;
    }

    /// What passed.
    public StreamLog log() {
        return log;
    }

    /// Sends a chunk, a plain list of docs.
    ///
    /// @return false when too many wait already, so that this one is not sent
    boolean send(@Nullable Object docs) {
        return outbox.size() < MOST_WAITING && outbox.add(new Said.Docs(docs));
    }

    /// Says that no chunk follows.
    void end() {
        outbox.add(new Said.End());
    }

    /// The call as the runtime takes it.
    ///
    /// @param read makes docs of a plain list
    Exchange in(Context context, Function<@Nullable Object, DocArray<Doc>> read) {
        return new Live(context, read);
    }

    private final class Live implements Exchange {
        private final Context context;
        private final Function<@Nullable Object, DocArray<Doc>> read;
        private final Request request;
        private boolean over;

        Live(Context context, Function<@Nullable Object, DocArray<Doc>> read) {
            this.context = context;
            this.read = read;
            this.request = Request.of("", DocArray.empty());
        }

        @Override
        public CallKind kind() {
            return kind;
        }

        @Override
        public Request request() {
            return request;
        }

        @Override
        public Context context() {
            return context;
        }

        @Override
        public @Nullable DocArray<Doc> receive() {
            return switch (over ? new Said.End() : next()) {
                case Said.End _ -> {
                    over = true;
                    yield null;
                }
                case Said.Docs said -> {
                    DocArray<Doc> chunk = read.apply(said.docs());
                    if (kind.streamsIn()) {
                        log.sent(chunk);
                    }
                    yield chunk;
                }
            };
        }

        private Said next() {
            try {
                return outbox.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new XooaiException(Code.CANCELLED, "the call was stopped", e);
            }
        }

        @Override
        public void send(DocArray<? extends Doc> chunk) {
            context.check();
            log.received(chunk.cast());
        }
    }
}
