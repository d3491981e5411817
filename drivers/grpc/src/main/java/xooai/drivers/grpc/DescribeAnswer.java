package xooai.drivers.grpc;

import io.grpc.ServerCall;
import xooai.doc.Code;
import xooai.driver.Descriptions;

/// The answer to `Describe`.
final class DescribeAnswer extends WholeAnswer {

    DescribeAnswer(Served served, ServerCall<Packet, Packet> call) {
        super(served, call);
    }

    @Override
    void answer(Packet opened) {
        byte[] body = codec().writeValue(Descriptions.ofServed(served.service(), served.settings()));
        send(Packet.of(codec(), body));
        succeed(Code.OK);
    }
}
