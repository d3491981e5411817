package xooai.drivers.grpc;

import io.grpc.ServerCall;
import xooai.driver.CallsInFlight;
import xooai.driver.Dispatch;

/// The answer to `Call`.
final class UnaryAnswer extends WholeAnswer {

    UnaryAnswer(Served served, ServerCall<Packet, Packet> call) {
        super(served, call);
    }

    @Override
    void answer(Packet opened) {
        try (CallsInFlight.Call running = served.calls().begin(() -> false)) {
            tie(running);
            answer(Dispatch.answer(
                    served.service(),
                    opened.endpoint(),
                    codec(),
                    body(),
                    codec(),
                    timeout(),
                    served.settings(),
                    running::opened));
        }
    }
}
