package xooai.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.CallsInFlight;
import xooai.driver.Dispatch;
import xooai.driver.Memory;
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
    void handle(WebExchange exchange, String endpoint, @Nullable Framing given, @Nullable Framing wanted)
            throws IOException {
        Asked asked = new Asked(exchange, endpoint, CallRoute.timeoutOf(exchange), wanted);
        exchange.allow(tuning.body().plus(tuning.headers()));
        if (given == null) {
            whole(asked);
        } else {
            streamed(asked, given);
        }
    }

    /// What was asked for, and how its answer is wanted.
    private record Asked(
            WebExchange exchange,
            String endpoint,
            @Nullable Duration timeout,
            @Nullable Framing wanted) {}

    private void whole(Asked asked) throws IOException {
        Codec codec = MediaTypes.ofBody(asked.exchange.header("Content-Type"));
        try (Bodies.Body body = bodies.read(asked.exchange)) {
            Request opening = open(asked.endpoint, codec, body.bytes());
            answer(asked, frames(asked, null), opening, codec);
        }
    }

    private void streamed(Asked asked, Framing given) throws IOException {
        MediaTypes.checkCharset(String.valueOf(asked.exchange.header("Content-Type")));
        Bodies.checkPlain(asked.exchange);
        try (Memory.Share held = bodies.share()) {
            MessageInput in = new MessageInput(
                    asked.exchange.stream(), given, settings.limits().bodyBytes(), held::take);
            ServedFrames frames = frames(asked, new ServedFrames.Incoming(in, given.codec()));
            try {
                Request opening = open(asked.endpoint, given.codec(), first(in));
                answer(asked, frames, opening, given.codec());
            } catch (Refusal e) {
                refuse(asked.exchange, e);
            } catch (XooaiException e) {
                refuse(asked.exchange, new Refusal(e.code().http(), e.error(), Map.of()));
            } finally {
                frames.finish();
            }
        }
    }

    private ServedFrames frames(Asked asked, ServedFrames.@Nullable Incoming in) {
        return new ServedFrames(
                in, () -> service.docsOf(asked.endpoint), asked.wanted, asked.exchange, settings, tuning);
    }

    /// Answers while the caller may still be sending.
    private static void refuse(WebExchange exchange, Refusal refusal) throws IOException {
        exchange.leaveBody();
        Answers.refuse(exchange, refusal.status(), refusal.error(), refusal.headers());
        exchange.end();
    }

    private byte[] first(MessageInput in) {
        try {
            byte[] first = in.next();
            if (first != null) {
                return first;
            }
        } catch (XooaiException e) {
            throw new Refusal(CallRoute.statusOf(e.code(), false), e.error(), Map.of());
        } catch (IOException e) {
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

    private void answer(Asked asked, ServedFrames frames, Request opening, Codec in) throws IOException {
        CallKind kind = CallKind.of(frames.streamsIn(), frames.streamsOut());
        Codec out = kind.streamsOut() ? in : MediaTypes.ofAnswer(asked.exchange.header("Accept"), in);
        WebExchange exchange = asked.exchange;
        try (CallsInFlight.Call call = calls.begin(exchange::isGone)) {
            exchange.allow(null);
            exchange.openEnded();
            Response answer = StreamServer.answer(
                    service, asked.endpoint, kind, opening, frames, asked.timeout, settings, call::opened);
            exchange.allow(tuning.answer());
            if (call.isAbandoned() || frames.isBroken()) {
                exchange.abort();
            } else if (!kind.streamsOut()) {
                frames.write(Dispatch.encode(answer, out), out);
            }
        }
    }
}
