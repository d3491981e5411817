package xooai.drivers.quic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tech.kwik.core.QuicStream;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.driver.Probe;
import xooai.driver.Server;
import xooai.driver.Transport;
import xooai.executor.RemoteExecutor;

/// The module `drivers/kwik` refuses to build once kwik itself is mended; this holds the other end.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MendedKwikTest {
    /// Many times as many as the window of a connection has room for.
    private static final int LEFT = 100;

    private static final Transport QUIC = Transport.secured(new QuicDriver(), "quic://127.0.0.1:0");

    @Test
    void theKwikThatIsUsedCountsARequestBeforeItIsSent() throws IOException {
        assertThat(calls("StreamOutputStreamImpl", "scheduleSendStreamFrameRequest"))
                .contains("send")
                .startsWith("compareAndSet")
                .doesNotContain("incrementAndGet");
    }

    @Test
    void inItAResetClearsItsDataWhereItIsSentAndEndsItsFlowControl() throws IOException {
        assertThat(calls("StreamOutputStreamImpl", "reset")).contains("send").doesNotContain("discardAllData");
        assertThat(calls("StreamOutputStreamImpl", "createResetFrame")).startsWith("discardAllData", "stopFlowControl");
    }

    @Test
    void inItAReaderLooksNowAndThen() throws IOException {
        assertThat(calls("StreamInputStreamImpl", "read")).containsSubsequence("min", "wait");
    }

    @Test
    void inItAQueueThatWasClearedIsNoFailure() throws IOException {
        assertThat(calls("ReceiveBufferImpl", "read")).contains("poll").doesNotContain("remove");
    }

    @Test
    void inItAResetOpensItsStream() throws IOException {
        assertThat(calls("StreamManager", "process")).contains("createPeerInitiatedStream", "terminateStream");
    }

    @Test
    void aStreamThatIsResetBeforeItsDataGivesBackItsCredit() throws IOException {
        try (Probe probe = new Probe();
                Server server = QUIC.serve(probe, QUIC.serving());
                RawPeer peer = new RawPeer(Transport.peer(server))) {
            for (int i = 0; i < 5 * QuicServer.STREAMS; i++) {
                peer.open().resetStream(1);
            }

            assertThat(peer.refusal(RawPeer.bytes(2, 9, 1)).message()).contains("kind 9");
        }
    }

    @Test
    void streamsThatTheirReaderLeavesGiveBackTheWindowOfTheirConnection() {
        try (Probe probe = new Probe();
                Server server = QUIC.serve(probe, QUIC.serving());
                RemoteExecutor remote = Transport.remote(server, QUIC.connecting())) {
            for (int i = 0; i < LEFT; i++) {
                try (DocStream<Text> large = remote.expand("large", DocArray.of(Text.of("1000")))) {
                    assertThat(large.nextChunk()).isNotNull();
                }
            }

            assertThat(remote.<Text>post("upper", DocArray.of(Text.of("x")))
                            .get(0)
                            .text())
                    .isEqualTo("X");
        }
    }

    private static List<String> calls(String name, String method) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(QuicStream.class.getResourceAsStream("stream/" + name + ".class"))) {
            return ClassFile.of().parse(in.readAllBytes()).methods().stream()
                    .filter(each -> each.methodName().equalsString(method))
                    .filter(each -> !method.equals("process")
                            || each.methodType().stringValue().contains("ResetStreamFrame"))
                    .flatMap(each -> each.code().orElseThrow().elementStream())
                    .filter(InvokeInstruction.class::isInstance)
                    .map(element -> ((InvokeInstruction) element).name().stringValue())
                    .toList();
        }
    }
}
