package xooai.drivers.http;

import java.time.Duration;
import java.util.Objects;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import xooai.web.Tuning;

/// A stream of HTTP/2, which many requests of one client share a connection by.
///
/// Jetty reads such a connection all the time, so that it knows of a client that resets a stream or closes.
final class WatchedStream implements Peer {
    private static final String ATTRIBUTE = WatchedStream.class.getName();

    private final @Nullable HTTP2Stream stream;
    private volatile long overdue;

    private WatchedStream(@Nullable HTTP2Stream stream, Tuning tuning) {
        this.stream = stream;
        allow(tuning.answer());
    }

    /// Begins to watch the stream of that request, which is answered within the time that an answer may take
    /// unless [#allow(Duration)] says otherwise.
    static WatchedStream begin(Request request, Tuning tuning) {
        HTTP2Connection connection =
                (HTTP2Connection) request.getConnectionMetaData().getConnection();
        // None any more where the client has reset it meanwhile.
        HTTP2Stream stream = connection.getSession().getStream(Integer.parseInt(request.getId()));
        WatchedStream watched = new WatchedStream(stream, tuning);
        request.setAttribute(ATTRIBUTE, watched);
        return watched;
    }

    static WatchedStream of(Request request) {
        return (WatchedStream) Objects.requireNonNull(request.getAttribute(ATTRIBUTE));
    }

    /// Whether it has taken longer than was allowed.
    boolean isOverdue(long now) {
        long until = overdue;
        return until != 0 && now - until > 0;
    }

    @Override
    public void openEnded() {
        if (stream != null) {
            stream.setIdleTimeout(0);
        }
    }

    @Override
    public void beginStream() {
        // What comes is read whether somebody asks for it or not.
    }

    @Override
    public void endStream() {
        // As before it.
    }

    @Override
    public void allow(@Nullable Duration time) {
        overdue = time == null ? 0 : System.nanoTime() + time.toNanos() | 1;
    }

    @Override
    public boolean isGone() {
        return stream == null || stream.isResetOrFailed() || stream.getSession().isClosed();
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.reset(new ResetFrame(stream.getId(), ErrorCode.CANCEL_STREAM_ERROR.code), Callback.NOOP);
        }
    }
}
