package xooai.driver;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xooai.codec.Frame;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Weight;
import xooai.doc.XooaiException;

/// Answers one stream over a driver's [FrameChannel]: what every driver does between its transport and
/// [Service#exchange], done once.
///
/// A stream has no deadline unless its caller gives one. It is cancelled when nothing has moved either way
/// for [ServeSettings#idle], or when the caller has not read for [ServeSettings#pause].
public final class StreamServer extends OpenedExchange implements Ticker.Look {
    private static final int MOST_CHUNKS = 16;
    private static final long MOST_WEIGHT = 1 << 20;
    private static final long LAST_WORD_MILLIS = 1_000;
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final CallKind kind;
    private final Context context;
    private final FrameChannel channel;
    private final ServeSettings settings;
    private final Crossing crossing;
    private final Pipe<DocArray<Doc>> incoming = new Pipe<>(MOST_CHUNKS, MOST_WEIGHT, Weight::of);
    private final ReentrantLock writing = new ReentrantLock();
    private volatile long moved = System.nanoTime();
    private volatile boolean blocked;
    private volatile boolean ended;
    private long turn = moved;

    private StreamServer(
            CallKind kind, Request request, Context context, FrameChannel channel, ServeSettings settings) {
        super(kind, request, context);
        this.kind = kind;
        this.context = context;
        this.channel = channel;
        this.settings = settings;
        this.crossing = Crossing.toCaller(request, settings);
    }

    /// Has a stream answered and blocks until it has ended; where the answer is a stream, its end has been
    /// written then. Every failure is an answer.
    ///
    /// @param opening what opened the stream
    /// @param timeout the longest that the transport grants; null when it names none
    /// @param told is given the call's context before the call starts, so that the transport can cancel it
    /// @return how it ended; where the answer is no stream, the driver sends it
    public static Response answer(
            Service service,
            String endpoint,
            CallKind kind,
            Request opening,
            FrameChannel channel,
            @Nullable Duration timeout,
            ServeSettings settings,
            Consumer<Context> told) {
        String rid = opening.rid() == null ? Rid.next() : opening.rid();
        Duration asked = opening.timeoutMillis() < 0 ? null : Duration.ofMillis(opening.timeoutMillis());
        Duration granted = asked == null ? (timeout == null ? Context.ENDLESS : timeout) : asked;
        if (timeout != null && timeout.compareTo(granted) < 0) {
            granted = timeout;
        }
        try (Context context = Context.of(rid, granted, opening.params(), settings.refs())) {
            told.accept(context);
            Request full = opening.withTime(rid, -1).withEndpoint(endpoint);
            return new StreamServer(kind, full, context, channel, settings).answer(service);
        }
    }

    private Response answer(Service service) {
        Ticker.add(this);
        Thread reader = Thread.ofVirtual().name("xooai-stream").unstarted(this::read);
        try (Context.Registration _ = context.onCancel(() -> incoming.fail(context.cancellation()))) {
            if (kind.streamsIn()) {
                reader.start();
            } else {
                incoming.end();
            }
            Response response = answered(service);
            end(response);
            return response;
        } finally {
            Ticker.remove(this);
            ended = true;
            incoming.leave();
        }
    }

    private Response answered(Service service) {
        try {
            Response response = crossing.crossed(service.exchange(this), context);
            return context.isCancelled() ? Response.failed(context.rid(), context.cancellation()) : response;
        } catch (RuntimeException e) {
            CallError error = context.isCancelled() ? context.cancellation() : XooaiException.errorOf(e);
            return Response.failed(context.rid(), crossing.told(error));
        }
    }

    /// Says the last word where the answer is a stream. A caller that does not read is not waited for.
    private void end(Response response) {
        if (!kind.streamsOut()) {
            return;
        }
        try {
            if (!writing.tryLock(LAST_WORD_MILLIS, TimeUnit.MILLISECONDS)) {
                channel.close();
                return;
            }
            try {
                ended = true;
                channel.write(new Frame.End(response));
            } finally {
                writing.unlock();
            }
        } catch (IOException e) {
            context.cancel(CallError.of(Code.CANCELLED, "the caller left before the end"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            channel.close();
        }
    }

    /// Reads ahead, so that a caller that leaves is noticed while the service works.
    private void read() {
        try {
            for (Frame frame = channel.read(); frame != null; frame = channel.read()) {
                moved = System.nanoTime();
                switch (frame) {
                    case Frame.Chunk(var docs) -> incoming.put(docs.cast());
                    case Frame.Cancel(var why) -> context.cancel(CallError.of(Code.CANCELLED, why.message()));
                    case Frame.End(var response) -> {
                        if (response != null) {
                            throw new XooaiException(
                                    Code.INVALID_ARGUMENT, "a caller ends its stream without a status");
                        }
                        incoming.end();
                        afterEnd();
                        return;
                    }
                }
            }
            incoming.end();
        } catch (IOException e) {
            context.cancel(
                    CallError.of(Code.UNAVAILABLE, "the caller's stream was cut before its end: " + e.getMessage()));
        } catch (RuntimeException e) {
            if (!ended) {
                context.cancel(XooaiException.errorOf(e));
            }
        }
    }

    /// Nothing may follow the end but a cancel.
    private void afterEnd() throws IOException {
        Frame frame = channel.read();
        if (frame instanceof Frame.Cancel(var why)) {
            context.cancel(CallError.of(Code.CANCELLED, why.message()));
        } else if (frame != null) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "a message came after the end of the caller's stream");
        }
    }

    @Override
    public void look() {
        long still = System.nanoTime() - moved;
        Duration most = blocked ? settings.pause() : settings.idle();
        if (still > most.toNanos()) {
            String why = blocked ? "the caller has not read for " : "nothing has moved in the stream for ";
            context.cancel(CallError.of(Code.DEADLINE_EXCEEDED, why + most.toSeconds() + " s"));
        } else if (context.remainingNanos() == 0) {
            context.cancel(CallError.of(Code.DEADLINE_EXCEEDED, "the stream did not end before its deadline"));
        }
    }

    @Override
    protected @Nullable DocArray<Doc> following() {
        return incoming.take();
    }

    @Override
    public void send(DocArray<? extends Doc> chunk) {
        DocArray<? extends Doc> crossed = crossing.crossed(chunk, context);
        try {
            writing.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new XooaiException(Code.CANCELLED, "the thread was interrupted", e);
        }
        try {
            if (ended || context.isCancelled()) {
                throw new XooaiException(
                        context.isCancelled()
                                ? context.cancellation()
                                : CallError.of(Code.FAILED_PRECONDITION, "the stream has ended"));
            }
            blocked = true;
            channel.write(new Frame.Chunk(crossed));
            moved = System.nanoTime();
        } catch (IOException e) {
            CallError left = CallError.of(Code.CANCELLED, "the caller left before the end");
            context.cancel(left);
            throw new XooaiException(left, e);
        } finally {
            blocked = false;
            writing.unlock();
        }
        takeTurns();
    }

    /// A virtual thread that never has to wait, because its reader is fast, is never taken off its processor: it
    /// makes room by itself now and then, or a few such streams would hold up all other calls.
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but how soon others have their turn
    private void takeTurns() {
        long now = moved;
        if (now - turn > TURN_NANOS) {
            turn = now;
            Thread.yield();
        }
    }
}
