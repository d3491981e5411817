package xooai.bench;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import tools.jackson.databind.json.JsonMapper;
import xooai.drivers.grpc.v1.Codec;
import xooai.drivers.grpc.v1.ExecutorsGrpc;
import xooai.drivers.grpc.v1.Message;

/// The client that a program without our runtime would have: grpc-java's blocking stub, and Jackson.
final class BareClient implements Client {
    private final JsonMapper json = JsonMapper.builder().build();
    private final ManagedChannel channel;
    private final BareServer.Body body;

    BareClient(URI server, BareServer.Body body) {
        this.channel = NettyChannelBuilder.forAddress(server.getHost(), server.getPort())
                .usePlaintext()
                .build();
        this.body = body;
    }

    @Override
    public Caller caller() {
        ExecutorsGrpc.ExecutorsBlockingStub stub = ExecutorsGrpc.newBlockingStub(channel);
        return () -> {
            Message answer = stub.call(Message.newBuilder()
                    .setCodec(Codec.JSON)
                    .setExecutor(EchoServer.NAME)
                    .setEndpoint("pass")
                    .setBody(UnsafeByteOperations.unsafeWrap(json.writeValueAsBytes(body)))
                    .build());
            int docs = json.readValue(answer.getBody().toByteArray(), BareServer.Body.class)
                    .docs()
                    .size();
            if (docs != body.docs().size()) {
                throw new IOException("the server answers " + docs + " docs");
            }
            return docs;
        };
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
