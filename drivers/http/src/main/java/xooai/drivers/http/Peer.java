package xooai.drivers.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// The client of one request: whether it is still there, and how long it may take.
interface Peer {

    /// The client of that request, where it has been handed on by [Arrivals].
    static Peer of(Request request) {
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2
                ? WatchedStream.of(request)
                : WatchedEndPoint.of(request);
    }

    /// From now on nothing has to move until the request has been answered.
    void openEnded();

    /// From now on what comes is a stream that somebody reads until its end, and hears of a client that leaves:
    /// how long it may stand still is decided elsewhere.
    void beginStream();

    /// The stream has been read to its end.
    void endStream();

    /// What follows may take that long; null for as long as it likes.
    void allow(@Nullable Duration time);

    /// Whether the client wants no answer any more. Asked only while a request is handled whose body has been read.
    boolean isGone();

    /// Breaks off what the client could take for complete otherwise.
    void close();
}
