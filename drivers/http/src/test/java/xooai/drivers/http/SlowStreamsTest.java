package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Callers that read slowly, or not at all, and what others notice of them.
@Timeout(60)
class SlowStreamsTest {

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "text/event-stream"})
    void aReaderThatStopsStopsTheWriterAndLosesNothing(String accept) throws IOException {
        try (Served served = new Served();
                Socket socket = served.connect()) {
            byte[] body = "{\"docs\":[{\"text\":\"10000000\"}]}".getBytes(UTF_8);
            send(socket, "numbers", "application/json", accept, "Content-Length: " + body.length, body);

            long made = served.probe.awaitStopped();

            assertThat(made).isLessThan(1_000_000);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (long number = 0; number < made + 10_000; number++) {
                assertThat(message(in)).contains("\"text\":\"" + number + "\"");
            }
        }
    }

    @Test
    void aReaderThatLeavesWhileTheWriterWaitsEndsTheWork() throws IOException {
        try (Served served = new Served()) {
            try (Socket socket = served.connect()) {
                byte[] body = "{\"docs\":[{\"text\":\"100000000\"}]}".getBytes(UTF_8);
                send(
                        socket,
                        "numbers",
                        "application/json",
                        "application/x-ndjson",
                        "Content-Length: " + body.length,
                        body);
                assertThat(served.probe.awaitStopped()).isPositive();
            }
            served.probe.awaitClosed();
        }
    }

    private static void send(
            Socket socket, String endpoint, String contentType, String accept, String length, byte[] body)
            throws IOException {
        socket.getOutputStream()
                .write(("POST /probe/" + endpoint + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType
                                + "\r\nAccept: " + accept + "\r\n" + length + "\r\n\r\n")
                        .getBytes(UTF_8));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
    }

    /// The next message of a body, past heads, events and the sizes of chunks.
    private static String message(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.contains("\"docs\"")) {
                return line;
            }
        }
        throw new IOException("the server closed the connection");
    }
}
