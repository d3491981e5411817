package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Doc;
import xooai.driver.Context;
import xooai.driver.Description;
import xooai.driver.Exchange;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.driver.Service;
import xooai.web.Tuning;

@Timeout(120)
class OutOfMemoryTest {

    @Test
    void aServerThatIsOutOfMemoryEndsItsProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Exhausted.class.getName())
                .start();
        try {
            int port = Integer.parseInt(process.inputReader().readLine());
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                String call = "POST /probe/echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 11\r\n\r\n{\"docs\":[]}";
                socket.getOutputStream().write(call.getBytes(UTF_8));

                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(process.exitValue()).isEqualTo(3);
            assertThat(process.errorReader().lines()).anyMatch(line -> line.contains("out of memory"));
        } finally {
            process.destroyForcibly();
        }
    }

    /// A program that serves a service without memory to decode a call by.
    static final class Exhausted implements Service {
        private final Probe probe = new Probe();

        private Exhausted() {}

        public static void main(String[] arguments) {
            URI any = URI.create("http://127.0.0.1:0");
            HttpServer server = HttpServer.start(any, new Exhausted(), ServeSettings.DEFAULT, Tuning.DEFAULT);
            System.out.println(server.address().getPort());
        }

        @Override
        public String name() {
            return probe.name();
        }

        @Override
        public Description describe() {
            return probe.describe();
        }

        @Override
        public Class<? extends Doc> docsOf(String endpoint) {
            throw new OutOfMemoryError("as told");
        }

        @Override
        public Response exchange(Exchange exchange) {
            throw new IllegalStateException("the call was decoded");
        }

        @Override
        public Response serve(Request request, Context context) {
            throw new IllegalStateException("the call was decoded");
        }
    }
}
