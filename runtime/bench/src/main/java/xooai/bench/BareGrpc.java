package xooai.bench;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;
import xooai.drivers.grpc.v1.Codec;
import xooai.drivers.grpc.v1.ExecutorsGrpc;
import xooai.drivers.grpc.v1.Message;

/// The baseline of gRPC: a service that is written on grpc-java's own stubs, with the messages of our `.proto`,
/// whose bodies Jackson reads into records and writes, on virtual threads. Of this project it uses what protoc
/// makes of the `.proto`, and nothing else.
///
/// With the argument `bytes` it gives the bytes of a message back without looking at them.
final class BareGrpc extends ExecutorsGrpc.ExecutorsImplBase {
    private final JsonMapper json = JsonMapper.builder().build();

    private BareGrpc() {}

    public static void main(String[] arguments) throws IOException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .addService(arguments[0].equals("bytes") ? bytes() : new BareGrpc().bindService())
                .build()
                .start();
        System.out.println("READY grpc://127.0.0.1:" + server.getPort());
        while (System.in.read() >= 0) {
            // Whoever started it closes it by closing the pipe.
        }
        server.shutdownNow();
    }

    private static ServerServiceDefinition bytes() {
        return ServerServiceDefinition.builder(ExecutorsGrpc.SERVICE_NAME)
                .addMethod(GrpcClient.UNARY, ServerCalls.asyncUnaryCall((request, answer) -> {
                    answer.onNext(request);
                    answer.onCompleted();
                }))
                .build();
    }

    @Override
    public void call(Message request, StreamObserver<Message> answer) {
        answer.onNext(message(body(request)));
        answer.onCompleted();
    }

    @Override
    public void expand(Message request, StreamObserver<Message> answer) {
        BareServer.Body body = body(request);
        ServerCallStreamObserver<Message> out = (ServerCallStreamObserver<Message>) answer;
        int[] sent = {0};
        out.setOnReadyHandler(() -> {
            while (out.isReady() && sent[0] < Echo.CHUNKS) {
                out.onNext(message(body));
                if (++sent[0] == Echo.CHUNKS) {
                    out.onCompleted();
                }
            }
        });
    }

    @Override
    public StreamObserver<Message> chat(StreamObserver<Message> answer) {
        ServerCallStreamObserver<Message> out = (ServerCallStreamObserver<Message>) answer;
        out.disableAutoRequest();
        Chat chat = new Chat(out);
        out.setOnReadyHandler(chat::ask);
        return chat;
    }

    /// Answers each chunk, and asks for more only while there is room for their answers; for some at once, since
    /// each asking costs a task of the connection's thread.
    private final class Chat implements StreamObserver<Message> {
        private static final int BATCH = 32;

        private final ServerCallStreamObserver<Message> out;
        private boolean opened;
        private int coming;

        Chat(ServerCallStreamObserver<Message> out) {
            this.out = out;
        }

        @Override
        public void onNext(Message chunk) {
            coming--;
            if (opened) {
                out.onNext(message(body(chunk)));
            }
            opened = true;
            ask();
        }

        void ask() {
            if (out.isReady() && coming == 0) {
                coming = BATCH;
                out.request(BATCH);
            }
        }

        @Override
        public void onError(Throwable cause) {
            // The caller has left; there is nothing to give back.
        }

        @Override
        public void onCompleted() {
            out.onCompleted();
        }
    }

    private BareServer.Body body(Message message) {
        return json.readValue(message.getBody().toByteArray(), BareServer.Body.class);
    }

    private Message message(BareServer.Body body) {
        return Message.newBuilder()
                .setCodec(Codec.JSON)
                .setBody(UnsafeByteOperations.unsafeWrap(json.writeValueAsBytes(body)))
                .build();
    }
}
