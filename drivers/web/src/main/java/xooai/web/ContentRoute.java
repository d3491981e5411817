package xooai.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.CallsInFlight;
import xooai.driver.Context;
import xooai.driver.Dispatch;
import xooai.driver.Hurry;
import xooai.driver.Memory;
import xooai.driver.ServeSettings;
import xooai.driver.Service;

/// Calls whose request or answer is content as it is, and no envelope: files that are uploaded and downloaded.
final class ContentRoute {
    private static final int INSUFFICIENT_STORAGE = 507;

    private final Service service;
    private final ServeSettings settings;
    private final Tuning tuning;
    private final CallsInFlight calls;
    private final Bodies bodies;

    ContentRoute(Service service, ServeSettings settings, Tuning tuning, CallsInFlight calls, Bodies bodies) {
        this.service = service;
        this.settings = settings;
        this.tuning = tuning;
        this.calls = calls;
        this.bodies = bodies;
    }

    /// Answers a call of that endpoint.
    ///
    /// @param wanted how the answer is wanted; null where it is an envelope
    void handle(WebExchange exchange, String endpoint, @Nullable Download wanted) throws IOException {
        String contentType = exchange.header("Content-Type");
        if (Upload.isOne(contentType) && contentType != null) {
            uploaded(exchange, endpoint, contentType, wanted);
        } else {
            Codec in = MediaTypes.ofBody(contentType);
            exchange.allow(tuning.body().plus(tuning.headers()));
            try (Bodies.Body body = bodies.read(exchange)) {
                Request request = read(endpoint, in, body.bytes());
                try (CallsInFlight.Call call = calls.begin(exchange::isGone)) {
                    answer(exchange, endpoint, request, wanted, call);
                }
            }
        }
    }

    private Request read(String endpoint, Codec in, byte[] body) {
        try {
            return Dispatch.read(service, endpoint, in, body, settings);
        } catch (XooaiException e) {
            throw new Refusal(CallRoute.statusOf(e.code(), false), e.error(), Map.of());
        }
    }

    private void uploaded(WebExchange exchange, String endpoint, String contentType, @Nullable Download wanted)
            throws IOException {
        Upload.check(exchange, settings);
        exchange.allow(null);
        AtomicBoolean received = new AtomicBoolean();
        // Who leaves before the end of the body is noticed by whoever reads it.
        try (Memory.Share held = bodies.share();
                CallsInFlight.Call call = calls.begin(() -> received.get() && exchange.isGone())) {
            Request request = received(exchange, endpoint, contentType, held, call);
            received.set(true);
            answer(exchange, endpoint, request, wanted, call);
        }
    }

    /// Takes the body in, within the time of the call.
    private Request received(
            WebExchange exchange, String endpoint, String contentType, Memory.Share held, CallsInFlight.Call call)
            throws IOException {
        Upload upload = new Upload(endpoint, service.docsOf(endpoint), settings, tuning, held);
        Duration timeout = CallRoute.timeoutOf(exchange);
        try (Context receiving = Context.of(timeout == null ? settings.longest() : timeout)) {
            try (Hurry _ = new Hurry(receiving, "the body was received")) {
                call.opened(receiving);
                receiving.check();
                return upload.read(exchange, contentType);
            } catch (IOException | RuntimeException e) {
                exchange.leaveBody();
                throw refusal(e, receiving);
            }
        }
    }

    private Refusal refusal(Exception failure, Context receiving) {
        if (receiving.isCancelled()) {
            CallError late = receiving.cancellation();
            return new Refusal(late.code().http(), late, Map.of());
        }
        return switch (failure) {
            case Refusal refusal -> refusal;
            case XooaiException told ->
                new Refusal(
                        // The store has no room: that is this server's trouble, and may pass.
                        told.code() == Code.RESOURCE_EXHAUSTED
                                ? INSUFFICIENT_STORAGE
                                : told.code().http(),
                        settings.refs().stores().withoutPlaces(told.error()),
                        Map.of());
            case IOException broken -> bodies.broken(broken);
            default -> new Refusal(Code.INTERNAL.http(), XooaiException.errorOf(failure), Map.of());
        };
    }

    private void answer(
            WebExchange exchange, String endpoint, Request request, @Nullable Download wanted, CallsInFlight.Call call)
            throws IOException {
        Duration timeout = CallRoute.timeoutOf(exchange);
        Codec out = wanted == null ? MediaTypes.ofAnswer(exchange.header("Accept"), Codec.JSON) : Codec.JSON;
        Consumer<Context> opened = call::opened;
        exchange.allow(null);
        if (wanted == null) {
            Response response = Dispatch.answer(service, endpoint, request, timeout, settings, opened);
            exchange.allow(tuning.answer());
            told(exchange, response, out, call);
        } else {
            Dispatch.unsent(service, endpoint, request, timeout, settings, opened, (response, context) -> {
                if (response.error() != null || call.isAbandoned()) {
                    told(exchange, response, out, call);
                } else {
                    sent(exchange, wanted, response, context);
                }
            });
        }
    }

    private static void told(WebExchange exchange, Response response, Codec out, CallsInFlight.Call call)
            throws IOException {
        if (call.isAbandoned()) {
            exchange.abort();
        } else {
            Answers.write(exchange, response.code().http(), out, Dispatch.encode(response, out));
        }
    }

    private void sent(WebExchange exchange, Download wanted, Response response, Context context) throws IOException {
        try {
            wanted.send(exchange, response, context, tuning);
        } catch (IOException e) {
            if (exchange.isCommitted()) {
                throw e;
            }
            CallError why =
                    CallError.of(Code.UNAVAILABLE, "the content of the answer cannot be read: " + e.getMessage());
            throw new Refusal(why.code().http(), settings.refs().stores().withoutPlaces(why), Map.of());
        }
    }
}
