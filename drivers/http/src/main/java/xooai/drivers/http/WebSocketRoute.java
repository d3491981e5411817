package xooai.drivers.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.web.Refusal;
import xooai.web.Routes;

/// `GET /<executor>/<endpoint>` that asks for a WebSocket: a bidirectional call for those who cannot send and
/// receive over HTTP at the same time.
///
/// The same guards stand before it as before every request. A token is taken from `Authorization` alone, for
/// proxies and browsers write queries and subprotocols down: pages cannot call a server that has a token.
final class WebSocketRoute {
    /// The subprotocols, and what their messages are written in.
    static final Map<String, Codec> PROTOCOLS = Map.of("xoo.json", Codec.JSON, "xoo.msgpack", Codec.MSGPACK);

    private final Routes routes;
    private final WebSocketCalls calls;

    WebSocketRoute(Routes routes, WebSocketCalls calls) {
        this.routes = routes;
        this.calls = calls;
    }

    /// Turns the connection into a WebSocket, or answers why not.
    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JettyExchange exchange = new JettyExchange(request, response);
        try {
            routes.guard().check(exchange, false);
            String endpoint = routes.endpointOf(exchange.path());
            if (endpoint == null) {
                throw Refusal.of(Code.NOT_FOUND, "no calls are taken at that path");
            }
            upgrade(request, response, endpoint);
        } catch (Refusal e) {
            Routes.refuse(exchange, e);
        } catch (XooaiException e) {
            Routes.refuse(exchange, e);
        }
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response, String endpoint) throws IOException {
        String protocol = protocol(request.getHeader("Sec-WebSocket-Protocol"));
        WatchedEndPoint endPoint = WatchedEndPoint.of(ServletContextRequest.getServletContextRequest(request));
        WebSocketFrames frames = calls.prepare(endpoint, Objects.requireNonNull(PROTOCOLS.get(protocol)), endPoint);
        JettyWebSocketServerContainer container =
                Objects.requireNonNull(JettyWebSocketServerContainer.getContainer(request.getServletContext()));
        boolean upgraded = container.upgrade(
                (_, answer) -> {
                    answer.setAcceptedSubProtocol(protocol);
                    return frames;
                },
                request,
                response);
        if (!upgraded && !response.isCommitted()) {
            throw Refusal.of(Code.INVALID_ARGUMENT, "the request is no upgrade to a WebSocket of version 13");
        }
    }

    private static String protocol(@Nullable String offered) {
        for (String each : offered == null ? new String[0] : offered.split(",", 16)) {
            if (PROTOCOLS.containsKey(each.strip())) {
                return each.strip();
            }
        }
        throw new Refusal(
                400,
                CallError.of(
                        Code.INVALID_ARGUMENT,
                        "the WebSocket needs a `Sec-WebSocket-Protocol`: xoo.json for text, xoo.msgpack for binary"),
                Map.of());
    }
}
