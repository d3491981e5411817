package xooai.drivers.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.driver.Memory;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.drivers.grpc.v1.Codec;
import xooai.drivers.grpc.v1.ExecutorsGrpc;
import xooai.drivers.grpc.v1.Message;

/// What a server holds of all its callers together.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerBoundsTest {
    private static final int MOST = 1 << 20;
    private static final int LARGE = 700 << 10;

    private final Probe probe = new Probe();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        probe.release();
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        probe.close();
    }

    private GrpcServer serve(int connections) {
        GrpcServer server = GrpcServer.start(
                URI.create("grpc://127.0.0.1:0"), probe, ServeSettings.DEFAULT, new Memory(MOST), connections);
        open.add(server);
        return server;
    }

    private ManagedChannel connect(GrpcServer server) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        "127.0.0.1", server.address().getPort())
                .usePlaintext()
                .disableRetry()
                .build();
        open.add(channel::shutdownNow);
        return channel;
    }

    private static Message message(String endpoint, int length) {
        String body = "{\"docs\":[{\"text\":\"" + "x".repeat(length) + "\"}]}";
        return Message.newBuilder()
                .setCodec(Codec.JSON)
                .setBody(ByteString.copyFromUtf8(body))
                .setExecutor("probe")
                .setEndpoint(endpoint)
                .build();
    }

    private static Message call(ManagedChannel channel, String endpoint, int length) {
        return ExecutorsGrpc.newBlockingStub(channel).call(message(endpoint, length));
    }

    private static Status.Code outcome(ManagedChannel channel, int length) {
        StatusRuntimeException e =
                catchThrowableOfType(StatusRuntimeException.class, () -> call(channel, "echo", length));
        return e == null ? Status.Code.OK : e.getStatus().getCode();
    }

    private static void await(BooleanSupplier condition, String what) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(until);
        }
    }

    @Test
    void messagesThatTheMemoryCannotHoldAreRefusedForNow() throws Exception {
        GrpcServer server = serve(10);
        ManagedChannel one = connect(server);
        ManagedChannel other = connect(server);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Message> first = threads.submit(() -> call(one, "slow", LARGE));
            probe.awaitEntered();

            StatusRuntimeException e =
                    catchThrowableOfType(StatusRuntimeException.class, () -> call(other, "echo", LARGE));
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(e.getStatus().getDescription()).contains("memory", "try again later");
            assertThat(outcome(other, 10)).isEqualTo(Status.Code.OK);
            assertThat(outcome(one, 10)).isEqualTo(Status.Code.OK);

            probe.release();
            assertThat(first.get(10, TimeUnit.SECONDS).getBody().size()).isGreaterThan(LARGE);
            await(() -> outcome(other, LARGE) == Status.Code.OK, "the memory of a call that was answered is free");
        }
    }

    @Test
    void whatIsCompressedCountsByItsContent() throws Exception {
        GrpcServer server = serve(10);
        ManagedChannel channel = connect(server);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Message> first = threads.submit(() -> ExecutorsGrpc.newBlockingStub(channel)
                    .withCompression("gzip")
                    .call(message("slow", LARGE)));
            probe.awaitEntered();

            assertThat(outcome(channel, LARGE)).isEqualTo(Status.Code.UNAVAILABLE);

            probe.release();
            first.get(10, TimeUnit.SECONDS);
            await(() -> outcome(channel, LARGE) == Status.Code.OK, "it is free again");
        }
    }

    @Test
    void aStreamGivesBackWhatItHasRead() throws Exception {
        ManagedChannel channel = connect(serve(10));
        RawCall stream = new RawCall(channel, "Chat");
        // One is read while the next one comes.
        Message chunk = Message.newBuilder()
                .setCodec(Codec.JSON)
                .setBody(message("", MOST / 3).getBody())
                .build();

        stream.call.sendMessage(message("shout", 1));
        for (int i = 0; i < 8; i++) {
            stream.call.sendMessage(chunk);
        }
        stream.call.halfClose();

        assertThat(stream.status().getCode()).isEqualTo(Status.Code.OK);
        await(() -> outcome(channel, LARGE) == Status.Code.OK, "all of it is free again");
    }

    @Test
    void whoLeavesGivesBackWhatHasCome() throws Exception {
        GrpcServer server = serve(10);
        ManagedChannel channel = connect(server);
        for (int i = 0; i < 20; i++) {
            RawCall left = new RawCall(channel, "Chat");
            left.call.sendMessage(message("shout", LARGE));
            left.call.cancel("enough", null);
        }

        await(() -> outcome(channel, LARGE) == Status.Code.OK, "nothing of them is held");
    }

    @Test
    void aConnectionTooManyIsEndedAndTheOthersGoOn() throws Exception {
        GrpcServer server = serve(2);
        ManagedChannel first = connect(server);
        assertThat(outcome(first, 1)).isEqualTo(Status.Code.OK);
        ManagedChannel second = connect(server);
        assertThat(outcome(second, 1)).isEqualTo(Status.Code.OK);
        try (Socket third = greeted(server)) {
            assertThat(ends(third)).isTrue();
        }
        // Some clients see that they were refused, and others a connection that was cut: it passes either way.
        assertThat(outcome(connect(server), 1)).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(outcome(first, 1)).isEqualTo(Status.Code.OK);

        second.shutdownNow();
        ManagedChannel later = connect(server);
        await(() -> outcome(later, 1) == Status.Code.OK, "there is room for one again");
    }

    /// A connection that has begun: both sides have said that they speak HTTP/2.
    private static Socket greeted(GrpcServer server) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
        socket.getInputStream().read();
        return socket;
    }

    private static boolean ends(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (SocketException _) {
            // Cut, which is an end too.
            return true;
        }
    }
}
