package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.driver.Certificates;
import xooai.driver.Memory;
import xooai.driver.ServeSettings;
import xooai.web.Tuning;
import xooai.web.WebPeer.Answer;

@Timeout(60)
class LeavingClientTest {
    private static final Tuning IMPATIENT = new Tuning(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            100,
            new Memory(64 << 20));
    private static final byte[] DOCS = "{\"docs\":[{\"text\":\"x\"}]}".getBytes(UTF_8);

    @Test
    void theEndpointOfAClientThatLeavesIsInterrupted() throws IOException {
        try (Served served = new Served()) {
            try (Socket socket = served.connect()) {
                call(served, socket, "slow");
                served.probe.awaitEntered();
            }

            served.probe.awaitInterrupted();
        }
    }

    @Test
    void soIsThatOfOneWhoResetsTheConnection() throws IOException {
        try (Served served = new Served()) {
            try (Socket socket = served.connect()) {
                call(served, socket, "slow");
                served.probe.awaitEntered();
                socket.setSoLinger(true, 0);
            }

            served.probe.awaitInterrupted();
        }
    }

    @Test
    void soIsThatOfOneWhoLeavesUnderTls() throws Exception {
        Certificates certificates = Certificates.here();
        ServeSettings settings = ServeSettings.DEFAULT.withTls(certificates.chain(), certificates.key());
        SSLSocketFactory trusting = certificates.trusting().getSocketFactory();
        try (Served served = new Served("https://127.0.0.1:0", settings, Tuning.DEFAULT)) {
            try (Socket socket = trusting.createSocket("localhost", served.port())) {
                call(served, socket, "slow");
                served.probe.awaitEntered();
            }

            served.probe.awaitInterrupted();
        }
    }

    @Test
    void soIsThatOfOneWhoSendsMoreThanIsReadAhead() throws IOException {
        try (Served served = new Served()) {
            try (Socket socket = served.connect()) {
                call(served, socket, "slow");
                served.probe.awaitEntered();
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .repeat(200)
                                .getBytes(UTF_8));
            }

            served.probe.awaitInterrupted();
        }
    }

    @Test
    void aRequestThatIsSentBehindARunningOneIsAnsweredAfterIt() throws Exception {
        try (Served served = new Served();
                Socket socket = served.connect();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            call(served, socket, "slow");
            served.probe.awaitEntered();
            call(served, socket, "upper");
            Future<Answer> first = threads.submit(() -> Served.read(socket.getInputStream()));
            // Long enough for the server to have looked whether the client is there, and to have read ahead.
            assertThat(first.state()).isEqualTo(Future.State.RUNNING);
            waitFor(Duration.ofMillis(500), first);
            served.probe.release();

            assertThat(first.get(10, TimeUnit.SECONDS).text()).contains("\"text\":\"x\"");
            assertThat(Served.read(socket.getInputStream()).text()).contains("\"text\":\"X\"");
            call(served, socket, "upper");
            assertThat(Served.read(socket.getInputStream()).text()).contains("\"text\":\"X\"");
        }
    }

    @Test
    void aCallMayTakeLongerThanAConnectionMayBeIdle() throws Exception {
        try (Served served = new Served(ServeSettings.DEFAULT, IMPATIENT);
                Socket socket = served.connect();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            call(served, socket, "slow");
            served.probe.awaitEntered();
            Future<Answer> answer = threads.submit(() -> Served.read(socket.getInputStream()));
            waitFor(Duration.ofSeconds(3), answer);
            served.probe.release();

            assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }

    @Test
    void aConnectionThatIsIdleIsClosed() throws IOException {
        try (Served served = new Served(ServeSettings.DEFAULT, IMPATIENT);
                Socket socket = served.connect()) {
            call(served, socket, "upper");
            assertThat(Served.read(socket.getInputStream()).status()).isEqualTo(200);

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    /// Waits that long, for something that is not to happen meanwhile.
    private static void waitFor(Duration time, Future<?> notDone) throws Exception {
        try {
            notDone.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException _) {
            return;
        }
        throw new AssertionError("it ended too early: " + notDone.resultNow());
    }

    private static void call(Served served, Socket socket, String endpoint) throws IOException {
        String head = "POST /probe/" + endpoint + " HTTP/1.1\r\nHost: 127.0.0.1:" + served.port()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + DOCS.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(UTF_8));
        socket.getOutputStream().write(DOCS);
        socket.getOutputStream().flush();
    }
}
