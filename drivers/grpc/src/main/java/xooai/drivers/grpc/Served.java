package xooai.drivers.grpc;

import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import java.util.concurrent.atomic.LongAdder;
import xooai.driver.CallKind;
import xooai.driver.CallsInFlight;
import xooai.driver.ServeSettings;
import xooai.driver.Service;

/// A service, and all that its calls share.
///
/// @param calls those that are worked at
/// @param open how many are known to the transport, from their first byte to the last of their end
record Served(Service service, ServeSettings settings, CallsInFlight calls, LongAdder open) {

    /// The methods, bound to the service.
    ServerServiceDefinition definition() {
        ServerServiceDefinition.Builder builder = ServerServiceDefinition.builder(Methods.SERVICE);
        for (CallKind kind : CallKind.values()) {
            builder.addMethod(Methods.of(kind), handler(kind));
        }
        return builder.addMethod(Methods.DESCRIBE, (call, _) -> started(new DescribeAnswer(this, call), 2))
                .build();
    }

    private ServerCallHandler<Packet, Packet> handler(CallKind kind) {
        // A second message where one alone may come is asked for too: grpc-java cancels the call when it comes.
        return kind == CallKind.UNARY
                ? (call, _) -> started(new UnaryAnswer(this, call), 2)
                : (call, _) -> started(new StreamAnswer(this, call, kind), kind.streamsIn() ? 1 : 2);
    }

    private static ServerCall.Listener<Packet> started(Answer answer, int messages) {
        answer.call.request(messages);
        return answer;
    }
}
