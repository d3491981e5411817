package xooai.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;

/// What every driver's server does with callers who do not keep to the protocol: each is answered with the
/// error that fits, the other callers are not slowed, and the server answers afterwards.
public abstract class HostileCallerContract extends Contract {
    private static final byte[] CUT_SHORT = "{\"docs\":[{\"text\":".getBytes(UTF_8);
    private static final byte[] NEWER = "{\"v\":2,\"docs\":[]}".getBytes(UTF_8);
    private static final int SILENT = 100;
    private static final int RESETS = Scale.of(10_000, 400);

    /// A caller of the transport's protocol.
    protected abstract HostileCaller caller(URI server) throws IOException;

    private HostileCaller caller() throws IOException {
        return opened(caller(Transport.peer(server)));
    }

    @AfterEach
    void theServerStillAnswers() {
        probe.release();
        assertThat(Calls.call(connection, "upper", texts("a")).docs()).hasSize(1);
    }

    private static byte[] request(Codec codec) {
        return codec.writeRequest(new Request(null, null, -1, Map.of(), texts("a"), Map.of()));
    }

    private static byte[] chunk(Codec codec) {
        return codec.writeFrame(new Frame.Chunk(texts("b")));
    }

    private static byte[] end(Codec codec) {
        return codec.writeFrame(new Frame.End(null));
    }

    private CallError error(String endpoint, CallKind kind, Codec codec, byte[]... bodies) throws Exception {
        HostileCaller.Call call = caller().open(endpoint, kind, codec);
        for (byte[] body : bodies) {
            call.send(body);
        }
        call.end();
        return Objects.requireNonNull(call.answer(), "it was answered well");
    }

    @ParameterizedTest
    @EnumSource(CallKind.class)
    void aRequestThatCannotBeReadIsAnInvalidArgument(CallKind kind) throws Exception {
        assertThat(error("echo", kind, Codec.JSON, CUT_SHORT).code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(error("echo", kind, Codec.MSGPACK, new byte[] {(byte) 0xc1, 1, 2})
                        .code())
                .isEqualTo(Code.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @EnumSource(CallKind.class)
    void aRequestInAnotherCodecThanItSaysIsAnInvalidArgument(CallKind kind) throws Exception {
        assertThat(error("echo", kind, Codec.MSGPACK, request(Codec.JSON)).code())
                .isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(error("echo", kind, Codec.JSON, request(Codec.MSGPACK)).code())
                .isEqualTo(Code.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @EnumSource(CallKind.class)
    void aRequestOfAnotherVersionIsUnimplemented(CallKind kind) throws Exception {
        CallError error = error("echo", kind, Codec.JSON, NEWER);

        assertThat(error.code()).isEqualTo(Code.UNIMPLEMENTED);
        assertThat(error.message()).contains("version 2", "version 1");
    }

    @ParameterizedTest
    @EnumSource(
            value = CallKind.class,
            names = {"CLIENT_STREAM", "BIDIRECTIONAL"})
    void aChunkThatCannotBeReadEndsTheCall(CallKind kind) throws Exception {
        for (byte[] bad : List.of(CUT_SHORT, request(Codec.MSGPACK), "{\"docs\":7}".getBytes(UTF_8))) {
            assertThat(error("slow", kind, Codec.JSON, request(Codec.JSON), bad).code())
                    .isEqualTo(Code.INVALID_ARGUMENT);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CallKind.class,
            names = {"CLIENT_STREAM", "BIDIRECTIONAL"})
    void nothingFollowsTheEndOfACaller(CallKind kind) throws Exception {
        Codec json = Codec.JSON;

        assertThat(error("slow", kind, json, request(json), end(json), chunk(json))
                        .code())
                .isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(error("slow", kind, json, request(json), end(json), end(json))
                        .code())
                .isEqualTo(Code.INVALID_ARGUMENT);
    }

    @Test
    void aCallerDoesNotSayHowItsCallEnded() throws Exception {
        byte[] ended = Codec.JSON.writeFrame(new Frame.End(Response.of(null, DocArray.empty())));

        CallError error = error("slow", CallKind.BIDIRECTIONAL, Codec.JSON, request(Codec.JSON), ended);

        assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "cut"})
    void aCallerWhoLeavesInTheMiddleEndsTheWork(String how) throws Exception {
        HostileCaller caller = caller();
        HostileCaller.Call call = caller.open("slow", CallKind.BIDIRECTIONAL, Codec.JSON);
        call.send(request(Codec.JSON));
        probe.awaitEntered();

        if (how.equals("reset")) {
            call.reset();
        } else {
            caller.close();
        }

        probe.awaitInterrupted();
    }

    private Connection other() {
        return transport().connect(server, transport().connecting());
    }

    @Test
    @Timeout(value = 1800, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFloodOfResetsSlowsNobodyAndLeavesNoWorkBehind() throws Exception {
        OtherCallers.assertNotSlowed(this::other, () -> {
            try (HostileCaller caller = caller(Transport.peer(server))) {
                for (int i = 0; i < RESETS; i++) {
                    HostileCaller.Call call = caller.open("slow", CallKind.BIDIRECTIONAL, Codec.JSON);
                    call.send(request(Codec.JSON));
                    call.reset();
                }
            }
        });

        probe.awaitNobodyInside();
    }

    @Test
    @Timeout(value = 1800, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFloodOfNonsenseSlowsNobody() throws Exception {
        Random random = new Random(1);
        OtherCallers.assertNotSlowed(this::other, () -> {
            try (HostileCaller caller = caller(Transport.peer(server))) {
                for (int i = 0; i < Scale.of(10_000, 300); i++) {
                    byte[] nonsense = new byte[1 + random.nextInt(2_000)];
                    random.nextBytes(nonsense);
                    HostileCaller.Call call = caller.open("echo", CallKind.CLIENT_STREAM, Codec.MSGPACK);
                    call.send(nonsense);
                    call.end();
                    assertThat(Objects.requireNonNull(call.answer()).code()).isEqualTo(Code.INVALID_ARGUMENT);
                }
            }
        });
    }

    @Test
    void oneWhoOpensAHundredCallsAndSaysNothingSlowsNobody() throws Exception {
        HostileCaller caller = caller();

        OtherCallers.assertNotSlowed(this::other, () -> {
            for (int i = 0; i < SILENT; i++) {
                caller.open("shout", CallKind.BIDIRECTIONAL, Codec.JSON);
            }
            assertThat(Calls.call(connection, "params", texts(), Map.of("a", 1L))
                            .error())
                    .isNull();
        });
    }
}
