package xooai.drivers.grpc;

import io.grpc.ServerCall;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Limits;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.CallsInFlight;
import xooai.driver.Context;
import xooai.driver.Dispatch;
import xooai.driver.FrameChannel;
import xooai.driver.StreamServer;

/// The answer to `Collect`, `Expand` and `Chat`: worked at on a thread of its own, while the transport's events
/// fill the inbox.
final class StreamAnswer extends Answer implements FrameChannel {
    private final CallKind kind;
    private final Inbox inbox;
    private final Outlet outlet;
    private Class<? extends Doc> docs = Doc.class;
    private volatile boolean cut;
    private boolean worked;
    private @Nullable Packet current;

    StreamAnswer(Served served, ServerCall<Packet, Packet> call, CallKind kind) {
        super(served, call);
        this.kind = kind;
        this.inbox = new Inbox(call::request, 1);
        this.outlet = new Outlet(call::isReady);
    }

    @Override
    public void onMessage(Packet packet) {
        boolean first = !isOpen();
        super.onMessage(packet);
        if (!first) {
            inbox.put(packet);
        } else if (kind.streamsIn()) {
            inbox.passBy();
            start();
        }
    }

    @Override
    void refuse(CallError error) {
        super.refuse(error);
        cut = true;
        inbox.drop();
        outlet.close(error.message());
    }

    @Override
    public void onHalfClose() {
        if (!kind.streamsIn() || !isOpen()) {
            start();
        }
        inbox.end();
    }

    @Override
    public void onReady() {
        outlet.look();
    }

    @Override
    public void onCancel() {
        super.onCancel();
        cut = true;
        inbox.drop();
        outlet.close("the caller left");
    }

    @Override
    boolean isWorkedAt() {
        return worked;
    }

    private void start() {
        if (begin()) {
            worked = true;
            Thread.ofVirtual().name("xooai-grpc-stream").start(this::work);
        }
    }

    private void work() {
        try (CallsInFlight.Call running = served.calls().begin(() -> false)) {
            tie(running);
            Packet opened = opened();
            Response response = StreamServer.answer(
                    served.service(),
                    opened.endpoint(),
                    kind,
                    request(opened.endpoint()),
                    this,
                    timeout(),
                    served.settings(),
                    context -> told(running, context));
            if (!kind.streamsOut()) {
                end(response);
            }
        } catch (RuntimeException e) {
            fail(XooaiException.errorOf(e));
        } finally {
            inbox.drop();
            arrivals.close();
        }
    }

    private void told(CallsInFlight.Call running, Context context) {
        running.opened(context);
        context.onCancel(() -> outlet.close(context.cancellation().message()));
    }

    private Request request(String endpoint) {
        docs = served.service().docsOf(endpoint);
        return Dispatch.read(served.service(), endpoint, codec(), body(), served.settings());
    }

    private Limits limits() {
        return served.settings().limits();
    }

    @Override
    public @Nullable Frame read() throws IOException {
        try {
            Packet before = current;
            if (before != null) {
                arrivals.done(before);
            }
            Packet packet = inbox.take();
            current = packet;
            if (packet == null) {
                if (cut) {
                    throw new IOException("the caller left");
                }
                return null;
            }
            Codec codec = packet.codec(codec());
            Frame frame = codec.readFrame(
                    packet.body(limits().bodyBytes()),
                    docs,
                    limits(),
                    served.settings().refs().source());
            if (frame instanceof Frame.End) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "a caller ends its side of the stream, and sends no message that says so");
            }
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the thread was interrupted", e);
        }
    }

    @Override
    public void write(Frame frame) throws IOException {
        switch (frame) {
            case Frame.Chunk _ -> {
                byte[] body = codec().writeFrame(frame);
                outlet.await();
                send(Packet.of(codec(), body));
            }
            case Frame.End(var response) -> end(Objects.requireNonNull(response));
            case Frame.Cancel(var why) -> fail(why);
        }
    }

    /// Sends how the call ended. What an end says besides its status is a last message of its own.
    private void end(Response response) {
        if (!kind.streamsOut()) {
            answer(Dispatch.encode(response, codec()));
            return;
        }
        CallError error = response.error();
        if (error != null) {
            fail(error);
            return;
        }
        if (!response.extra().isEmpty()) {
            send(Packet.of(codec(), codec().writeFrame(new Frame.End(response))));
        }
        succeed(response.code());
    }

    @Override
    public void close() {
        cut = true;
        inbox.drop();
        outlet.close("the stream was broken off");
        fail(CallError.of(Code.ABORTED, "the stream was broken off"));
    }
}
