package xooai.drivers.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
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

    CallRoute(Service service, ServeSettings settings, Tuning tuning, CallsInFlight calls, Bodies bodies) {
        this.service = service;
        this.settings = settings;
        this.tuning = tuning;
        this.calls = calls;
        this.bodies = bodies;
        this.streams = new StreamRoute(service, settings, tuning, calls, bodies);
    }

    /// Answers a call of that endpoint.
    void handle(Context http, String endpoint) throws IOException {
        HttpServletRequest request = http.req();
        Framing given = Framing.ofBody(request.getHeader("Content-Type"));
        Framing wanted = Framing.wanted(request.getHeader("Accept"));
        if (given != null || wanted != null) {
            streams.handle(request, http.res(), endpoint, given, wanted);
            return;
        }
        Codec in = MediaTypes.ofBody(request.getHeader("Content-Type"));
        Codec out = MediaTypes.ofAnswer(request.getHeader("Accept"), in);
        ServletContextRequest core = ServletContextRequest.getServletContextRequest(request);
        Duration timeout = timeoutOf(request, core);
        WatchedEndPoint endPoint = WatchedEndPoint.of(core);
        endPoint.allow(tuning.body().plus(tuning.headers()));
        try (Bodies.Body body = bodies.read(request);
                CallsInFlight.Call call = calls.begin(endPoint::isGone)) {
            boolean[] opened = {false};
            Dispatch.Encoded encoded;
            endPoint.allow(null);
            try {
                encoded = Dispatch.answer(service, endpoint, in, body.bytes(), out, timeout, settings, context -> {
                    opened[0] = true;
                    call.opened(context);
                });
            } finally {
                endPoint.allow(tuning.answer());
            }
            if (call.isAbandoned()) {
                endPoint.close();
                return;
            }
            Answers.write(http.res(), statusOf(encoded.code(), opened[0]), out, encoded);
        }
    }

    /// A message that is past a limit is refused before the call is opened, and no waiting makes it smaller.
    static int statusOf(Code code, boolean opened) {
        return code == Code.RESOURCE_EXHAUSTED && !opened ? 413 : code.http();
    }

    /// What is left of the time that the caller's header gives; null where it gives none.
    ///
    /// @throws Refusal when it is no time
    static @Nullable Duration timeoutOf(HttpServletRequest request, ServletContextRequest core) {
        String header = request.getHeader(TIMEOUT);
        if (header == null) {
            return null;
        }
        try {
            long millis = Long.parseLong(header);
            if (millis >= 0) {
                return Duration.ofMillis(millis).minusNanos(System.nanoTime() - core.getBeginNanoTime());
            }
        } catch (NumberFormatException _) {
            // Said below, together with negative numbers.
        }
        throw Refusal.of(Code.INVALID_ARGUMENT, "`" + TIMEOUT + "` is no whole number of milliseconds");
    }
}
