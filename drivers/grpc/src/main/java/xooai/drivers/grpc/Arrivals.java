package xooai.drivers.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import xooai.doc.CallError;
import xooai.doc.XooaiException;
import xooai.driver.Memory;

/// What has arrived of one call, and counts against the memory of all calls from its first byte on.
///
/// grpc-java hands over whole messages alone: what it gathers of them until then is told to a tracer, and to nobody
/// else. A message counts by the bytes that came until it is read, and by its content until it is done with.
final class Arrivals extends ServerStreamTracer {
    private static final Context.Key<Arrivals> KEY = Context.key("xooai-arrivals");

    private final Memory.Share share;
    private final Queue<Long> gathered = new ArrayDeque<>(2);
    private long held;
    private Context.CancellableContext above = Context.ROOT.withCancellation();
    private volatile Consumer<CallError> refusal = error -> reset(error.message());

    private Arrivals(Memory memory) {
        this.share = memory.new Share();
    }

    /// Follows every call of a server.
    static ServerStreamTracer.Factory of(Memory memory) {
        return new ServerStreamTracer.Factory() {
            @Override
            public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
                return new Arrivals(memory);
            }
        };
    }

    /// Those of the call with that context.
    ///
    /// @param refusal is told, by a thread of the transport, when there is no memory for what arrives
    static Arrivals of(Context call, Consumer<CallError> refusal) {
        Arrivals arrivals = KEY.get(call);
        arrivals.refusal = refusal;
        return arrivals;
    }

    /// grpc-java lets a server end a call only by a status, which waits behind what the caller has not read. It
    /// resets a call whose context is cancelled because of a deadline: so every call gets a context below one that
    /// can be cancelled here.
    @Override
    public Context filterContext(Context context) {
        above = context.withCancellation();
        return above.withValue(KEY, this);
    }

    /// Resets the call.
    void reset(String why) {
        above.cancel(Status.DEADLINE_EXCEEDED.withDescription(why).asException());
    }

    @Override
    public void inboundWireSize(long bytes) {
        count(bytes);
    }

    @Override
    public synchronized void inboundMessageRead(int number, long onWire, long unpacked) {
        gathered.add(onWire);
    }

    /// The next message has been read.
    void read(Packet packet) {
        count(packet.size() - nextGathered());
    }

    private synchronized long nextGathered() {
        Long bytes = gathered.poll();
        return bytes == null ? 0 : bytes;
    }

    /// Nothing is held of that message any more.
    void done(Packet packet) {
        count(-packet.size());
    }

    /// Nothing is held any more of what has arrived or still will.
    void close() {
        share.close();
    }

    @Override
    public void streamClosed(Status status) {
        if (KEY.get(above) == null) {
            close();
        }
    }

    private void count(long bytes) {
        try {
            synchronized (this) {
                held += bytes;
                share.take(held);
            }
        } catch (XooaiException e) {
            refusal.accept(e.error());
        }
    }
}
