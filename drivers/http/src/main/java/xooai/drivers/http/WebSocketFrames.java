package xooai.drivers.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.XooaiException;
import xooai.driver.FrameChannel;
import xooai.driver.Memory;
import xooai.driver.ServeSettings;

/// A WebSocket as the side that answers has it.
///
/// A part of a message is asked for only when the one before has been taken, and a message is sent only when
/// the one before has left: nothing is queued. Public only because Jetty finds its methods by reflection.
public final class WebSocketFrames implements FrameChannel, Session.Listener {
    private static final int PART = 65_536;

    private final Codec codec;
    private final Class<? extends Doc> docs;
    private final ServeSettings settings;
    private final Memory.Share held;
    private final WatchedEndPoint endPoint;
    private final Consumer<WebSocketFrames> answering;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile @Nullable Session session;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean tooBig;
    private volatile boolean over;
    private volatile boolean broken;

    /// What the WebSocket tells.
    private sealed interface Event {
        /// A part of a message.
        @SuppressWarnings("ArrayRecordComponent") // carried, never compared
        record Part(byte[] bytes, boolean last, boolean text) implements Event {}

        /// Nothing follows.
        record Closed(String why) implements Event {}
    }

    /// @param answering is run on a thread of its own once the WebSocket is open
    WebSocketFrames(
            Codec codec,
            Class<? extends Doc> docs,
            ServeSettings settings,
            Memory.Share held,
            WatchedEndPoint endPoint,
            Consumer<WebSocketFrames> answering) {
        this.codec = codec;
        this.docs = docs;
        this.settings = settings;
        this.held = held;
        this.endPoint = endPoint;
        this.answering = answering;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        endPoint.beginStream();
        opened.setIdleTimeout(Duration.ZERO);
        opened.setMaxFrameSize(settings.limits().bodyBytes());
        opened.setInputBufferSize(PART);
        session = opened;
        Thread.ofVirtual().name("xooai-websocket").start(() -> answering.accept(this));
    }

    @Override
    public void onWebSocketPartialText(String payload, boolean last) {
        came(new Event.Part(payload.getBytes(StandardCharsets.UTF_8), last, true));
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        callback.succeed();
        came(new Event.Part(bytes, last, false));
    }

    private void came(Event.Part part) {
        asked.set(false);
        if (over) {
            ask();
        } else {
            events.add(part);
        }
    }

    /// Asks for the next part, or for the closing; once is enough.
    private void ask() {
        Session open = session;
        if (open != null && asked.compareAndSet(false, true)) {
            try {
                open.demand();
            } catch (RuntimeException e) {
                // The connection broke between two parts: Jetty has no other word for that.
                events.add(new Event.Closed(String.valueOf(e.getMessage())));
                endPoint.close();
            }
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        events.add(new Event.Closed(String.valueOf(cause.getMessage())));
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        events.add(new Event.Closed("the caller closed the WebSocket with " + statusCode));
        callback.succeed();
    }

    /// Whether a message was over the limit.
    boolean isTooBig() {
        return tooBig;
    }

    /// Waits for the next message.
    ///
    /// @throws IOException when the WebSocket was closed or broke: it has no other end
    byte[] next() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int most = settings.limits().bodyBytes();
        while (true) {
            ask();
            switch (event()) {
                case Event.Closed(var why) -> {
                    broken = true;
                    throw new IOException(why);
                }
                case Event.Part(var bytes, var last, var text) -> {
                    if (text != (codec == Codec.JSON)) {
                        throw new XooaiException(
                                Code.INVALID_ARGUMENT,
                                "messages of this WebSocket are " + (text ? "binary" : "text")
                                        + ", as its subprotocol says");
                    }
                    if (message.size() + (long) bytes.length > most) {
                        tooBig = true;
                        throw new XooaiException(
                                Code.RESOURCE_EXHAUSTED,
                                "a message of the stream is over the limit of " + most + " bytes");
                    }
                    held.take(message.size() + bytes.length);
                    message.writeBytes(bytes);
                    if (last) {
                        return message.toByteArray();
                    }
                }
            }
        }
    }

    private Event event() throws IOException {
        try {
            return events.take();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private Session opened() throws IOException {
        Session open = session;
        if (open == null) {
            throw new IOException("the WebSocket is not open");
        }
        return open;
    }

    @Override
    public @Nullable Frame read() throws IOException {
        if (over) {
            return null;
        }
        return codec.readFrame(next(), docs, settings.limits(), settings.refs().source());
    }

    @Override
    public void write(Frame frame) throws IOException {
        byte[] message = codec.writeFrame(frame);
        if (broken) {
            throw new IOException("the WebSocket is closed");
        }
        Callback.Completable sent = new Callback.Completable();
        if (codec == Codec.JSON) {
            opened().sendText(new String(message, StandardCharsets.UTF_8), sent);
        } else {
            opened().sendBinary(ByteBuffer.wrap(message), sent);
        }
        try {
            sent.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            broken = true;
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            broken = true;
            throw new IOException(e.getCause());
        }
    }

    @Override
    public void close() {
        broken = true;
        endPoint.close();
    }

    /// Closes the WebSocket with that code; the caller answers so, or is not waited for.
    void end(int code) {
        held.close();
        Session open = session;
        if (open == null || broken) {
            endPoint.close();
            return;
        }
        open.close(code, null, Callback.from(() -> {}, _ -> endPoint.close()));
        over = true;
        // What still comes is dropped, up to the caller's own closing.
        ask();
    }
}
