package xooai.drivers.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.handler.codec.quic.Quic;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.web.WebPeer.Answer;

/// What Netty's HTTP/3 on quiche sees over the time of a connection: streams both ways at once, cancelled calls and
/// what they give back, and a server that stops.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Http3ForeignTest {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> BOTH_WAYS =
            Map.of("Content-Type", "application/x-ndjson", "Accept", "application/x-ndjson");

    private final Probe probe = new Probe();
    private Server server;
    private NettyHttp3Peer peer;

    @BeforeAll
    static void needQuiche() {
        assumeTrue(Quic.isAvailable(), "no native QUIC for this system");
    }

    @BeforeEach
    void serve() throws Exception {
        server = new QuicDriver().serve(URI.create("quic://127.0.0.1:0"), probe, ServeSettings.DEFAULT);
        peer = new NettyHttp3Peer(server);
    }

    @AfterEach
    void close() {
        probe.release();
        peer.close();
        probe.close();
    }

    private Answer upper() throws IOException {
        return peer.send("POST", "/probe/upper", JSON, "{\"docs\":[{\"text\":\"a\"}]}".getBytes(UTF_8));
    }

    @Test
    void largeBodiesArriveBothWays() throws IOException {
        String text = "x".repeat(3_000_000);
        Answer answer =
                peer.send("POST", "/probe/upper", JSON, ("{\"docs\":[{\"text\":\"" + text + "\"}]}").getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("X".repeat(3_000_000));
    }

    @Test
    void anAnswerComesWhileTheRequestIsStillBeingSent() throws Exception {
        NettyHttp3Peer.Exchange call = peer.open("POST", "/probe/shout", BOTH_WAYS);
        call.write("{\"docs\":[{\"text\":\"a\"}]}\n".getBytes(UTF_8));
        assertThat(call.some()).contains("\"text\":\"A\"");
        call.write("{\"docs\":[{\"text\":\"b\"}]}\n".getBytes(UTF_8)).end();

        assertThat(call.answer().text()).contains("\"text\":\"B\"", "\"end\":true", "\"status\":\"OK\"");
    }

    @Test
    void aRequestThatIsBrokenOffIsNoSuccess() throws Exception {
        NettyHttp3Peer.Exchange call = peer.open("POST", "/probe/count", BOTH_WAYS);
        call.write("{\"docs\":[{\"text\":\"a\"}]}\n".getBytes(UTF_8));
        call.reset();

        try {
            assertThat(call.answer().text()).doesNotContain("\"status\":\"OK\"");
        } catch (IOException _) {
            // Broken off as well: just as good.
        }
        assertThat(upper().status()).isEqualTo(200);
    }

    @Test
    void aCallWhoseClientLeavesIsCancelled() throws Exception {
        NettyHttp3Peer.Exchange call = peer.open("POST", "/probe/slow", JSON);
        call.write("{\"docs\":[{\"text\":\"a\"}]}".getBytes(UTF_8)).end();
        probe.awaitEntered();
        call.cancel();

        probe.awaitInterrupted();
        assertThat(upper().status()).isEqualTo(200);
    }

    @Test
    void aStreamWhoseClientLeavesIsClosed() throws Exception {
        NettyHttp3Peer.Exchange call = peer.open(
                "POST", "/probe/numbers", Map.of("Content-Type", "application/json", "Accept", "application/x-ndjson"));
        call.write("{\"docs\":[{\"text\":\"100000000\"}]}".getBytes(UTF_8)).end();
        assertThat(call.some()).contains("docs");
        call.cancel();

        probe.awaitClosed();
        assertThat(upper().status()).isEqualTo(200);
    }

    @Test
    void cancelledRequestsGiveTheirCreditBack() throws Exception {
        for (int i = 0; i < 3 * QuicServer.STREAMS; i++) {
            NettyHttp3Peer.Exchange call = peer.open("POST", "/probe/echo", JSON);
            call.write("{\"docs\":[".getBytes(UTF_8));
            call.cancel();
            if (i % 10 == 0) {
                assertThat(upper().status()).isEqualTo(200);
            }
        }
        awaitNobodyWorkedFor();
        // What the server gave back is known here once it has answered another call.
        assertThat(upper().status()).isEqualTo(200);
        meet();
    }

    /// As many calls as a connection carries run at once.
    private void meet() throws Exception {
        byte[] body =
                ("{\"params\":{\"calls\":" + QuicServer.STREAMS + "},\"docs\":[{\"text\":\"x\"}]}").getBytes(UTF_8);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> all = new ArrayList<>();
            for (int i = 0; i < QuicServer.STREAMS; i++) {
                all.add(threads.submit(() -> peer.send("POST", "/probe/meet", JSON, body)));
            }
            for (Future<Answer> each : all) {
                assertThat(each.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aServerThatStopsAnswersWhatItHasBegun() throws Exception {
        NettyHttp3Peer.Exchange call = peer.open("POST", "/probe/slow", JSON);
        call.write("{\"docs\":[{\"text\":\"a\"}]}".getBytes(UTF_8)).end();
        probe.awaitEntered();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> stopped = threads.submit(server::close);
            awaitGoAway();
            probe.release();
            assertThat(call.answer().status()).isEqualTo(200);
            stopped.get(20, TimeUnit.SECONDS);
        }
    }

    private void awaitNobodyWorkedFor() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (((QuicServer) server).openCalls() > 0) {
            assertThat(System.nanoTime()).as("in time: the calls have ended").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    /// A client that was told sends no more requests of its own accord.
    private void awaitGoAway() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (peer.maySend()) {
            assertThat(System.nanoTime()).as("the client is told in time").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    @Test
    void nobodyIsAnsweredOverAnotherProtocolThanAgreed() {
        assertThatThrownBy(() ->
                        new RawPeer(URI.create("quic://" + server.address().getRawAuthority()), "h2").close())
                .isInstanceOf(IOException.class);
    }
}
