package xooai.drivers.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpException;
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
    private final HttpServletResponse response;
    private final WatchedEndPoint endPoint;
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
            HttpServletResponse response,
            WatchedEndPoint endPoint,
            ServeSettings settings,
            Tuning tuning) {
        this.in = in;
        this.docs = docs;
        this.out = out;
        this.response = response;
        this.endPoint = endPoint;
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

    /// Whether all that the caller sends has been read.
    boolean isRead() {
        return read;
    }

    /// The status of an answer that ends with that code: no waiting makes a message smaller.
    int statusOf(Code code) {
        return tooLarge && code == Code.RESOURCE_EXHAUSTED ? 413 : code.http();
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
                allRead();
                return null;
            }
            return in.codec.readFrame(
                    message, docs.get(), settings.limits(), settings.refs().source());
        } catch (Refusal e) {
            throw new XooaiException(e.error(), e);
        } catch (XooaiException e) {
            tooLarge = e.code() == Code.RESOURCE_EXHAUSTED;
            throw e;
        } catch (HttpException.RuntimeException e) {
            throw new IOException(e.getReason(), e);
        } finally {
            reading.unlock();
        }
    }

    private void allRead() {
        read = true;
        endPoint.endStream();
    }

    @Override
    public void write(Frame frame) throws IOException {
        Framing framing = Objects.requireNonNull(out);
        if (broken) {
            throw new IOException("the connection is broken");
        }
        if (!begun && frame instanceof Frame.End(Response end) && end != null && end.error() != null) {
            send(() -> {
                Dispatch.Encoded encoded = Dispatch.encode(end, framing.codec());
                if (!read) {
                    response.setHeader("Connection", "close");
                }
                Answers.write(response, statusOf(encoded.code()), framing.codec(), encoded);
                response.getOutputStream().close();
            });
            return;
        }
        byte[] message = framing.write(frame);
        send(() -> {
            if (!begun) {
                Answers.head(response, 200, framing.mediaType());
                begun = true;
            }
            OutputStream body = response.getOutputStream();
            body.write(message);
            if (frame instanceof Frame.End) {
                endPoint.allow(tuning.answer());
                body.close();
            } else {
                body.flush();
            }
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
        } catch (HttpException.RuntimeException | IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            broken |= !sent;
        }
    }

    @Override
    public void close() {
        broken = true;
        endPoint.close();
    }

    /// Ends the request: the caller may say for a moment what nobody hears any more, so that it reads its
    /// answer before it learns that the connection is closed.
    void finish() {
        if (in == null || read) {
            return;
        }
        over = true;
        endPoint.allow(broken ? Duration.ZERO : LINGER);
        reading.lock();
        try {
            in.messages.drain();
            allRead();
        } catch (IOException | HttpException.RuntimeException _) {
            endPoint.close();
        } finally {
            reading.unlock();
        }
    }
}
