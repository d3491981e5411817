package xooai.web;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.doc.Code;
import xooai.driver.CallsInFlight;
import xooai.driver.Dispatch;
import xooai.driver.ServeSettings;
import xooai.driver.Service;

/// `POST /<executor>/<endpoint>`, or `POST /<flow>`.
final class CallRoute {
    private static final String TIMEOUT = "xoo-timeout-ms";

    private final Service service;
    private final ServeSettings settings;
    private final Tuning tuning;
    private final CallsInFlight calls;
    private final Bodies bodies;
    private final StreamRoute streams;
    private final ContentRoute contents;

    CallRoute(Service service, ServeSettings settings, Tuning tuning, CallsInFlight calls, Bodies bodies) {
        this.service = service;
        this.settings = settings;
        this.tuning = tuning;
        this.calls = calls;
        this.bodies = bodies;
        this.streams = new StreamRoute(service, settings, tuning, calls, bodies);
        this.contents = new ContentRoute(service, settings, tuning, calls, bodies);
    }

    /// Answers a call of that endpoint.
    void handle(WebExchange exchange, String endpoint) throws IOException {
        String contentType = exchange.header("Content-Type");
        String accept = exchange.header("Accept");
        Framing given = Framing.ofBody(contentType);
        Framing wanted = Framing.wanted(accept);
        if (given != null || wanted != null) {
            streams.handle(exchange, endpoint, given, wanted);
            return;
        }
        Download download = Download.wanted(accept);
        if (download != null || Upload.isOne(contentType)) {
            contents.handle(exchange, endpoint, download);
            return;
        }
        Codec in = MediaTypes.ofBody(contentType);
        Codec out = MediaTypes.ofAnswer(accept, in);
        Duration timeout = timeoutOf(exchange);
        exchange.allow(tuning.body().plus(tuning.headers()));
        try (Bodies.Body body = bodies.read(exchange);
                CallsInFlight.Call call = calls.begin(exchange::isGone)) {
            boolean[] opened = {false};
            Dispatch.Encoded encoded;
            exchange.allow(null);
            try {
                encoded = Dispatch.answer(service, endpoint, in, body.bytes(), out, timeout, settings, context -> {
                    opened[0] = true;
                    call.opened(context);
                });
            } finally {
                exchange.allow(tuning.answer());
            }
            if (call.isAbandoned()) {
                exchange.abort();
                return;
            }
            Answers.write(exchange, statusOf(encoded.code(), opened[0]), out, encoded);
        }
    }

    /// A message that is past a limit is refused before the call is opened, and no waiting makes it smaller.
    static int statusOf(Code code, boolean opened) {
        return code == Code.RESOURCE_EXHAUSTED && !opened ? 413 : code.http();
    }

    /// What is left of the time that the caller's header gives; null where it gives none.
    ///
    /// @throws Refusal when it is no time
    static @Nullable Duration timeoutOf(WebExchange exchange) {
        String header = exchange.header(TIMEOUT);
        if (header == null) {
            return null;
        }
        try {
            long millis = Long.parseLong(header);
            if (millis >= 0) {
                return Duration.ofMillis(millis).minusNanos(System.nanoTime() - exchange.began());
            }
        } catch (NumberFormatException _) {
            // Said below, together with negative numbers.
        }
        throw Refusal.of(Code.INVALID_ARGUMENT, "`" + TIMEOUT + "` is no whole number of milliseconds");
    }
}
