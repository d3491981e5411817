package xooai.drivers.grpc;

import io.grpc.ServerCall;
import xooai.doc.XooaiException;

/// One request, one answer, worked at on the thread that tells of the request's end.
abstract class WholeAnswer extends Answer {

    WholeAnswer(Served served, ServerCall<Packet, Packet> call) {
        super(served, call);
    }

    /// Answers the call.
    abstract void answer(Packet opened);

    @Override
    public void onHalfClose() {
        if (!begin()) {
            return;
        }
        try {
            answer(opened());
        } catch (RuntimeException e) {
            fail(XooaiException.errorOf(e));
        }
    }
}
