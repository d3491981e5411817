package xooai.drivers.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Tells each connection when a request of it is being handled.
final class Arrivals extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        WatchedEndPoint endPoint = WatchedEndPoint.of(request);
        endPoint.begin();
        try {
            // Handlers here block until the answer is written, so this is the end of the request as well.
            return super.handle(request, response, callback);
        } finally {
            endPoint.end();
        }
    }
}
