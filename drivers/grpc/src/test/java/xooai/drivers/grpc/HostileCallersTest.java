package xooai.drivers.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Limits;
import xooai.doc.CallError;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.drivers.grpc.v1.Codec;
import xooai.drivers.grpc.v1.ExecutorsGrpc;
import xooai.drivers.grpc.v1.Message;

/// What callers send who do not keep to the service.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileCallersTest {
    private static final String HI = "{\"docs\":[{\"text\":\"hi\"}]}";

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

    private GrpcServer serve(ServeSettings settings) {
        GrpcServer server = GrpcServer.start(URI.create("grpc://127.0.0.1:0"), probe, settings);
        open.add(server);
        return server;
    }

    private ManagedChannel connect(GrpcServer server) {
        return connect(server, "127.0.0.1:" + server.address().getPort());
    }

    private ManagedChannel connect(GrpcServer server, String authority) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        "127.0.0.1", server.address().getPort())
                .usePlaintext()
                .overrideAuthority(authority)
                .disableRetry()
                .build();
        open.add(channel::shutdownNow);
        return channel;
    }

    private static Message message(Codec codec, String body) {
        return Message.newBuilder()
                .setCodec(codec)
                .setBody(ByteString.copyFromUtf8(body))
                .setExecutor("probe")
                .setEndpoint("echo")
                .build();
    }

    private static StatusRuntimeException refused(ManagedChannel channel, byte[] sent, CallOptions options) {
        MethodDescriptor<byte[], byte[]> call = ExecutorsGrpc.getCallMethod().toBuilder(new Bytes(), new Bytes())
                .build();
        return catchThrowableOfType(
                StatusRuntimeException.class, () -> ClientCalls.blockingUnaryCall(channel, call, options, sent));
    }

    private static StatusRuntimeException refused(ManagedChannel channel, Message sent) {
        return refused(channel, sent.toByteArray(), CallOptions.DEFAULT);
    }

    private static void assertAnswers(ManagedChannel channel) {
        Message answer = ExecutorsGrpc.newBlockingStub(channel).call(message(Codec.JSON, HI));

        assertThat(answer.getBody().toStringUtf8()).contains("\"hi\"", "\"OK\"");
    }

    @Test
    void garbageIsAnInvalidArgument() {
        ManagedChannel channel = connect(serve(ServeSettings.DEFAULT));

        StatusRuntimeException e = refused(channel, new byte[] {(byte) 0xff, 1, 2}, CallOptions.DEFAULT);

        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(e.getStatus().getDescription()).contains("xooai.v1.Message");
        assertAnswers(channel);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MSGPACK|{\"docs\":[]}|INVALID_ARGUMENT",
                "JSON|{\"docs\":[|INVALID_ARGUMENT",
                "JSON|{\"v\":2,\"docs\":[]}|UNIMPLEMENTED",
                "JSON|{\"docs\":[],\"docs\":[]}|INVALID_ARGUMENT",
                "JSON||INVALID_ARGUMENT"
            })
    void whatCannotBeReadIsRefusedWithTheWholeError(Codec codec, String body, Status.Code code) {
        ManagedChannel channel = connect(serve(ServeSettings.DEFAULT));

        StatusRuntimeException e = refused(channel, message(codec, body == null ? "" : body));

        assertThat(e.getStatus().getCode()).isEqualTo(code);
        CallError error = Statuses.errorIn(e.getTrailers(), Limits.DEFAULT);
        assertThat(error).isNotNull();
        assertThat(error.code().name()).isEqualTo(code.name());
        assertThat(error.message())
                .startsWith(String.valueOf(e.getStatus().getDescription()).substring(0, 20));
    }

    @Test
    void anUnknownCodecIsNamed() {
        ManagedChannel channel = connect(serve(ServeSettings.DEFAULT));

        StatusRuntimeException e = refused(
                channel, message(Codec.JSON, HI).toBuilder().setCodecValue(9).build());

        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(e.getStatus().getDescription()).contains("codec 9", "MSGPACK");
    }

    @Test
    void anUnknownExecutorNamesThoseThereAre() {
        ManagedChannel channel = connect(serve(ServeSettings.DEFAULT));

        StatusRuntimeException e = refused(
                channel,
                message(Codec.JSON, HI).toBuilder().setExecutor("other").build());

        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(e.getStatus().getDescription()).contains("`other`", "`probe`");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000, 3_000_000})
    void whatIsTooLargeIsRefusedAsThat(int over) {
        GrpcServer server = serve(ServeSettings.DEFAULT.withLimits(new Limits(1_000_000, 16 << 10, 64, 10_000)));
        ManagedChannel channel = connect(server);
        Message large = message(Codec.JSON, "x".repeat(1_000_000 + over));

        assertThat(refused(channel, large).getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(refused(channel, large.toByteArray(), CallOptions.DEFAULT.withCompression("gzip"))
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertAnswers(channel);
    }

    @Test
    void compressedCallsAreAnswered() {
        ManagedChannel channel = connect(serve(ServeSettings.DEFAULT));

        Message answer =
                ExecutorsGrpc.newBlockingStub(channel).withCompression("gzip").call(message(Codec.JSON, HI));

        assertThat(answer.getBody().toStringUtf8()).contains("\"hi\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Call", "Expand", "Describe"})
    void aSecondMessageWhereOneIsTakenIsRefused(String method) throws Exception {
        ManagedChannel channel = connect(serve(ServeSettings.DEFAULT));
        RawCall raw = new RawCall(channel, method);

        raw.send(message(Codec.JSON, HI), message(Codec.JSON, HI));

        assertThat(raw.status().getCode()).isEqualTo(Status.Code.CANCELLED);
        assertAnswers(channel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Call", "Collect", "Expand", "Chat", "Describe"})
    void aCallWithoutAMessageIsRefused(String method) throws Exception {
        ManagedChannel channel = connect(serve(ServeSettings.DEFAULT));
        RawCall raw = new RawCall(channel, method);

        raw.call.halfClose();

        assertThat(raw.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void anEndAsAMessageIsRefusedAndSoIsWhatFollows() throws Exception {
        ManagedChannel channel = connect(serve(ServeSettings.DEFAULT));
        RawCall raw = new RawCall(channel, "Chat");

        raw.send(
                message(Codec.JSON, HI).toBuilder().setEndpoint("shout").build(),
                message(Codec.JSON, "{\"end\":true}"),
                message(Codec.JSON, HI));

        assertThat(raw.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void whoOpensCallsAndSaysNothingIsNotWaitedFor() throws Exception {
        ServeSettings strict = ServeSettings.DEFAULT.withStreams(Duration.ofMillis(200), Duration.ofSeconds(1));
        GrpcServer server = serve(strict);
        ManagedChannel silent = connect(server);
        List<RawCall> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(new RawCall(silent, i % 2 == 0 ? "Call" : "Chat"));
        }

        assertAnswers(connect(server));
        for (RawCall raw : calls) {
            assertThat(raw.status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void aNameOfAnotherHostIsRefused() {
        GrpcServer server = serve(ServeSettings.DEFAULT);

        StatusRuntimeException e = refused(connect(server, "evil.example"), message(Codec.JSON, HI));

        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(e.getStatus().getDescription()).contains("evil.example");
    }

    @Test
    void healthTellsWithoutAToken() {
        GrpcServer server = serve(ServeSettings.DEFAULT.withToken("0123456789abcdefghijABCDEFGHIJ"));
        ManagedChannel channel = connect(server);

        assertThat(HealthGrpc.newBlockingStub(channel)
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus())
                .isEqualTo(ServingStatus.SERVING);
        assertThat(refused(channel, message(Codec.JSON, HI)).getStatus().getCode())
                .isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void whoDoesNotReadTheEndIsNotWaitedFor() throws Exception {
        ServeSettings strict = ServeSettings.DEFAULT.withStreams(Duration.ofMillis(200), Duration.ofMillis(200));
        GrpcServer server = serve(strict);
        RawCall raw = new RawCall(connect(server), "Expand", 1);

        raw.send(message(Codec.JSON, "{\"docs\":[{\"text\":\"100000000\"}]}").toBuilder()
                .setEndpoint("numbers")
                .build());

        probe.awaitClosed();
        awaitNoCalls(server);
        raw.call.request(100_000_000);
        assertThat(raw.status().isOk()).isFalse();
    }

    private static void awaitNoCalls(GrpcServer server) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (server.openCalls() > 0 && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(server.openCalls()).isZero();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
