package xooai.drivers.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.CallsInFlight;
import xooai.driver.Dispatch;
import xooai.driver.ServeSettings;
import xooai.driver.Service;
import xooai.driver.StreamServer;

/// Calls whose request, answer or both are streams, by `POST` like all calls.
final class StreamRoute {
    private final Service service;
    private final ServeSettings settings;
    private final Tuning tuning;
    private final CallsInFlight calls;
    private final Bodies bodies;

    StreamRoute(Service service, ServeSettings settings, Tuning tuning, CallsInFlight calls, Bodies bodies) {
        this.service = service;
        this.settings = settings;
        this.tuning = tuning;
        this.calls = calls;
        this.bodies = bodies;
    }

    /// Answers a call of that endpoint.
    ///
    /// @param given how the request's body is framed; null where it is one message
    /// @param wanted how the answer is framed; null where it is one message
    void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            String endpoint,
            @Nullable Framing given,
            @Nullable Framing wanted)
            throws IOException {
        ServletContextRequest core = ServletContextRequest.getServletContextRequest(request);
        WatchedEndPoint endPoint = WatchedEndPoint.of(core);
        Http http = new Http(request, response, endPoint, endpoint, CallRoute.timeoutOf(request, core), wanted);
        endPoint.allow(tuning.body().plus(tuning.headers()));
        if (given == null) {
            whole(http);
        } else {
            streamed(http, given);
        }
    }

    /// One request, and where its answer goes.
    private record Http(
            HttpServletRequest request,
            HttpServletResponse response,
            WatchedEndPoint endPoint,
            String endpoint,
            @Nullable Duration timeout,
            @Nullable Framing wanted) {}

    private void whole(Http http) throws IOException {
        Codec codec = MediaTypes.ofBody(http.request.getHeader("Content-Type"));
        try (Bodies.Body body = bodies.read(http.request)) {
            Request opening = open(http.endpoint, codec, body.bytes());
            answer(http, frames(http, null), opening, codec);
        }
    }

    private void streamed(Http http, Framing given) throws IOException {
        MediaTypes.checkCharset(http.request.getHeader("Content-Type"));
        Bodies.checkPlain(http.request);
        try (Bodies.Body held = bodies.empty()) {
            MessageInput in = new MessageInput(
                    http.request.getInputStream(), given, settings.limits().bodyBytes(), held::count);
            ServedFrames frames = frames(http, new ServedFrames.Incoming(in, given.codec()));
            http.endPoint.beginStream();
            try {
                Request opening = open(http.endpoint, given.codec(), first(in));
                answer(http, frames, opening, given.codec());
            } catch (Refusal e) {
                refuse(http, e);
            } catch (XooaiException e) {
                refuse(http, new Refusal(e.code().http(), e.error(), Map.of()));
            } finally {
                frames.finish();
            }
        }
    }

    private ServedFrames frames(Http http, ServedFrames.@Nullable Incoming in) {
        return new ServedFrames(
                in, () -> service.docsOf(http.endpoint), http.wanted, http.response, http.endPoint, settings, tuning);
    }

    /// Answers while the caller may still be sending.
    private static void refuse(Http http, Refusal refusal) throws IOException {
        http.response.setHeader("Connection", "close");
        Answers.refuse(http.request, http.response, refusal.status(), refusal.error(), refusal.headers());
        http.response.getOutputStream().close();
    }

    private byte[] first(MessageInput in) {
        try {
            byte[] first = in.next();
            if (first != null) {
                return first;
            }
        } catch (XooaiException e) {
            throw Refusal.of(413, e.code(), e.error().message());
        } catch (IOException | HttpException.RuntimeException e) {
            throw bodies.broken(e);
        }
        throw Refusal.of(Code.INVALID_ARGUMENT, "the stream is empty: its first message opens the call");
    }

    private Request open(String endpoint, Codec in, byte[] message) {
        try {
            return Dispatch.read(service, endpoint, in, message, settings);
        } catch (XooaiException e) {
            throw new Refusal(CallRoute.statusOf(e.code(), false), e.error(), Map.of());
        }
    }

    private void answer(Http http, ServedFrames frames, Request opening, Codec in) throws IOException {
        CallKind kind = CallKind.of(frames.streamsIn(), frames.streamsOut());
        Codec out = kind.streamsOut() ? in : MediaTypes.ofAnswer(http.request.getHeader("Accept"), in);
        WatchedEndPoint endPoint = http.endPoint;
        long idle = endPoint.getIdleTimeout();
        try (CallsInFlight.Call call = calls.begin(endPoint::isGone)) {
            endPoint.allow(null);
            // How long a stream may stand still is decided by who answers it.
            endPoint.setIdleTimeout(0);
            Response answer = StreamServer.answer(
                    service, http.endpoint, kind, opening, frames, http.timeout, settings, call::opened);
            endPoint.allow(tuning.answer());
            if (call.isAbandoned() || frames.isBroken()) {
                endPoint.close();
            } else if (!kind.streamsOut()) {
                write(http.response, frames, Dispatch.encode(answer, out), out);
            }
        } finally {
            endPoint.setIdleTimeout(idle);
        }
    }

    private static void write(HttpServletResponse response, ServedFrames frames, Dispatch.Encoded encoded, Codec out)
            throws IOException {
        if (!frames.isRead()) {
            response.setHeader("Connection", "close");
        }
        Answers.write(response, frames.statusOf(encoded.code()), out, encoded);
        response.getOutputStream().close();
    }
}
