package xooai.drivers.quic;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tech.kwik.core.QuicStream;
import xooai.codec.Frame;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.BearerToken;
import xooai.driver.CallsInFlight;
import xooai.driver.Context;
import xooai.driver.Descriptions;
import xooai.driver.Dispatch;
import xooai.driver.Memory;
import xooai.driver.ServeSettings;
import xooai.driver.Service;
import xooai.driver.StreamServer;
import xooai.driver.Ticker;

/// Answers the streams that callers open, each on the thread that it is handed on.
final class Answering {
    /// How long the last word of a cancelled call may take.
    private static final long LAST_WORD = TimeUnit.SECONDS.toNanos(3);
    private static final Duration LONGEST_OPENING = Duration.ofSeconds(10);
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(60);

    private final Service service;
    private final ServeSettings settings;
    private final CallsInFlight calls;
    private final Memory memory;
    private final BearerToken token;

    Answering(Service service, ServeSettings settings, CallsInFlight calls, Memory memory) {
        this.service = service;
        this.settings = settings;
        this.calls = calls;
        this.memory = memory;
        this.token = new BearerToken(settings.token());
    }

    /// Answers that stream, and blocks until it has ended.
    void answer(QuicStream quic) {
        Memory.Share share = memory.new Share();
        ServedStream stream =
                new ServedStream(quic, settings.limits(), settings.refs().source(), share);
        Watch watch = new Watch(stream, settings);
        Ticker.add(watch);
        try {
            answer(stream, watch);
        } catch (IOException _) {
            // The caller has left: nobody is there to be told.
        } catch (RuntimeException e) {
            refuse(stream, XooaiException.errorOf(e));
        } finally {
            Ticker.remove(watch);
            stream.finish();
            share.close();
        }
    }

    /// Answers that there are too many calls.
    void refuse(QuicStream quic) {
        try (Memory.Share share = memory.new Share()) {
            ServedStream stream =
                    new ServedStream(quic, settings.limits(), settings.refs().source(), share);
            String why = "this connection has more than " + QuicServer.STREAMS + " calls under way";
            refuse(stream, CallError.of(Code.RESOURCE_EXHAUSTED, why));
            stream.finish();
        }
    }

    private static void refuse(ServedStream stream, CallError error) {
        try {
            stream.write(new Frame.End(Response.failed(null, error)));
        } catch (IOException _) {
            // The caller has left: nobody is there to be told.
        }
    }

    private void answer(ServedStream stream, Watch watch) throws IOException {
        Message first = stream.message(settings.limits().headerBytes());
        if (first == null) {
            return;
        }
        Opening opening = Opening.of(first, settings.limits());
        token.checkBare(opening.token());
        if (opening.executor().isEmpty()) {
            describe(stream);
            return;
        }
        if (!opening.executor().equals(service.name())) {
            throw new XooaiException(
                    Code.NOT_FOUND,
                    "there is no executor `" + opening.executor() + "` here; there is " + service.name());
        }
        watch.until = System.nanoTime() + LONGEST_REQUEST.toNanos();
        Message request = stream.message(settings.limits().bodyBytes());
        if (request == null || request.kind() != Message.Kind.REQUEST) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "a message of kind 2, the request, follows the opening");
        }
        try (CallsInFlight.Call call = calls.begin(stream::isGone)) {
            watch.silent = !opening.kind().streamsIn();
            watch.call = call;
            call(stream, opening, request, watch, context -> {
                watch.context = context;
                call.opened(context);
            });
        }
    }

    private void call(ServedStream stream, Opening opening, Message request, Watch watch, Consumer<Context> opened)
            throws IOException {
        if (!opening.kind().streamsIn() && !opening.kind().streamsOut()) {
            Dispatch.Encoded answer = Dispatch.answer(
                    service,
                    opening.endpoint(),
                    request.codec(),
                    request.body(),
                    request.codec(),
                    null,
                    settings,
                    opened);
            watch.answered = System.nanoTime() | 1;
            stream.write(new Message(Message.Kind.ANSWER, request.codec(), answer.body()), true);
            return;
        }
        stream.expect(service.docsOf(opening.endpoint()));
        Request full = Dispatch.read(service, opening.endpoint(), request.codec(), request.body(), settings);
        Response response =
                StreamServer.answer(service, opening.endpoint(), opening.kind(), full, stream, null, settings, opened);
        if (!opening.kind().streamsOut()) {
            stream.write(new Frame.End(response));
        }
    }

    private void describe(ServedStream stream) throws IOException {
        byte[] body = stream.codec().writeValue(Descriptions.ofServed(service, settings));
        stream.write(new Message(Message.Kind.DESCRIPTION, stream.codec(), body), true);
    }

    /// Reads on where nothing but the end may follow, so that a caller that leaves is noticed.
    private static void awaitLeaving(ServedStream stream, CallsInFlight.Call call) {
        try {
            Frame frame = stream.read();
            if (frame instanceof Frame.Cancel(var why)) {
                call.cancel(CallError.of(Code.CANCELLED, why.message()));
            } else if (frame != null && !(frame instanceof Frame.End(var end) && end == null)) {
                call.cancel(CallError.of(Code.INVALID_ARGUMENT, "nothing follows the request of such a call"));
            }
        } catch (IOException _) {
            call.cancel(CallError.of(Code.CANCELLED, "the caller left before the end"));
        } catch (RuntimeException e) {
            call.cancel(XooaiException.errorOf(e));
        }
    }

    /// Breaks off a stream whose opening does not come, or whose end is not taken once it is cancelled.
    private static final class Watch implements Ticker.Look {
        private final ServedStream stream;
        private final Duration pause;
        private volatile long until;
        /// When the work was done, and only the answer is to be read; 0 before.
        private volatile long answered;
        private volatile boolean silent;
        private volatile CallsInFlight.@Nullable Call call;
        private volatile @Nullable Context context;
        private volatile long cancelled;

        Watch(ServedStream stream, ServeSettings settings) {
            this.stream = stream;
            this.pause = settings.pause();
            this.until = System.nanoTime() + Math.min(settings.idle().toNanos(), LONGEST_OPENING.toNanos());
        }

        @Override
        public void look() {
            long now = System.nanoTime();
            CallsInFlight.Call arrived = call;
            Context known = context;
            if (arrived == null) {
                if (now - until > 0) {
                    stream.close();
                }
            } else if (answered != 0 && now - answered > pause.toNanos()) {
                stream.close();
            } else if (known != null && known.isCancelled()) {
                if (cancelled == 0) {
                    cancelled = now;
                } else if (now - cancelled > LAST_WORD) {
                    stream.close();
                }
            } else if (stream.isGone()) {
                arrived.cancel(CallError.of(Code.CANCELLED, "the caller left before the end"));
            } else if (silent) {
                // Only where the answer takes its time: a thread for each call would cost as much as the call.
                silent = false;
                Thread.ofVirtual().name("xooai-quic-watch").start(() -> awaitLeaving(stream, arrived));
            }
        }
    }
}
