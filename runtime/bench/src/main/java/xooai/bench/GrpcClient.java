package xooai.bench;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.KnownLength;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import xooai.drivers.grpc.v1.ExecutorsGrpc;

/// One connection of grpc-java that sends bytes made beforehand and counts what comes back: as little client as
/// there can be, since it shares the processors with the server that it measures.
final class GrpcClient implements Client {
    static final MethodDescriptor<byte[], byte[]> UNARY = method(MethodType.UNARY, "Call");
    static final MethodDescriptor<byte[], byte[]> SERVER_STREAM = method(MethodType.SERVER_STREAMING, "Expand");
    static final MethodDescriptor<byte[], byte[]> BIDIRECTIONAL = method(MethodType.BIDI_STREAMING, "Chat");

    private final ManagedChannel channel;
    private final Script script;

    GrpcClient(URI server, Script script) {
        this.channel = NettyChannelBuilder.forAddress(server.getHost(), server.getPort())
                .usePlaintext()
                .directExecutor()
                .build();
        this.script = script;
    }

    /// What a call sends and is answered.
    ///
    /// @param opening the first message
    /// @param chunk is sent after it again and again
    /// @param chunks how often
    /// @param answers how many messages come back
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    record Script(MethodDescriptor<byte[], byte[]> method, byte[] opening, byte[] chunk, int chunks, int answers) {}

    private static MethodDescriptor<byte[], byte[]> method(MethodType type, String name) {
        Bytes bytes = new Bytes();
        return MethodDescriptor.newBuilder(bytes, bytes)
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(ExecutorsGrpc.SERVICE_NAME, name))
                .build();
    }

    @Override
    public Caller caller() {
        return () -> new Exchange(script).run(channel.newCall(script.method(), CallOptions.DEFAULT));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /// One call; its events come on the connection's thread.
    private static final class Exchange extends ClientCall.Listener<byte[]> {
        private final Script script;
        private final CompletableFuture<Status> end = new CompletableFuture<>();
        private @Nullable ClientCall<byte[], byte[]> call;
        private boolean opened;
        private int sent;
        private int answers;
        private long length;

        Exchange(Script script) {
            this.script = script;
        }

        long run(ClientCall<byte[], byte[]> made) throws IOException {
            call = made;
            made.start(this, new Metadata());
            made.request(Integer.MAX_VALUE);
            if (script.chunks() == 0) {
                made.sendMessage(script.opening());
                made.halfClose();
            }
            try {
                Status status = end.get();
                if (!status.isOk() || answers != script.answers()) {
                    throw new IOException("the server answers " + status + " after " + answers + " messages");
                }
                return length;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IOException(e);
            }
        }

        /// Sends a stream, all of it on the connection's thread.
        @Override
        public void onReady() {
            if (call != null && !opened && script.chunks() > 0) {
                opened = true;
                call.sendMessage(script.opening());
            }
            while (call != null && call.isReady() && sent < script.chunks()) {
                call.sendMessage(script.chunk());
                if (++sent == script.chunks()) {
                    call.halfClose();
                }
            }
        }

        @Override
        public void onMessage(byte[] message) {
            answers++;
            length += message.length;
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            end.complete(status);
        }
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] message) {
            return new Known(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readNBytes(stream.available());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Known extends ByteArrayInputStream implements KnownLength {
        Known(byte[] bytes) {
            super(bytes);
        }
    }
}
