package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import xooai.driver.Memory;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.store.DirectoryStore;
import xooai.store.FetchPolicy;
import xooai.store.Stores;
import xooai.web.Tuning;
import xooai.web.WebPeer.Answer;

/// Bodies of files that are announced too large, never end, trickle, or break off: refused, and nothing of them is
/// left.
@Timeout(60)
class HostileUploadsTest {
    private static final int LIMIT = 2 << 20;

    @TempDir
    private Path folder;

    private Served served;

    @BeforeEach
    void serve() {
        DirectoryStore store =
                DirectoryStore.open(folder, new DirectoryStore.Bounds(64 << 20, LIMIT, Duration.ofDays(1)));
        Tuning impatient = new Tuning(
                Duration.ofSeconds(30),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                100,
                Memory.ofProcess());
        served = new Served(
                "http://127.0.0.1:0",
                new Probe(),
                ServeSettings.DEFAULT.withRefs(FetchPolicy.NONE.withStores(Stores.of("media", store))),
                impatient);
    }

    @AfterEach
    void close() throws IOException {
        assertThat(served.get("/health/live").status()).isEqualTo(200);
        served.close();
    }

    private void send(Socket socket, String more) throws IOException {
        String head = "POST /probe/echo HTTP/1.1\r\nHost: 127.0.0.1:" + served.port()
                + "\r\nConnection: close\r\nxoo-upload: 1\r\nContent-Type: text/plain\r\n" + more + "\r\n\r\n";
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(US_ASCII));
        out.flush();
    }

    private void awaitNothingLeft() throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (files() > 0) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file) && !file.endsWith("sweep.lock"))
                    .count();
        }
    }

    @Test
    void tenGiBThatAreAnnouncedAreRefusedBeforeTheyCome() throws IOException {
        try (Socket socket = served.connect()) {
            send(socket, "Content-Length: 10737418240");

            Answer answer = Served.read(socket.getInputStream());

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).contains("over the limit of " + LIMIT + " bytes");
        }
        awaitNothingLeft();
    }

    @Test
    void aBodyWithoutEndIsRefusedAtTheLimit() throws IOException {
        try (Socket socket = served.connect()) {
            send(socket, "Transfer-Encoding: chunked");
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(US_ASCII);
            try {
                for (int i = 0; i < 1_000; i++) {
                    socket.getOutputStream().write(chunk);
                }
            } catch (IOException _) {
                // It was answered and closed in the middle.
            }
        }
        awaitNothingLeft();
    }

    @Test
    void aBodyThatTricklesIsRefused() throws IOException {
        try (Socket socket = served.connect()) {
            send(socket, "Content-Length: 1000000");
            Thread trickle = Thread.ofVirtual().start(() -> {
                try {
                    while (!Thread.interrupted()) {
                        socket.getOutputStream().write('x');
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                    }
                } catch (IOException _) {
                    // It was answered and closed.
                }
            });

            Answer answer = Served.read(socket.getInputStream());
            trickle.interrupt();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.text()).contains("slower than 16384 bytes a second");
        }
        awaitNothingLeft();
    }

    @Test
    void aBodyThatBreaksOffLeavesNothing() throws IOException {
        try (Socket socket = served.connect()) {
            send(socket, "Content-Length: 1000000");
            socket.getOutputStream().write(new byte[500_000]);
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (files() == 0) {
                assertThat(System.nanoTime()).isLessThan(until);
                Thread.onSpinWait();
            }
        }
        awaitNothingLeft();
    }
}
