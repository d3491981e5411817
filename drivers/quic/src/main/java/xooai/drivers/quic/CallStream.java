package xooai.drivers.quic;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tech.kwik.core.QuicClientConnection;
import tech.kwik.core.QuicConnection;
import tech.kwik.core.QuicStream;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Limits;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.XooaiException;
import xooai.driver.FrameChannel;
import xooai.driver.Pipe;

/// The calling side of one stream.
///
/// It is opened and read by a thread of its own: kwik waits without end for the credit to open one, does not
/// heed an interrupted reader, and interrupts readers itself, which must not reach a caller's thread.
final class CallStream implements FrameChannel {
    private static final long CANCELLED = 1;
    private static final int MOST_MESSAGES = 16;
    private static final long MOST_BYTES = 1 << 20;

    private final Link link;
    private final String what;
    private final Codec codec;
    private final Class<? extends Doc> docs;
    private final Limits limits;
    private final ContentSource refs;
    private final Pipe<Message> incoming = new Pipe<>(MOST_MESSAGES, MOST_BYTES, message -> message.body().length);
    private final CompletableFuture<QuicStream> stream = new CompletableFuture<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final Thread thread;
    private volatile @Nullable QuicConnection connection;
    private volatile boolean closed;
    private volatile boolean unreachable;
    private volatile boolean inputEnded;
    private boolean outputEnded;

    /// @param what is called, as messages name it
    /// @param first what opens it
    /// @param streamsIn whether more is written after that
    CallStream(
            Link link,
            String what,
            Codec codec,
            Class<? extends Doc> docs,
            Limits limits,
            ContentSource refs,
            List<Message> first,
            boolean streamsIn) {
        this.link = link;
        this.what = what;
        this.codec = codec;
        this.docs = docs;
        this.limits = limits;
        this.refs = refs;
        this.thread = Thread.ofVirtual().name("xooai-quic-call").unstarted(() -> run(first, streamsIn));
    }

    CallStream start() {
        link.began(this);
        thread.start();
        return this;
    }

    private void run(List<Message> first, boolean streamsIn) {
        try {
            QuicStream opened = open();
            if (opened != null) {
                begin(opened, first, streamsIn);
                pump(opened);
            }
        } catch (XooaiException e) {
            // Interrupted by kwik, which does that to readers of a stream that is no more.
            boolean interrupted = e.code() == Code.CANCELLED && !closed;
            incoming.fail(
                    interrupted
                            ? CallError.of(Code.UNAVAILABLE, "the connection was cut")
                            : unreadable(e).error());
        } catch (IOException e) {
            incoming.fail(CallError.of(Code.UNAVAILABLE, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // Whatever it is, nobody is to wait for the rest.
            incoming.fail(CallError.of(Code.INTERNAL, "reading failed: " + e));
        } finally {
            stream.completeExceptionally(new IOException("the stream was not opened"));
            link.ended(this);
        }
    }

    private @Nullable QuicStream open() {
        try {
            QuicClientConnection live = link.connection();
            connection = live;
            return live.createStream(true);
        } catch (InterruptedException _) {
            incoming.fail(CallError.of(Code.CANCELLED, "it was closed before it was open"));
        } catch (IOException | RuntimeException e) {
            unreachable = true;
            String why = closed ? "it was closed before it was open" : String.valueOf(e.getMessage());
            CallError error = CallError.of(Code.UNAVAILABLE, "Tried to call " + what + ": " + why);
            incoming.fail(error);
            stream.completeExceptionally(new XooaiException(error, e));
        }
        return null;
    }

    /// A peer that refuses the request may stop reading it: what it says of that is read all the same.
    private void begin(QuicStream opened, List<Message> first, boolean streamsIn) {
        writing.lock();
        try {
            // Known to others only now that nobody can write before what opens the call.
            stream.complete(opened);
            if (closed) {
                end(opened);
                return;
            }
            Message.writeAll(opened.getOutputStream(), first);
            if (!streamsIn) {
                end(opened);
            }
        } catch (IOException _) {
            outputEnded = true;
            // kwik interrupts who writes to a stream that is to be stopped; this thread is to read why.
            var _ = Thread.interrupted();
        } finally {
            writing.unlock();
        }
    }

    private void end(QuicStream opened) throws IOException {
        outputEnded = true;
        opened.getOutputStream().close();
    }

    private void pump(QuicStream opened) throws IOException {
        try {
            Message message = Message.read(opened.getInputStream(), limits.bodyBytes(), _ -> {});
            while (message != null) {
                if (!incoming.put(message)) {
                    return;
                }
                message = Message.read(opened.getInputStream(), limits.bodyBytes(), _ -> {});
            }
            inputEnded = true;
            incoming.end();
        } catch (IOException e) {
            inputEnded = true;
            throw e;
        }
    }

    /// The connection has ended: whoever waits is told.
    void cut(QuicConnection gone, String why) {
        if (gone.equals(connection)) {
            incoming.fail(CallError.of(Code.UNAVAILABLE, "the connection was closed: " + why));
            thread.interrupt();
        }
    }

    /// Waits for the next message of any kind.
    @Nullable
    Message message() throws IOException {
        try {
            return incoming.take();
        } catch (XooaiException e) {
            if ((unreachable && !closed) || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            if (!closed && e.code() != Code.UNAVAILABLE) {
                throw e;
            }
            throw new IOException(e.error().message(), e);
        }
    }

    @Override
    public @Nullable Frame read() throws IOException {
        Message message = message();
        if (message == null) {
            return null;
        }
        try {
            return switch (message.kind()) {
                case FRAME -> message.codec().readFrame(message.body(), docs, limits, refs);
                case ANSWER -> new Frame.End(message.codec().readResponse(message.body(), docs, limits, refs));
                default -> throw new XooaiException(Code.DATA_LOSS, "it is a " + message.kind());
            };
        } catch (XooaiException e) {
            throw unreadable(e);
        }
    }

    /// What is said of an answer that is none, or too large.
    private XooaiException unreadable(XooaiException e) {
        Code code = e.code() == Code.RESOURCE_EXHAUSTED ? Code.RESOURCE_EXHAUSTED : Code.DATA_LOSS;
        String why = "Tried to call " + what + ": its answer cannot be read: "
                + e.error().message();
        return new XooaiException(CallError.of(code, why), e);
    }

    @Override
    public void write(Frame frame) throws IOException {
        Message message = new Message(Message.Kind.FRAME, codec, codec.writeFrame(frame));
        QuicStream opened = opened();
        writing.lock();
        try {
            if (outputEnded || closed) {
                throw new IOException("the other side wants no more");
            }
            message.write(opened.getOutputStream());
            if (frame instanceof Frame.End) {
                end(opened);
            }
        } finally {
            writing.unlock();
        }
    }

    private QuicStream opened() throws IOException {
        try {
            return stream.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof XooaiException unopened) {
                throw unopened;
            }
            throw new IOException("the stream was not opened", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        incoming.fail(CallError.of(Code.CANCELLED, "the call was closed"));
        if (stream.isDone() && !stream.isCompletedExceptionally()) {
            if (!inputEnded || !outputEnded) {
                Thread.ofVirtual().name("xooai-quic-cancel").start(() -> cancel(stream.join()));
            }
        } else {
            thread.interrupt();
        }
    }

    /// Asks the other side to stop, and says why where that can be said. Not a reset alone: a peer to which
    /// nothing of the stream has come yet would not know of the stream, and keep its credit.
    private void cancel(QuicStream opened) {
        if (!inputEnded) {
            opened.abortReading(CANCELLED);
        }
        if (writing.tryLock()) {
            try {
                if (!outputEnded) {
                    CallError why = CallError.of(Code.CANCELLED, "the caller wants no more");
                    OutputStream out = opened.getOutputStream();
                    new Message(Message.Kind.FRAME, codec, codec.writeFrame(new Frame.Cancel(why))).write(out);
                    end(opened);
                }
            } catch (IOException _) {
                outputEnded = true;
            } finally {
                writing.unlock();
            }
        } else {
            opened.resetStream(CANCELLED);
        }
    }
}
