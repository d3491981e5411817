package xooai.drivers.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.doc.Doc;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.Context;
import xooai.driver.Failures;
import xooai.driver.FrameChannel;
import xooai.web.Framing;
import xooai.web.MessageInput;

/// A stream of HTTP as its caller has it: the body of the answer, or that of the request.
///
/// What is written goes to the connection at once and waits until the system has taken it; nothing is queued.
final class CalledFrames implements FrameChannel {
    private static final long LAST_WORD_SECONDS = 2;

    private final Target target;
    private final Call call;
    private final Class<? extends Doc> docs;
    private final ConnectSettings settings;
    private final Context context;
    private final @Nullable StreamedBody body;
    private final CompletableFuture<Response> answer = new CompletableFuture<>();
    private @Nullable Incoming incoming;
    private Frame.@Nullable End whole;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean ended;

    /// Makes the call on a thread of its own.
    ///
    /// @param body what this side streams; null when it does not
    CalledFrames(
            Target target,
            Call call,
            Class<? extends Doc> docs,
            ConnectSettings settings,
            Context context,
            @Nullable StreamedBody body) {
        this.target = target;
        this.call = call;
        this.docs = docs;
        this.settings = settings;
        this.context = context;
        this.body = body;
        Thread.ofVirtual().name("xooai-http-call").start(this::run);
    }

    private void run() {
        try {
            Response response = call.execute();
            if (!answer.complete(response)) {
                response.close();
            }
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        } finally {
            if (body != null) {
                body.end(null);
            }
        }
    }

    @Override
    public @Nullable Frame read() throws IOException {
        reading.lock();
        try {
            return frame();
        } finally {
            reading.unlock();
        }
    }

    private @Nullable Frame frame() throws IOException {
        Frame.End whole = whole();
        if (whole != null || ended) {
            return whole;
        }
        if (incoming == null) {
            Response response = answered();
            Framing framing = Objects.requireNonNull(Framing.ofBody(response.header("Content-Type")));
            incoming = new Incoming(
                    new MessageInput(
                            response.body().byteStream(),
                            framing,
                            settings.limits().bodyBytes(),
                            _ -> {}),
                    framing.codec());
        }
        return next(incoming);
    }

    /// The answer where it is no stream; null where it is one. Either thread may ask.
    private Frame.@Nullable End whole() throws IOException {
        Response response = answered();
        synchronized (answer) {
            if (whole == null && Framing.ofBody(response.header("Content-Type")) == null) {
                try (response) {
                    whole = new Frame.End(
                            Answer.read(target, response, settings.limits().bodyBytes())
                                    .response(docs, settings, context));
                } catch (IOException e) {
                    throw new IOException(Failures.sayWhy(e), e);
                }
                ended = true;
            }
            return whole;
        }
    }

    private record Incoming(MessageInput messages, Codec codec) {}

    private @Nullable Frame next(Incoming in) throws IOException {
        byte[] message;
        try {
            message = in.messages.next();
        } catch (IOException e) {
            throw new IOException(Failures.sayWhy(e), e);
        } catch (XooaiException e) {
            throw Answer.unreadable(target, e);
        }
        if (message == null) {
            return null;
        }
        try {
            Frame frame = in.codec.readFrame(
                    message,
                    docs,
                    settings.limits(),
                    context.within(settings.refs()).source());
            if (frame instanceof Frame.End) {
                ended = true;
                answered().close();
            }
            return frame;
        } catch (XooaiException e) {
            if (in.messages.isUnended()) {
                throw new IOException("it ends in the middle of a message", e);
            }
            throw Answer.unreadable(target, e);
        }
    }

    private Response answered() throws IOException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw cause instanceof IOException io
                    ? target.failed(io, context)
                    : new XooaiException(XooaiException.errorOf(cause), e);
        }
    }

    @Override
    public void write(Frame frame) throws IOException {
        StreamedBody to = Objects.requireNonNull(body);
        byte[] message = to.framing().write(frame);
        try {
            to.write(message);
        } catch (IOException e) {
            to.end(e);
            throw earlier(e);
        }
        if (frame instanceof Frame.End) {
            to.end(null);
        }
    }

    /// Why the other side takes no more: its answer, where there is one.
    private IOException earlier(IOException e) {
        try {
            answer.get(LAST_WORD_SECONDS, TimeUnit.SECONDS);
            if (whole() instanceof Frame.End(var end) && end != null && end.error() != null) {
                throw new XooaiException(end.error(), e);
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException io) {
                throw target.failed(io, context);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | IOException other) {
            e.addSuppressed(other);
        }
        return new IOException(Failures.sayWhy(e), e);
    }

    @Override
    public void close() {
        if (!ended) {
            call.cancel();
        }
        if (closed.compareAndSet(false, true)) {
            // Its reader, where it still reads, is soon through; a body is not to be closed under its hands.
            Thread.ofVirtual().name("xooai-http-end").start(this::release);
        }
    }

    private void release() {
        reading.lock();
        try {
            if (!answer.completeExceptionally(new IOException("canceled")) && !answer.isCompletedExceptionally()) {
                answer.resultNow().close();
            }
        } finally {
            reading.unlock();
        }
    }
}
