package xooai.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xooai.codec.Codec;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.HostileServer.Ending;
import xooai.executor.Executor;
import xooai.executor.RemoteExecutor;

/// What every driver's caller makes of servers that do not keep to the protocol: an error that says what came,
/// in time, and never a success that is none.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class HostileServerContract {
    private static final DocArray<Text> DOCS = DocArray.of(Text.of("x"));
    private static final String CHUNK = "{\"docs\":[{\"type\":\"Text\",\"text\":\"a\"}]}";
    private static final String END = "{\"end\":true,\"status\":\"OK\"}";
    private static final String ANSWER = "{\"status\":\"OK\",\"docs\":[{\"type\":\"Text\",\"text\":\"a\"}]}";

    /// What the contract is kept on.
    protected abstract Transport transport();

    /// A server of the transport's protocol that answers with messages of those bodies in JSON.
    protected abstract HostileServer answering(Ending ending, byte[]... bodies) throws IOException;

    /// Whether the end of a stream is a message, and not something of the transport's own.
    protected boolean endIsAMessage() {
        return true;
    }

    private HostileServer answering(Ending ending, String... bodies) throws IOException {
        byte[][] bytes = new byte[bodies.length][];
        for (int i = 0; i < bodies.length; i++) {
            bytes[i] = bodies[i].getBytes(UTF_8);
        }
        return answering(ending, bytes);
    }

    private RemoteExecutor calling(HostileServer server) {
        return Executor.at(server.address().toString(), transport().connecting().withCodec(Codec.JSON));
    }

    /// The error of one request to a server that answers it so.
    private CallError posted(Ending ending, byte[]... bodies) throws IOException {
        try (HostileServer server = answering(ending, bodies);
                RemoteExecutor remote = calling(server)) {
            return Contract.errorOf(() -> remote.post("words", DOCS));
        }
    }

    /// The error of a stream after its first chunk, which came.
    private CallError expanded(Ending ending, String... bodies) throws IOException {
        try (HostileServer server = answering(ending, bodies);
                RemoteExecutor remote = calling(server);
                DocStream<Text> answers = remote.expand("words", DOCS)) {
            assertThat(answers.nextChunk()).containsExactly(Text.of("a"));
            return Contract.errorOf(answers::nextChunk);
        }
    }

    private static void assertLost(CallError error, String why) {
        assertThat(error.code()).as(error.message()).isEqualTo(Code.DATA_LOSS);
        assertThat(error.message()).contains("Tried to call probe (", why);
    }

    @Test
    void anAnswerThatCannotBeReadIsLost() throws Exception {
        assertLost(posted(Ending.IN_ORDER, "{\"docs\":[".getBytes(UTF_8)), "cannot be read");
        assertLost(posted(Ending.IN_ORDER, new byte[] {(byte) 0x81, (byte) 0xa4}), "cannot be read");
        assertLost(posted(Ending.IN_ORDER, "{\"v\":2,\"docs\":[]}".getBytes(UTF_8)), "version 2");
    }

    @Test
    void aChunkThatCannotBeReadIsLost() throws Exception {
        assertLost(expanded(Ending.IN_ORDER, CHUNK, "nonsense"), "cannot be read");
        assertLost(expanded(Ending.IN_ORDER, CHUNK, "{\"docs\":7}"), "cannot be read");
    }

    @Test
    void anEndWithoutAStatusIsNoEnd() throws Exception {
        assertLost(expanded(Ending.IN_ORDER, CHUNK, "{\"end\":true}"), "status");
    }

    @Test
    void aStreamThatIsCutIsUnavailable() throws Exception {
        try (HostileServer server = answering(Ending.CUT, CHUNK);
                RemoteExecutor remote = calling(server);
                DocStream<Text> answers = remote.expand("words", DOCS)) {
            CallError error = Contract.errorOf(answers::toArray);

            assertThat(error.code()).as(error.message()).isEqualTo(Code.UNAVAILABLE);
            assertThat(error.message()).contains("Tried to call probe (", "cut");
        }
    }

    @Test
    void aConnectionThatIsCutBeforeTheAnswerIsUnavailable() throws Exception {
        CallError error = posted(Ending.CUT);

        assertThat(error.code()).as(error.message()).isEqualTo(Code.UNAVAILABLE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Ending.class,
            names = {"IN_ORDER", "SILENT"})
    void whatFollowsTheEndIsNeverSeen(Ending ending) throws Exception {
        try (HostileServer server = answering(ending, CHUNK, END, CHUNK, END);
                RemoteExecutor remote = calling(server);
                DocStream<Text> answers = remote.expand("words", DOCS)) {
            assertThat(answers.nextChunk()).containsExactly(Text.of("a"));
            if (endIsAMessage()) {
                assertThat(answers.nextChunk()).isNull();
            } else {
                assertLost(Contract.errorOf(answers::nextChunk), "ends a stream");
            }
        }
    }

    /// Where the transport tells that more came, the answer is lost; where the first one is the end of the call,
    /// that one holds.
    @Test
    void aSecondAnswerIsNeverTaken() throws Exception {
        try (HostileServer server = answering(Ending.IN_ORDER, ANSWER, ANSWER.replace("\"a\"", "\"b\""));
                RemoteExecutor remote = calling(server)) {
            assertThat(remote.<Text>post("words", DOCS)).containsExactly(Text.of("a"));
        } catch (XooaiException e) {
            assertLost(e.error(), "");
        }
    }

    @Test
    void aServerThatSaysNothingIsWaitedForUntilTheDeadline() throws Exception {
        Duration soon = Duration.ofMillis(300);
        try (HostileServer server = answering(Ending.SILENT, new byte[0][]);
                RemoteExecutor remote = calling(server)) {
            CallError posted = Contract.errorOf(() -> remote.post("words", DOCS, call -> call.deadline(soon)));
            CallError expanded = Contract.errorOf(() ->
                    remote.expand("words", DOCS, call -> call.deadline(soon)).toArray());

            assertThat(posted.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
            assertThat(expanded.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        }
    }
}
