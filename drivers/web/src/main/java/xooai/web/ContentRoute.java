package xooai.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
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
import xooai.driver.Memory;
import xooai.driver.ServeSettings;
import xooai.driver.Service;

/// Calls whose request or answer is content as it is, and no envelope: files that are uploaded and downloaded.
final class ContentRoute {
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
                answer(exchange, endpoint, Dispatch.read(service, endpoint, in, body.bytes(), settings), wanted);
            } catch (XooaiException e) {
                throw new Refusal(CallRoute.statusOf(e.code(), false), e.error(), Map.of());
            }
        }
    }

    private void uploaded(WebExchange exchange, String endpoint, String contentType, @Nullable Download wanted)
            throws IOException {
        Upload.check(exchange, settings);
        exchange.allow(null);
        try (Memory.Share held = bodies.share()) {
            Upload upload = new Upload(service.docsOf(endpoint), settings, tuning, held);
            Request request;
            try {
                request = upload.read(exchange, contentType);
            } catch (Refusal e) {
                exchange.leaveBody();
                throw e;
            } catch (XooaiException e) {
                exchange.leaveBody();
                throw new Refusal(CallRoute.statusOf(e.code(), false), e.error(), Map.of());
            } catch (IOException e) {
                throw bodies.broken(e);
            }
            answer(exchange, endpoint, request, wanted);
        }
    }

    private void answer(WebExchange exchange, String endpoint, Request request, @Nullable Download wanted)
            throws IOException {
        Duration timeout = CallRoute.timeoutOf(exchange);
        Codec out = wanted == null ? MediaTypes.ofAnswer(exchange.header("Accept"), Codec.JSON) : Codec.JSON;
        try (CallsInFlight.Call call = calls.begin(exchange::isGone)) {
            Consumer<Context> opened = call::opened;
            exchange.allow(null);
            Response response = wanted == null
                    ? Dispatch.answer(service, endpoint, request, timeout, settings, opened)
                    : Dispatch.unsent(service, endpoint, request, timeout, settings, opened);
            exchange.allow(wanted == null ? tuning.answer() : null);
            if (call.isAbandoned()) {
                exchange.abort();
                return;
            }
            CallError error = response.error();
            if (wanted == null || error != null) {
                Answers.write(exchange, response.code().http(), out, Dispatch.encode(response, out));
            } else {
                wanted.send(exchange, response);
            }
        } catch (IOException e) {
            if (exchange.isCommitted()) {
                throw e;
            }
            throw new Refusal(
                    Code.UNAVAILABLE.http(),
                    CallError.of(Code.UNAVAILABLE, "the content of the answer cannot be read: " + e.getMessage()),
                    Map.of());
        }
    }
}
