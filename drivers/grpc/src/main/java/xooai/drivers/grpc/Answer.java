package xooai.drivers.grpc;

import io.grpc.Context.CancellationListener;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.CallsInFlight;
import xooai.driver.Dispatch;
import xooai.driver.Ticker;

/// One call as the server sees it: from its opening message to its status.
///
/// grpc-java tells a call's events one after another, and none while one is handled; only its context hears of
/// a cancellation at once. So that is what interrupts the work.
abstract class Answer extends ServerCall.Listener<Packet> implements Ticker.Look {
    /// What a call is waiting for.
    private enum State {
        OPENING,
        RUNNING,
        CLOSED
    }

    final Served served;
    final ServerCall<Packet, Packet> call;
    final Arrivals arrivals;
    private final io.grpc.Context transport = io.grpc.Context.current();
    private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);
    private boolean headers;
    private volatile long since = System.nanoTime();
    private @Nullable Packet opening;
    private Codec codec = Codec.JSON;
    private volatile CallsInFlight.@Nullable Call running;

    Answer(Served served, ServerCall<Packet, Packet> call) {
        this.served = served;
        this.call = call;
        this.arrivals = Arrivals.of(transport, this::refuse);
        served.open().increment();
        Ticker.add(this);
    }

    @Override
    public void onMessage(Packet packet) {
        arrivals.read(packet);
        if (opening == null) {
            opening = packet;
        }
    }

    /// Whether the opening message has come.
    final boolean isOpen() {
        return opening != null;
    }

    /// The call is whole, or open as a stream: from now on it is worked at.
    ///
    /// @return false when it has been refused already
    final boolean begin() {
        return state.compareAndSet(State.OPENING, State.RUNNING);
    }

    /// The message that opened the call, whose codec is that of the answer.
    ///
    /// @throws XooaiException when it cannot be read, or names another executor
    final Packet opened() {
        Packet packet = opening;
        if (packet == null) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "the call ended before its opening message");
        }
        codec = packet.codec(Codec.JSON);
        String name = served.service().name();
        if (!packet.executor().isEmpty() && !packet.executor().equals(name)) {
            throw new XooaiException(
                    Code.NOT_FOUND,
                    "there is no executor `" + shown(packet.executor()) + "` here; there is `" + name + "`");
        }
        return packet;
    }

    /// The opening message's bytes.
    final byte[] body() {
        Packet packet = opening;
        return packet == null
                ? new byte[0]
                : packet.body(served.settings().limits().bodyBytes());
    }

    final Codec codec() {
        return codec;
    }

    /// What remains of the caller's deadline; null when it has none.
    final @Nullable Duration timeout() {
        Deadline deadline = transport.getDeadline();
        return deadline == null ? null : Duration.ofNanos(Math.max(0, deadline.timeRemaining(TimeUnit.NANOSECONDS)));
    }

    /// Has that call cancelled when the caller cancels this one, or leaves.
    final void tie(CallsInFlight.Call running) {
        this.running = running;
        CancellationListener listener = context -> running.cancel(why(context.cancellationCause()));
        transport.addListener(listener, Runnable::run);
    }

    private static CallError why(@Nullable Throwable cause) {
        boolean late = cause instanceof TimeoutException
                || (cause != null && Status.fromThrowable(cause).getCode() == Status.Code.DEADLINE_EXCEEDED);
        return late
                ? CallError.of(Code.DEADLINE_EXCEEDED, "the request's deadline has passed")
                : CallError.of(Code.CANCELLED, "the caller cancelled the call, or left");
    }

    /// The server has no memory for what arrives.
    void refuse(CallError error) {
        CallsInFlight.Call call = running;
        if (call != null) {
            call.cancel(error);
        }
        fail(error);
    }

    /// Sends a message; a call that has ended sends none. grpc-java's calls are for one thread at a time, and a call
    /// may be ended by another one than that which answers it.
    final void send(Packet packet) {
        synchronized (call) {
            if (state.get() == State.CLOSED) {
                return;
            }
            if (!headers) {
                headers = true;
                call.sendHeaders(new Metadata());
            }
            call.sendMessage(packet);
        }
    }

    /// Sends the one answer of a call, or why it failed.
    final void answer(Dispatch.Encoded encoded) {
        CallError error = encoded.error();
        if (error == null) {
            send(Packet.of(codec, encoded.body()));
            succeed(encoded.code());
        } else {
            fail(error);
        }
    }

    final void succeed(Code code) {
        close(Status.OK, Statuses.trailers(code));
    }

    final void fail(CallError error) {
        close(Statuses.of(error), Statuses.trailers(error, codec));
    }

    private void close(Status status, Metadata trailers) {
        synchronized (call) {
            since = System.nanoTime();
            if (state.getAndSet(State.CLOSED) != State.CLOSED) {
                call.close(status, trailers);
            }
        }
    }

    @Override
    public void look() {
        long time = System.nanoTime() - since;
        Duration idle = served.settings().idle();
        if (state.get() == State.OPENING && time > idle.toNanos()) {
            String why = "the call was not opened by a whole message within " + idle.toMillis() + " ms";
            fail(CallError.of(Code.DEADLINE_EXCEEDED, why));
        } else if (state.get() == State.CLOSED
                && time > served.settings().pause().toNanos()) {
            // Else it would be kept for a caller that does not read its end.
            arrivals.reset("the caller does not read the end of its call");
        }
    }

    @Override
    public void onCancel() {
        leave();
    }

    @Override
    public void onComplete() {
        leave();
    }

    /// Whether a thread still works at what has arrived, and will say when it does no more.
    boolean isWorkedAt() {
        return false;
    }

    private void leave() {
        if (!isWorkedAt()) {
            arrivals.close();
        }
        Ticker.remove(this);
        served.open().decrement();
    }

    /// A name as a message may show it.
    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
    }
}
