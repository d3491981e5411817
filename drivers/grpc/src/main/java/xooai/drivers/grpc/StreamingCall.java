package xooai.drivers.grpc;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xooai.codec.Frame;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.ConnectSettings;
import xooai.driver.Context;
import xooai.driver.FrameChannel;

/// A call with a stream, as its caller sees it.
final class StreamingCall extends ClientCall.Listener<Packet> implements FrameChannel {
    /// How it ended, and with what.
    private record Ended(Status status, Metadata trailers) {}

    private final ClientCall<Packet, Packet> call;
    private final CallKind kind;
    private final Class<? extends Doc> docs;
    private final Target target;
    private final ConnectSettings settings;
    private final Context context;
    private final Consumer<Boolean> release;
    private final Inbox inbox;
    private final Outlet outlet;
    private volatile @Nullable Ended ended;
    private @Nullable Packet answer;

    /// @param release is told once the call has ended, and whether it was cancelled
    StreamingCall(
            ClientCall<Packet, Packet> call,
            CallKind kind,
            Class<? extends Doc> docs,
            Target target,
            ConnectSettings settings,
            Context context,
            Consumer<Boolean> release) {
        this.call = call;
        this.kind = kind;
        this.docs = docs;
        this.target = target;
        this.settings = settings;
        this.context = context;
        this.release = release;
        this.inbox = new Inbox(call::request, 1);
        this.outlet = new Outlet(call::isReady);
    }

    /// Sends the opening message, which is all where this side does not stream.
    void open(Metadata headers, Packet sent) {
        call.start(this, headers);
        try {
            call.request(1);
            call.sendMessage(sent);
            if (!kind.streamsIn()) {
                call.halfClose();
            }
        } catch (RuntimeException e) {
            close();
            if (context.isCancelled()) {
                throw new XooaiException(context.cancellation(), e);
            }
            throw e;
        }
    }

    @Override
    public void onMessage(Packet packet) {
        inbox.put(packet);
    }

    @Override
    public void onReady() {
        outlet.look();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        ended = new Ended(status, trailers);
        inbox.end();
        outlet.close("the other side has ended the stream");
        release.accept(status.getCode() == Status.Code.CANCELLED);
    }

    @Override
    public @Nullable Frame read() throws IOException {
        try {
            for (Packet packet = inbox.take(); packet != null; packet = inbox.take()) {
                if (kind.streamsOut()) {
                    return chunk(packet);
                }
                if (answer != null) {
                    throw target.error(Code.DATA_LOSS, "it answered more than once", null);
                }
                answer = packet;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw target.error(Code.CANCELLED, "interrupted", e);
        }
        Ended how = ended;
        if (how == null) {
            throw new IOException("the stream was closed");
        }
        return new Frame.End(response(how));
    }

    private Frame chunk(Packet packet) {
        if (frame(packet) instanceof Frame.Chunk chunk) {
            return chunk;
        }
        throw target.error(Code.DATA_LOSS, "it sent something else than a chunk: its status alone ends a stream", null);
    }

    private Frame frame(Packet packet) {
        try {
            return packet.codec(settings.codec())
                    .readFrame(
                            packet.body(settings.limits().bodyBytes()),
                            docs,
                            settings.limits(),
                            context.within(settings.refs()).source());
        } catch (XooaiException e) {
            throw target.unreadable(e);
        }
    }

    private Response response(Ended how) {
        if (how.status.isOk()) {
            return kind.streamsOut()
                    ? new Response(context.rid(), Statuses.codeIn(how.trailers), DocArray.empty(), null, Map.of())
                    : whole();
        }
        CallError error = Statuses.errorIn(how.trailers, settings.limits());
        if (error != null && !context.isCancelled()) {
            return Response.failed(context.rid(), error);
        }
        throw target.failed(how.status, how.trailers, context);
    }

    private Response whole() {
        Packet packet = answer;
        if (packet == null) {
            throw target.error(Code.DATA_LOSS, "it answered nothing", null);
        }
        try {
            return packet.codec(settings.codec())
                    .readResponse(
                            packet.body(settings.limits().bodyBytes()),
                            docs,
                            settings.limits(),
                            context.within(settings.refs()).source());
        } catch (XooaiException e) {
            throw target.unreadable(e);
        }
    }

    @Override
    public void write(Frame frame) throws IOException {
        switch (frame) {
            case Frame.Chunk _ -> {
                byte[] body = settings.codec().writeFrame(frame);
                awaitRoom();
                send(() -> call.sendMessage(Packet.of(settings.codec(), body)));
            }
            case Frame.End _ -> send(call::halfClose);
            case Frame.Cancel _ -> close();
        }
    }

    /// What is sent while the call is cancelled grpc-java takes for a fault of whoever sends.
    private void send(Runnable sending) throws IOException {
        try {
            sending.run();
        } catch (IllegalStateException e) {
            throw new IOException("the stream was closed", e);
        }
    }

    /// Where the call has failed, why it did says more than that nothing can be sent.
    private void awaitRoom() throws IOException {
        try {
            outlet.await();
        } catch (IOException e) {
            Ended how = ended;
            if (how == null || how.status.isOk()) {
                throw e;
            }
            CallError error = Objects.requireNonNull(response(how).error());
            throw new XooaiException(error, e);
        }
    }

    @Override
    public void close() {
        if (ended == null) {
            outlet.close("the stream was closed");
            inbox.drop();
            call.cancel("the caller wants no more", null);
        }
    }
}
