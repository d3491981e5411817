package xooai.drivers.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import xooai.web.Tuning;

/// Tells each connection when a request of it is being handled, and which streams there are.
final class Arrivals extends Handler.Wrapper {
    private final Tuning tuning;
    private final Set<WatchedStream> streams = ConcurrentHashMap.newKeySet();

    Arrivals(Tuning tuning) {
        this.tuning = tuning;
    }

    /// Breaks off the streams that have taken longer than was allowed.
    void closeOverdue(long now) {
        streams.stream().filter(stream -> stream.isOverdue(now)).forEach(WatchedStream::close);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // Handlers here block until the answer is written, so that their end is that of the request as well.
        if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2) {
            WatchedStream stream = WatchedStream.begin(request, tuning);
            streams.add(stream);
            try {
                return super.handle(request, response, callback);
            } finally {
                streams.remove(stream);
            }
        }
        WatchedEndPoint endPoint = WatchedEndPoint.of(request);
        endPoint.begin();
        try {
            return super.handle(request, response, callback);
        } finally {
            endPoint.end();
        }
    }
}
