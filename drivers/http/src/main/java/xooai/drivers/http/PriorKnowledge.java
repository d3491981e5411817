package xooai.drivers.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/// HTTP/2 without TLS, for clients that begin with it.
///
/// A request of HTTP/1.1 that asks to go on in HTTP/2 is answered in HTTP/1.1, which RFC 9113 allows for: a proxy
/// that lets the question pass would see nothing of what follows.
final class PriorKnowledge extends HTTP2CServerConnectionFactory {
    private static final int STREAMS = 100;
    /// Resets, pings, settings and other frames that ask for work and cost nothing to send.
    private static final int FRAMES_A_SECOND = 100;
    private static final String PREFACE = "PRI";

    PriorKnowledge(HttpConfiguration http) {
        super(http);
        setMaxConcurrentStreams(STREAMS);
        setRateControlFactory(new WindowRateControl.Factory(FRAMES_A_SECOND));
    }

    @Override
    public @Nullable Connection upgradeConnection(
            Connector connector, EndPoint endPoint, MetaData.Request request, HttpFields.Mutable response) {
        if (!PREFACE.equals(request.getMethod())) {
            return null;
        }
        ((WatchedEndPoint) endPoint).shared();
        return super.upgradeConnection(connector, endPoint, request, response);
    }
}
