package xooai.drivers.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;
import xooai.web.Tuning;

/// A connection's socket that can be asked whether the client is still there, and that knows how long it has
/// been busy.
///
/// While a request of HTTP/1.1 is handled nothing reads its socket: Jetty reads on demand, and there is no
/// more to demand after the body. So nobody hears of a client that closes the connection, and no event tells.
/// [#isGone()] therefore reads ahead, without blocking, into a small buffer that the next ordinary read gets
/// first. Interest in reading is not registered with the selector instead, because it would have to be taken
/// back before each answer, which costs a wake-up of the selector a call. A client that closes only its
/// sending half counts as gone, and so does one that sends more than the buffer holds before it has its
/// answer.
final class WatchedEndPoint extends SocketChannelEndPoint implements Peer {
    private static final int AHEAD = 4096;

    private final Executor executor;
    private final Tuning tuning;
    private @Nullable ByteBuffer ahead;
    private boolean handling;
    private boolean streaming;
    private boolean shared;
    private volatile boolean openEnded;
    private long overdue;

    WatchedEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key, Connector connector, Tuning tuning) {
        super(channel, selector, key, connector.getScheduler());
        this.executor = connector.getExecutor();
        this.tuning = tuning;
    }

    /// The socket under a request.
    static WatchedEndPoint of(Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        while (endPoint instanceof EndPoint.Wrapper wrapper) {
            endPoint = wrapper.unwrap();
        }
        return (WatchedEndPoint) endPoint;
    }

    /// From now on many requests share the connection, each watched by its [WatchedStream].
    synchronized void shared() {
        shared = true;
        overdue = 0;
    }

    /// From now on a request is handled, and answered within the time that an answer may take; where more than
    /// an answer is to be waited for, [#allow(Duration)] says so.
    synchronized void begin() {
        handling = true;
        allow(tuning.answer());
    }

    /// The request has been answered.
    void end() {
        synchronized (this) {
            handling = false;
            overdue = 0;
        }
        if (openEnded) {
            openEnded = false;
            setIdleTimeout(tuning.idle().toMillis());
        }
    }

    @Override
    public void openEnded() {
        openEnded = true;
        setIdleTimeout(0);
    }

    /// Nothing is read ahead meanwhile.
    @Override
    public synchronized void beginStream() {
        streaming = true;
    }

    @Override
    public synchronized void endStream() {
        streaming = false;
    }

    @Override
    public synchronized void allow(@Nullable Duration time) {
        overdue = time == null ? 0 : System.nanoTime() + time.toNanos() | 1;
    }

    /// Whether it has taken longer than was allowed.
    synchronized boolean isOverdue(long now) {
        return overdue != 0 && now - overdue > 0;
    }

    @Override
    public synchronized boolean isGone() {
        if (!handling || streaming) {
            return false;
        }
        if (ahead == null) {
            ahead = ByteBuffer.allocate(AHEAD);
        }
        if (!ahead.hasRemaining()) {
            // Whether the client has left shows only behind all that it has sent.
            return true;
        }
        try {
            return getChannel().read(ahead) < 0;
        } catch (IOException _) {
            return true;
        }
    }

    @Override
    public synchronized int fill(ByteBuffer buffer) throws IOException {
        int filled = hasAhead() ? takeAhead(buffer) : super.fill(buffer);
        if (filled > 0 && !handling && !streaming && !shared && overdue == 0) {
            allow(tuning.headers());
        }
        return filled;
    }

    @Override
    protected void needsFillInterest() {
        synchronized (this) {
            if (!hasAhead()) {
                super.needsFillInterest();
                return;
            }
        }
        executor.execute(() -> getFillInterest().fillable());
    }

    private boolean hasAhead() {
        return ahead != null && ahead.position() > 0;
    }

    private int takeAhead(ByteBuffer buffer) {
        ByteBuffer from = Objects.requireNonNull(ahead).flip();
        int taken = BufferUtil.append(buffer, from);
        from.compact();
        return taken;
    }
}
