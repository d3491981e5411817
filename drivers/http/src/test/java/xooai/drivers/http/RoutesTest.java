package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.driver.Description;
import xooai.driver.Exchange;
import xooai.driver.Memory;
import xooai.driver.ServeSettings;
import xooai.driver.Service;
import xooai.web.Routes;
import xooai.web.Tuning;
import xooai.web.WebPeer.Answer;

class RoutesTest {
    private static final String DOCS = "{\"docs\":[{\"id\":\"a\",\"text\":\"x\"},{\"id\":\"b\",\"text\":\"bad\"}]}";

    private final Served served = new Served();

    @AfterEach
    void close() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs", "health", "metrics", "openapi.json"})
    void aServiceIsNotNamedLikeAPage(String name) {
        assertThatThrownBy(() -> Routes.checkName(name))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
                .hasMessageContaining("docs, health, metrics, openapi.json are reserved");
    }

    @Test
    void noSuchServiceIsServed() {
        Service named = new Renamed(served.probe, "docs");

        assertThatThrownBy(() -> HttpServer.start(
                        URI.create("http://127.0.0.1:0"), named, ServeSettings.DEFAULT, Tuning.DEFAULT))
                .isInstanceOf(XooaiException.class)
                .hasMessageContaining("reserved");
    }

    private record Renamed(Service service, String name) implements Service {
        @Override
        public Description describe() {
            return service.describe();
        }

        @Override
        public Class<? extends Doc> docsOf(String endpoint) {
            return service.docsOf(endpoint);
        }

        @Override
        public Response exchange(Exchange exchange) {
            return service.exchange(exchange);
        }

        @Override
        public Response serve(Request request, Context context) {
            return service.serve(request, context);
        }
    }

    @Test
    void aServerThatStopsIsNotReadyAndTakesNoCalls() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> slow = threads.submit(() -> served.post("slow", DOCS));
            served.probe.awaitEntered();
            assertThat(served.get("/health/ready").status()).isEqualTo(200);
            Future<?> stopped = threads.submit(served.server()::close);
            awaitStatus("/health/ready", 503);

            assertThat(served.get("/health/live").status()).isEqualTo(200);
            Answer refused = served.post("echo", DOCS);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            served.probe.release();
            assertThat(slow.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            stopped.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void bodiesThatTheMemoryCannotHoldAreRefusedForNow() throws Exception {
        Tuning small = new Tuning(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                100,
                new Memory(70_050));
        try (Served tight = new Served(ServeSettings.DEFAULT, small);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String large = "{\"docs\":[{\"text\":\"" + "x".repeat(70_000) + "\"}]}";
            Future<Answer> first = threads.submit(() -> tight.post("slow", large));
            tight.probe.awaitEntered();

            assertThat(tight.post("echo", large).status()).isEqualTo(503);
            assertThat(tight.post("upper", DOCS).status()).isEqualTo(200);
            tight.probe.release();
            assertThat(first.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            // The first body is given back after its answer has left, so a client may be here before that.
            await(() -> tight.post("echo", large).status() == 200, "the memory of a body that was answered is free");
        }
    }

    private void awaitStatus(String path, int status) throws Exception {
        await(() -> served.get(path).status() == status, path + " answers " + status);
    }

    private static void await(Callable<Boolean> condition, String what) throws Exception {
        long until = System.nanoTime() + 10_000_000_000L;
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(until);
        }
    }

    @Test
    void headIsAnsweredWithoutABody() throws IOException {
        assertThat(raw("HEAD /health/live HTTP/1.1")).startsWith("HTTP/1.1 200").doesNotContain("live");
        assertThat(raw("HEAD /none HTTP/1.1")).startsWith("HTTP/1.1 404").doesNotContain("\"error\"");
    }

    private String raw(String line) throws IOException {
        try (Socket socket = served.connect()) {
            socket.getOutputStream().write((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
