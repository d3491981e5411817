package xooai.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.XooaiException;
import xooai.driver.Dispatch;
import xooai.driver.FrameChannel;
import xooai.driver.ServeSettings;

/// A stream of HTTP as the side that answers has it: the body of a request, the body of its answer, or both.
///
/// A call that fails before the first message of its answer was sent is answered like any other call, by its
/// status. A write waits until the system has taken all of it.
final class ServedFrames implements FrameChannel {
    /// How long a caller may go on sending once its call has been answered.
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final @Nullable Incoming in;
    private final Supplier<Class<? extends Doc>> docs;
    private final @Nullable Framing out;
    private final WebExchange exchange;
    private final ServeSettings settings;
    private final Tuning tuning;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile boolean read;
    private volatile boolean over;
    private volatile boolean broken;
    private volatile boolean tooLarge;
    private boolean begun;

    /// Where messages come from, and what they are written in.
    record Incoming(MessageInput messages, Codec codec) {}

    ServedFrames(
            @Nullable Incoming in,
            Supplier<Class<? extends Doc>> docs,
            @Nullable Framing out,
            WebExchange exchange,
            ServeSettings settings,
            Tuning tuning) {
        this.in = in;
        this.docs = docs;
        this.out = out;
        this.exchange = exchange;
        this.settings = settings;
        this.tuning = tuning;
        this.read = in == null;
    }

    boolean streamsIn() {
        return in != null;
    }

    boolean streamsOut() {
        return out != null;
    }

    /// Whether the answer can no longer be sent.
    boolean isBroken() {
        return broken;
    }

    /// Answers by one message, as a call is answered that is no stream, and ends the answer. No waiting makes a
    /// message smaller that was too large.
    void write(Dispatch.Encoded encoded, Codec codec) throws IOException {
        if (!read) {
            exchange.leaveBody();
        }
        int status = tooLarge && encoded.code() == Code.RESOURCE_EXHAUSTED
                ? 413
                : encoded.code().http();
        Answers.write(exchange, status, codec, encoded);
        exchange.end();
    }

    @Override
    public @Nullable Frame read() throws IOException {
        reading.lock();
        try {
            if (in == null || read || over) {
                return null;
            }
            byte[] message = in.messages.next();
            if (message == null) {
                read = true;
                return null;
            }
            return in.codec.readFrame(
                    message, docs.get(), settings.limits(), settings.refs().source());
        } catch (XooaiException e) {
            tooLarge = e.code() == Code.RESOURCE_EXHAUSTED;
            throw e;
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void write(Frame frame) throws IOException {
        Framing framing = Objects.requireNonNull(out);
        if (broken) {
            throw new IOException("the connection is broken");
        }
        if (!begun && frame instanceof Frame.End(Response end) && end != null && end.error() != null) {
            send(() -> write(Dispatch.encode(end, framing.codec()), framing.codec()));
            return;
        }
        byte[] message = framing.write(frame);
        send(() -> {
            if (!begun) {
                exchange.begin(Head.of(200, framing.mediaType()));
                begun = true;
            }
            boolean last = frame instanceof Frame.End;
            if (last) {
                exchange.allow(tuning.answer());
            }
            exchange.write(message, last);
        });
    }

    private interface Sending {
        void run() throws IOException;
    }

    private void send(Sending sending) throws IOException {
        boolean sent = false;
        try {
            sending.run();
            sent = true;
        } finally {
            broken |= !sent;
        }
    }

    @Override
    public void close() {
        broken = true;
        exchange.abort();
    }

    /// Ends the request: the caller may say for a moment what nobody hears any more, so that it reads its
    /// answer before it learns that the connection is closed.
    void finish() {
        if (in == null || read) {
            return;
        }
        over = true;
        exchange.allow(broken ? Duration.ZERO : LINGER);
        reading.lock();
        try {
            in.messages.drain();
            read = true;
        } catch (IOException _) {
            exchange.abort();
        } finally {
            reading.unlock();
        }
    }
}
