package xooai.drivers.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServiceDescriptor;
import xooai.codec.Limits;
import xooai.driver.CallKind;
import xooai.drivers.grpc.v1.ExecutorsGrpc;

/// The methods of the service, with [Packet] for their messages.
final class Methods {
    static final MethodDescriptor<Packet, Packet> CALL = method(MethodType.UNARY, "Call");
    static final MethodDescriptor<Packet, Packet> COLLECT = method(MethodType.CLIENT_STREAMING, "Collect");
    static final MethodDescriptor<Packet, Packet> EXPAND = method(MethodType.SERVER_STREAMING, "Expand");
    static final MethodDescriptor<Packet, Packet> CHAT = method(MethodType.BIDI_STREAMING, "Chat");
    static final MethodDescriptor<Packet, Packet> DESCRIBE = method(MethodType.UNARY, "Describe");

    static final ServiceDescriptor SERVICE = ServiceDescriptor.newBuilder(ExecutorsGrpc.SERVICE_NAME)
            .setSchemaDescriptor(ExecutorsGrpc.getServiceDescriptor().getSchemaDescriptor())
            .addMethod(CALL)
            .addMethod(COLLECT)
            .addMethod(EXPAND)
            .addMethod(CHAT)
            .addMethod(DESCRIBE)
            .build();

    /// What a message holds besides its body: two names, and what protobuf writes between them.
    private static final int BESIDES = 4096;

    private Methods() {}

    private static MethodDescriptor<Packet, Packet> method(MethodType type, String name) {
        return MethodDescriptor.newBuilder(Packet.MARSHALLER, Packet.MARSHALLER)
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(ExecutorsGrpc.SERVICE_NAME, name))
                .build();
    }

    static MethodDescriptor<Packet, Packet> of(CallKind kind) {
        return switch (kind) {
            case UNARY -> CALL;
            case CLIENT_STREAM -> COLLECT;
            case SERVER_STREAM -> EXPAND;
            case BIDIRECTIONAL -> CHAT;
        };
    }

    /// The most bytes of a message whose body is within the limits.
    static int mostBytes(Limits limits) {
        return limits.bodyBytes() > Integer.MAX_VALUE - BESIDES ? Integer.MAX_VALUE : limits.bodyBytes() + BESIDES;
    }
}
