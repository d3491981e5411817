package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Limits;
import xooai.driver.Memory;
import xooai.driver.ServeSettings;
import xooai.web.Tuning;
import xooai.web.WebPeer.Answer;

/// Streams that are refused, break off, stand still or say too much.
@Timeout(60)
class HostileStreamsTest {
    private static final String NDJSON = "application/x-ndjson";

    private final Served served = new Served();

    @AfterEach
    void close() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "text/plain",
                "application/x-ndjson; charset=latin1",
                "application/x-ndjsonx",
            })
    void aStreamOfAnotherTypeIsRefused(String type) throws IOException {
        Answer answer = served.post("shout", type, "{\"docs\":[]}".getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text()).contains(NDJSON).contains("application/json");
    }

    @Test
    void aCompressedStreamIsRefused() throws IOException {
        byte[] body = "{\"docs\":[]}".getBytes(UTF_8);
        Answer answer = served.send(
                "POST /probe/shout HTTP/1.1\nContent-Encoding: gzip\nContent-Type: " + NDJSON + "\nContent-Length: "
                        + body.length,
                body);

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void anEmptyStreamOpensNoCall() throws IOException {
        Answer answer = served.post("count", NDJSON, new byte[0]);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("the stream is empty");
    }

    @Test
    void aMessageOverTheLimitEndsTheStreamAndIsNotHeld() throws IOException {
        try (Served small = new Served(
                        ServeSettings.DEFAULT.withLimits(new Limits(1000, 16 << 10, 64, 100)), Tuning.DEFAULT);
                Socket socket = small.connect()) {
            Chunked body = new Chunked(socket, "shout", NDJSON, NDJSON);
            BufferedReader in = Chunked.reader(socket);
            for (int i = 0; i < 10; i++) {
                body.line("{\"docs\":[{\"text\":\"" + "a".repeat(900) + "\"}]}");
                assertThat(Chunked.bodyLine(in)).contains("AAA");
            }
            body.line("{\"docs\":[{\"text\":\"" + "a".repeat(2000) + "\"}]}");
            assertThat(Chunked.bodyLine(in)).contains("RESOURCE_EXHAUSTED").contains("1000 bytes");
        }
    }

    @Test
    void aLengthOverTheLimitIsRefusedBeforeItsBytesCome() throws IOException {
        try (Socket socket = served.connect()) {
            Chunked body = new Chunked(socket, "shout", "application/x-msgpack-stream", "application/json");
            body.bytes(new byte[] {0x7f, 0, 0, 0, 1});
            Answer answer = Served.read(socket.getInputStream());
            assertThat(answer.status()).isEqualTo(413);
        }
        try (Socket socket = served.connect()) {
            Chunked body = new Chunked(socket, "shout", "application/x-msgpack-stream", "application/json");
            body.bytes(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1});
            Answer answer = Served.read(socket.getInputStream());
            assertThat(answer.status()).isEqualTo(413);
        }
    }

    @Test
    void aClientThatLeavesAfterItsEndCancelsTheCall() throws IOException {
        try (Socket socket = served.connect()) {
            Chunked body = new Chunked(socket, "slow", NDJSON, NDJSON);
            body.line("{\"docs\":[{\"text\":\"a\"}]}");
            body.end();
            served.probe.awaitEntered();
        }
        served.probe.awaitInterrupted();
    }

    @Test
    void whoOpensAndSaysNothingIsNotWaitedFor() throws IOException {
        Tuning impatient = new Tuning(
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                100,
                new Memory(64 << 20));
        try (Served quick = new Served(ServeSettings.DEFAULT, impatient);
                Socket socket = quick.connect()) {
            Chunked body = new Chunked(socket, "shout", NDJSON, NDJSON);
            body.bytes("{".getBytes(UTF_8));

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aStreamMayOutliveWhatOneAnswerMayTake() throws Exception {
        Tuning impatient = new Tuning(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(300),
                Duration.ofMillis(300),
                100,
                new Memory(64 << 20));
        try (Served quick = new Served(ServeSettings.DEFAULT, impatient);
                Socket socket = quick.connect()) {
            Chunked body = new Chunked(socket, "shout", NDJSON, NDJSON);
            BufferedReader in = Chunked.reader(socket);
            body.line("{\"docs\":[{\"text\":\"a\"}]}");
            assertThat(Chunked.bodyLine(in)).contains("\"A\"");
            long until = System.nanoTime() + 3_000_000_000L;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            body.line("{\"docs\":[{\"text\":\"b\"}]}");
            assertThat(Chunked.bodyLine(in)).contains("\"B\"");
        }
    }
}
