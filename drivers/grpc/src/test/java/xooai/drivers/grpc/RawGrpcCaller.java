package xooai.drivers.grpc;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.CallError;
import xooai.driver.CallKind;
import xooai.driver.HostileCaller;
import xooai.drivers.grpc.v1.Message;

/// A caller of the service with a bare channel.
final class RawGrpcCaller implements HostileCaller {
    private final ManagedChannel channel;

    RawGrpcCaller(URI server) {
        channel = NettyChannelBuilder.forAddress(server.getHost(), server.getPort())
                .usePlaintext()
                .disableRetry()
                .build();
    }

    @Override
    public Call open(String endpoint, CallKind kind, Codec codec) {
        String method = switch (kind) {
            case UNARY -> "Call";
            case CLIENT_STREAM -> "Collect";
            case SERVER_STREAM -> "Expand";
            case BIDIRECTIONAL -> "Chat";
        };
        return new OneCall(new RawCall(channel, method), endpoint, codec);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private record OneCall(RawCall raw, String endpoint, Codec codec) implements Call {
        @Override
        public void send(byte[] body) {
            raw.call.sendMessage(Message.newBuilder()
                    .setExecutor("probe")
                    .setEndpoint(endpoint)
                    .setCodecValue(codec == Codec.JSON ? 1 : 2)
                    .setBody(ByteString.copyFrom(body))
                    .build());
        }

        @Override
        public void end() {
            raw.call.halfClose();
        }

        @Override
        public void reset() {
            raw.call.cancel("no more", null);
        }

        @Override
        public @Nullable CallError answer() throws Exception {
            Status status = raw.status();
            Metadata trailers = raw.trailers();
            CallError error = Statuses.errorIn(trailers, Limits.DEFAULT);
            if (status.isOk() || error != null) {
                return error;
            }
            return CallError.of(Statuses.codeOf(status), String.valueOf(status.getDescription()));
        }
    }
}
