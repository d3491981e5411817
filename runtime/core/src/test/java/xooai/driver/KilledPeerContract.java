package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.executor.Executor;
import xooai.executor.RemoteExecutor;

/// What every driver notices of a peer whose process is killed in the middle of a call: every caller of a
/// server that is gone is told soon, and the work for a caller that is gone ends.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class KilledPeerContract {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Probe probe = new Probe();

    /// What the contract is kept on.
    protected abstract Transport transport();

    @AfterEach
    void closeProbe() {
        probe.release();
        probe.close();
    }

    @Test
    void everyCallerOfAServerThatIsKilledIsToldSoon() throws Exception {
        CountDownLatch killed = new CountDownLatch(1);
        try (Victim server = Victim.start(ProbeServer.class, transport().arguments());
                RemoteExecutor remote =
                        Executor.at(server.address(), transport().connecting());
                DocStream<Text> numbers = remote.expand("numbers", DocArray.of(Text.of("1000000000")));
                DocStream<Text> shouted = remote.chat("shout", afterOne(killed));
                Background background = new Background()) {
            Future<CallError> unary =
                    background.run(() -> Contract.errorOf(() -> remote.post("slow", DocArray.of(Text.of("x")))));
            Future<CallError> collected =
                    background.run(() -> Contract.errorOf(() -> remote.collect("count", afterOne(killed))));
            assertThat(numbers.nextChunk()).isNotNull();
            assertThat(shouted.nextChunk()).isNotNull();
            Future<CallError> expanded = background.run(() -> Contract.errorOf(() -> numbers.forEach(_ -> {})));
            Future<CallError> chatted = background.run(() -> Contract.errorOf(shouted::nextChunk));

            awaitTally(remote, "2 and 1");
            server.kill();

            for (Future<CallError> each : List.of(unary, collected, expanded, chatted)) {
                CallError error = each.get(SOON.toSeconds(), TimeUnit.SECONDS);
                assertThat(error.code()).as(error.message()).isEqualTo(Code.UNAVAILABLE);
                assertThat(error.message()).contains("Tried to call probe (", "cut");
            }
        } finally {
            killed.countDown();
        }
    }

    /// Waits until the calls are there: one that is killed while it connects is told otherwise.
    private static void awaitTally(RemoteExecutor remote, String expected) {
        long until = System.nanoTime() + SOON.toNanos();
        String found = "";
        while (!found.equals(expected)) {
            assertThat(System.nanoTime()).as("calls are there: " + found).isLessThan(until);
            found = remote.<Text>post("tally", DocArray.of(Text.of("")))
                    .slot(0)
                    .get()
                    .text();
        }
    }

    /// A first doc, and a second one only when somebody lets it go.
    private static DocStream<Text> afterOne(CountDownLatch go) {
        return DocStream.of(Stream.of("first", "second").map(text -> {
            if (text.equals("second")) {
                Background.await(go);
            }
            return Text.of(text);
        }));
    }

    @Test
    void theWorkForACallerThatIsKilledEnds() throws Exception {
        // A peer that does not say good-bye is taken for gone once it has been silent for that long.
        ServeSettings impatient = transport().serving().withStreams(Duration.ofSeconds(5), Duration.ofMinutes(5));
        try (Server server = transport().serve(probe, impatient);
                Victim caller = Victim.start(ProbeCaller.class, arguments(server))) {
            probe.awaitEntered();
            assertThat(probe.made()).isPositive();

            caller.kill();

            probe.awaitInterrupted();
            probe.awaitClosed();
        }
    }

    private List<String> arguments(Server server) {
        String address = server.address().toString();
        String token = transport().connecting().token();
        return transport().serving().certificate() == null || token == null
                ? List.of(address)
                : List.of(address, transport().serving().certificate().toString(), token);
    }
}
