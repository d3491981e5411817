package xooai.drivers.grpc;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import xooai.driver.HostileServer;
import xooai.drivers.grpc.v1.Codec;
import xooai.drivers.grpc.v1.ExecutorsGrpc;
import xooai.drivers.grpc.v1.Message;

/// A server of the service with handlers that answer whatever they were told to.
final class RawGrpcServer implements HostileServer {
    private final Server server;
    private final Ending ending;
    private final List<byte[]> bodies;

    RawGrpcServer(Ending ending, List<byte[]> bodies) throws IOException {
        this.ending = ending;
        this.bodies = bodies;
        MethodDescriptor<Message, Message> call = anyNumber(ExecutorsGrpc.getCallMethod());
        MethodDescriptor<Message, Message> expand = anyNumber(ExecutorsGrpc.getExpandMethod());
        ServiceDescriptor service = ServiceDescriptor.newBuilder(ExecutorsGrpc.SERVICE_NAME)
                .addMethod(call)
                .addMethod(expand)
                .build();
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(ServerServiceDefinition.builder(service)
                        .addMethod(call, (made, _) -> answer(made))
                        .addMethod(expand, (made, _) -> answer(made))
                        .build())
                .build()
                .start();
    }

    /// A method of that name whose answers may be any number of messages.
    private static MethodDescriptor<Message, Message> anyNumber(MethodDescriptor<Message, Message> method) {
        return method.toBuilder()
                .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                .build();
    }

    private ServerCall.Listener<Message> answer(ServerCall<Message, Message> call) {
        call.request(1);
        return new ServerCall.Listener<>() {
            @Override
            public void onMessage(Message asked) {
                call.sendHeaders(new Metadata());
                for (byte[] body : bodies) {
                    call.sendMessage(Message.newBuilder()
                            .setCodec(Codec.JSON)
                            .setBody(ByteString.copyFrom(body))
                            .build());
                }
                if (ending == Ending.IN_ORDER) {
                    call.close(Status.OK, new Metadata());
                } else if (ending == Ending.CUT) {
                    call.close(Status.CANCELLED, new Metadata());
                    server.shutdownNow();
                }
            }
        };
    }

    @Override
    public URI address() {
        return URI.create("grpc://127.0.0.1:" + server.getPort() + "/probe");
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
