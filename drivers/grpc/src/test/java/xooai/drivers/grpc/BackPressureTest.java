package xooai.drivers.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.driver.ConnectSettings;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.executor.Executor;
import xooai.executor.RemoteExecutor;

/// A reader that stops, between a caller and a server that have large docs to send.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BackPressureTest {
    private static final int CHUNKS = 256;
    private static final long STILL_NANOS = 500_000_000;

    @Test
    void aReaderThatStopsHoldsUpTheSenderAndNothingIsLost() {
        String large = "x".repeat(1 << 20);
        AtomicInteger sent = new AtomicInteger();
        Stream<Text> source =
                Stream.generate(() -> Text.of(sent.incrementAndGet() + large)).limit(CHUNKS);
        Probe probe = new Probe();
        try (probe;
                Server server = new GrpcDriver().serve(URI.create("grpc://127.0.0.1:0"), probe, ServeSettings.DEFAULT);
                RemoteExecutor remote = Executor.at(server.address().toString(), ConnectSettings.DEFAULT);
                DocStream<Text> answers = remote.chat("shout", DocStream.of(source))) {
            int received = 0;
            for (Text answer : answers) {
                received++;
                if (received == 1) {
                    assertThat(settled(sent)).isLessThan(40);
                }
                assertThat(answer.text()).startsWith(received + "X");
            }
            assertThat(received).isEqualTo(CHUNKS);
        }
    }

    /// How many were sent when no more are sent for a while.
    private static int settled(AtomicInteger sent) {
        int before = -1;
        long still = System.nanoTime();
        while (System.nanoTime() - still < STILL_NANOS) {
            if (sent.get() != before) {
                before = sent.get();
                still = System.nanoTime();
            }
            Thread.onSpinWait();
        }
        return before;
    }
}
