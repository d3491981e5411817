package xooai.drivers.quic;

import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_HEADERS;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_FRAME_ERROR;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_REQUEST_INCOMPLETE;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tech.kwik.core.QuicStream;
import xooai.doc.Code;
import xooai.driver.CallsInFlight;
import xooai.driver.Ticker;
import xooai.web.Refusal;
import xooai.web.Routes;

/// Answers the requests of HTTP/3, each on the thread that it is handed on.
final class Http3Requests {
    private static final Duration LONGEST_HEAD = Duration.ofSeconds(10);

    private final Routes routes;
    private final CallsInFlight calls;
    private final int headerBytes;
    private final Duration longestHead;

    /// @param headerBytes how many bytes the head of a request may have
    /// @param idle how long a stream may stand still
    Http3Requests(Routes routes, CallsInFlight calls, int headerBytes, Duration idle) {
        this.routes = routes;
        this.calls = calls;
        this.headerBytes = headerBytes;
        this.longestHead = idle.compareTo(LONGEST_HEAD) < 0 ? idle : LONGEST_HEAD;
    }

    /// How many bytes the head of a request may have.
    int headerBytes() {
        return headerBytes;
    }

    /// Answers that stream, and blocks until it has ended.
    ///
    /// @param forbidden is told what ends the whole connection
    void answer(QuicStream stream, Consumer<Http3Exception> forbidden) {
        long began = System.nanoTime();
        Http3Frames frames = new Http3Frames(stream.getInputStream());
        Http3Exchange unread = exchange(stream, frames, RequestHead.UNREAD, began, forbidden);
        unread.allow(longestHead);
        Ticker.Look overdue = () -> unread.look(System.nanoTime());
        Ticker.add(overdue);
        try {
            RequestHead head = head(frames);
            Ticker.remove(overdue);
            answer(exchange(stream, frames, head, began, forbidden));
        } catch (Refusal e) {
            Routes.refuse(unread, e);
            unread.finish();
        } catch (Http3Exception e) {
            unread.breakOff(e.code());
            forbidden.accept(e);
        } catch (IOException _) {
            unread.abort();
        } catch (RuntimeException e) {
            // Else the stream stayed open, and its credit were gone.
            unread.abort();
            throw e;
        } finally {
            Ticker.remove(overdue);
        }
    }

    private Http3Exchange exchange(
            QuicStream stream, Http3Frames frames, RequestHead head, long began, Consumer<Http3Exception> forbidden) {
        return new Http3Exchange(stream, frames, head, headerBytes, began, forbidden);
    }

    private RequestHead head(Http3Frames frames) throws IOException {
        if (!frames.next()) {
            throw Http3Exception.ofStream(H3_REQUEST_INCOMPLETE, "the stream ends before a request");
        }
        if (frames.type() != FRAME_TYPE_HEADERS) {
            throw frames.unexpected();
        }
        if (frames.left() > headerBytes) {
            throw tooLarge();
        }
        List<Map.Entry<String, String>> fields = FieldSections.decode(frames.payload(headerBytes, H3_FRAME_ERROR));
        if (FieldSections.size(fields) > headerBytes) {
            throw tooLarge();
        }
        return RequestHead.of(fields);
    }

    private Refusal tooLarge() {
        return Refusal.of(
                431, Code.RESOURCE_EXHAUSTED, "the head of the request is over the limit of " + headerBytes + " bytes");
    }

    private void answer(Http3Exchange exchange) {
        Ticker.Look look = () -> {
            exchange.look(System.nanoTime());
            if (exchange.isGone()) {
                calls.cancelAbandoned();
            }
        };
        Ticker.add(look);
        try {
            if (asksForMore(exchange)) {
                refuse(exchange);
            } else {
                routes.answer(exchange);
            }
        } finally {
            exchange.finish();
            Ticker.remove(look);
        }
    }

    /// Whether that is something of HTTP/1.1 that has another form here.
    private static boolean asksForMore(Http3Exchange exchange) {
        return exchange.method().equals("CONNECT") || exchange.header("Sec-WebSocket-Version") != null;
    }

    private void refuse(Http3Exchange exchange) {
        try {
            routes.guard().check(exchange, false);
            throw Refusal.of(
                    Code.UNIMPLEMENTED,
                    "no WebSocket or tunnel is spoken over HTTP/3: for a bidirectional call POST with `Content-Type`"
                            + " and `Accept` both application/x-ndjson or application/x-msgpack-stream, or speak "
                            + QuicServer.PROTOCOL + " at this port");
        } catch (Refusal e) {
            Routes.refuse(exchange, e);
        } catch (RuntimeException e) {
            Routes.refuse(exchange, e);
        }
    }
}
