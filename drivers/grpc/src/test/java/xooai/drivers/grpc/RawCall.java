package xooai.drivers.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import xooai.drivers.grpc.v1.ExecutorsGrpc;
import xooai.drivers.grpc.v1.Message;

/// A call whose every message is its own.
final class RawCall extends ClientCall.Listener<Message> {
    private final CompletableFuture<Status> ended = new CompletableFuture<>();
    private volatile Metadata trailers = new Metadata();
    final ClientCall<Message, Message> call;

    RawCall(ManagedChannel channel, String method) {
        this(channel, method, 1_000);
    }

    RawCall(ManagedChannel channel, String method, int messages) {
        MethodDescriptor<Message, Message> any = ExecutorsGrpc.getChatMethod().toBuilder()
                .setFullMethodName(ExecutorsGrpc.SERVICE_NAME + "/" + method)
                .build();
        call = channel.newCall(any, CallOptions.DEFAULT);
        call.start(this, new Metadata());
        call.request(messages);
    }

    void send(Message... messages) {
        for (Message message : messages) {
            call.sendMessage(message);
        }
        call.halfClose();
    }

    Status status() throws Exception {
        return ended.get(20, TimeUnit.SECONDS);
    }

    /// What came with the status.
    Metadata trailers() {
        return trailers;
    }

    @Override
    public void onClose(Status status, Metadata sent) {
        trailers = sent;
        ended.complete(status);
    }
}
