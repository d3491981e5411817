package xooai.drivers.grpc;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.Context;

/// One request and its answer, waited for.
final class UnaryCall extends ClientCall.Listener<Packet> {
    private final ClientCall<Packet, Packet> call;
    private final Target target;
    private final ConnectSettings settings;
    private final Context context;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Packet received;
    private boolean moreThanOne;
    private Status status = Status.UNKNOWN;
    private @Nullable Metadata trailers;

    /// What came back: a message, or the error that the other side answered.
    record Outcome(@Nullable Packet packet, @Nullable CallError error) {
        Packet answer() {
            return Objects.requireNonNull(packet);
        }
    }

    UnaryCall(ClientCall<Packet, Packet> call, Target target, ConnectSettings settings, Context context) {
        this.call = call;
        this.target = target;
        this.settings = settings;
        this.context = context;
    }

    /// Sends the request and blocks for the answer.
    Outcome make(Metadata headers, Packet sent) {
        call.start(this, headers);
        try (Context.Registration _ = context.onCancel(this::cancel)) {
            // One more than may come, so that a second one is noticed.
            call.request(2);
            call.sendMessage(sent);
            call.halfClose();
            closed.await();
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw target.error(Code.CANCELLED, "interrupted", e);
        } catch (RuntimeException e) {
            cancel();
            if (context.isCancelled()) {
                // Between start and send: grpc-java takes what is sent then for a fault of whoever sends.
                throw new XooaiException(context.cancellation(), e);
            }
            throw e;
        }
        return outcome();
    }

    private void cancel() {
        call.cancel("the caller wants no more", null);
    }

    private Outcome outcome() {
        CallError error = status.isOk() ? null : Statuses.errorIn(trailers, settings.limits());
        if (error != null && !context.isCancelled()) {
            return new Outcome(null, error);
        }
        if (!status.isOk()) {
            throw target.failed(status, trailers, context);
        }
        if (received == null) {
            throw target.error(Code.DATA_LOSS, "it answered nothing", null);
        }
        if (moreThanOne) {
            throw target.error(Code.DATA_LOSS, "it answered more than once", null);
        }
        return new Outcome(received, null);
    }

    @Override
    public void onMessage(Packet packet) {
        moreThanOne = received != null;
        received = packet;
    }

    @Override
    public void onClose(Status ended, Metadata sent) {
        status = ended;
        trailers = sent;
        closed.countDown();
    }
}
