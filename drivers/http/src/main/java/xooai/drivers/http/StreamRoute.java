package xooai.drivers.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
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
        Duration timeout = CallRoute.timeoutOf(request, core);
        WatchedEndPoint endPoint = WatchedEndPoint.of(core);
        endPoint.allow(tuning.body().plus(tuning.headers()));
        if (given == null) {
            Codec in = MediaTypes.ofBody(request.getHeader("Content-Type"));
            try (Bodies.Body body = bodies.read(request)) {
                Request opening = open(endpoint, in, body.bytes());
                ServedFrames frames = new ServedFrames(
                        null, () -> service.docsOf(endpoint), wanted, response, endPoint, settings, tuning);
                answer(frames, opening, endpoint, in, timeout, request, response, endPoint);
            }
            return;
        }
        MediaTypes.checkCharset(request.getHeader("Content-Type"));
        Bodies.checkPlain(request);
        try (Bodies.Body held = bodies.empty()) {
            MessageInput in = new MessageInput(
                    request.getInputStream(), given, settings.limits().bodyBytes(), held::count);
            endPoint.beginStream();
            ServedFrames frames = new ServedFrames(
                    new ServedFrames.Incoming(in, given.codec()),
                    () -> service.docsOf(endpoint),
                    wanted,
                    response,
                    endPoint,
                    settings,
                    tuning);
            try {
                Request opening = open(endpoint, given.codec(), first(in));
                answer(frames, opening, endpoint, given.codec(), timeout, request, response, endPoint);
            } catch (Refusal e) {
                refuse(request, response, e);
            } catch (XooaiException e) {
                refuse(request, response, new Refusal(e.code().http(), e.error(), Map.of()));
            } finally {
                frames.finish();
            }
        }
    }

    /// Answers while the caller may still be sending.
    private static void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        response.setHeader("Connection", "close");
        Answers.refuse(request, response, refusal.status(), refusal.error(), refusal.headers());
        response.getOutputStream().close();
    }

    private byte[] first(MessageInput in) {
        try {
            byte[] first = in.next();
            if (first != null) {
                return first;
            }
        } catch (XooaiException e) {
            throw Refusal.of(413, e.code(), e.error().message());
        } catch (IOException | org.eclipse.jetty.http.HttpException.RuntimeException e) {
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

    private void answer(
            ServedFrames frames,
            Request opening,
            String endpoint,
            Codec in,
            @Nullable Duration timeout,
            HttpServletRequest request,
            HttpServletResponse response,
            WatchedEndPoint endPoint)
            throws IOException {
        long idle = endPoint.getIdleTimeout();
        try (CallsInFlight.Call call = calls.begin(endPoint::isGone)) {
            CallKind kind = CallKind.of(frames.streamsIn(), frames.streamsOut());
            Codec out = kind.streamsOut() ? in : MediaTypes.ofAnswer(request.getHeader("Accept"), in);
            endPoint.allow(null);
            // How long a stream may stand still is decided by who answers it.
            endPoint.setIdleTimeout(0);
            Response answer =
                    StreamServer.answer(service, endpoint, kind, opening, frames, timeout, settings, call::opened);
            endPoint.allow(tuning.answer());
            if (call.isAbandoned() || frames.isBroken()) {
                endPoint.close();
            } else if (!kind.streamsOut()) {
                if (!frames.isRead()) {
                    response.setHeader("Connection", "close");
                }
                Dispatch.Encoded encoded = Dispatch.encode(answer, out);
                Answers.write(response, frames.statusOf(encoded.code()), out, encoded);
                response.getOutputStream().close();
            }
        } finally {
            endPoint.setIdleTimeout(idle);
        }
    }
}
