package xooai.drivers.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.CallsInFlight;
import xooai.driver.Dispatch;
import xooai.driver.ServeSettings;
import xooai.driver.Service;
import xooai.driver.StreamServer;
import xooai.web.Tuning;

/// The calls over WebSockets: the first message opens the call, the rest are its stream.
final class WebSocketCalls {
    private static final int NORMAL = 1000;
    private static final int GOING_AWAY = 1001;
    private static final int TOO_BIG = 1009;
    private static final int BROKEN = 1011;
    /// Added to the HTTP status of a call that failed.
    private static final int FAILED = 4000;

    private final Service service;
    private final ServeSettings settings;
    private final Tuning tuning;
    private final CallsInFlight calls;

    WebSocketCalls(Service service, ServeSettings settings, Tuning tuning, CallsInFlight calls) {
        this.service = service;
        this.settings = settings;
        this.tuning = tuning;
        this.calls = calls;
    }

    /// What a WebSocket for that endpoint is to be given.
    ///
    /// @throws XooaiException when there is no such endpoint
    WebSocketFrames prepare(String endpoint, Codec codec, WatchedEndPoint endPoint) {
        return new WebSocketFrames(
                codec,
                service.docsOf(endpoint),
                settings,
                tuning.memory().new Share(),
                endPoint,
                frames -> answer(frames, endpoint, codec, endPoint));
    }

    /// Answers the call, and closes the WebSocket.
    private void answer(WebSocketFrames frames, String endpoint, Codec codec, WatchedEndPoint endPoint) {
        Response response = null;
        try {
            // Whoever connects and says nothing is not waited for.
            endPoint.allow(tuning.body());
            Request opening = Dispatch.read(service, endpoint, codec, frames.next(), settings);
            try (CallsInFlight.Call call = calls.begin(endPoint::isGone)) {
                endPoint.allow(null);
                response = StreamServer.answer(
                        service, endpoint, CallKind.BIDIRECTIONAL, opening, frames, null, settings, call::opened);
            }
        } catch (XooaiException e) {
            response = refuse(frames, e.error());
        } catch (IOException _) {
            // The caller has left before it opened the call.
        } finally {
            endPoint.allow(tuning.idle());
            frames.end(codeOf(response, frames.isTooBig()));
        }
    }

    private static Response refuse(WebSocketFrames frames, CallError error) {
        Response response = Response.failed(null, error);
        try {
            frames.write(new Frame.End(response));
        } catch (IOException _) {
            // The caller has left: nobody is there to be told.
        }
        return response;
    }

    private int codeOf(@Nullable Response response, boolean tooBig) {
        if (response == null) {
            return BROKEN;
        }
        CallError error = response.error();
        if (error == null) {
            return NORMAL;
        }
        boolean stopping = error.code() == Code.UNAVAILABLE && calls.isDraining();
        return tooBig ? TOO_BIG : stopping ? GOING_AWAY : FAILED + error.code().http();
    }
}
