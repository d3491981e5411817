package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.driver.Certificates;

class ServeProcessTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aServedFlowSaysWhereItIsAnswersAndEndsWithZero() throws Exception {
        Path flow = FlowFiles.write(folder, "s.flow.json", FlowFiles.SHOUTING);
        try (Served served = Served.xooai("serve", flow.toString(), "--http", "0")) {
            URI address = served.ready();
            assertThat(address.toString()).matches("http://127\\.0\\.0\\.1:[1-9]\\d*/shouting");
            HttpResponse<String> answer = served.post(address, "{\"docs\":[{\"text\":\"Aa\"}]}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"text\":\"aa!\"");
            served.terminate();
            assertThat(served.exitCode()).as(served.errors()).isZero();
            assertThat(served.errors()).isEmpty();
        }
    }

    @Test
    void callsInFlightEndBeforeTheProcessDoes() throws Exception {
        try (Served served = Served.xooai("serve", "acme.Whisper", "--http", "0", "--grace", "30s");
                ServerSocket gate = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gate.setSoTimeout(30_000);
            URI address = served.ready();
            String json = "{\"params\":{\"port\":" + gate.getLocalPort() + "},\"docs\":[{\"text\":\"LATE\"}]}";
            CompletableFuture<HttpResponse<String>> answer = served.postLater(URI.create(address + "/late"), json);
            try (Socket inFlight = gate.accept()) {
                served.terminate();
                awaitRefusal(served, URI.create(address + "/whisper"));
                assertThat(answer).isNotDone();
                inFlight.getOutputStream().write(1);
            }
            assertThat(answer.get(30, TimeUnit.SECONDS).body()).contains("\"text\":\"late\"");
            assertThat(served.exitCode()).as(served.errors()).isZero();
        }
    }

    @Test
    void anExecutorOfAnotherJarIsServedWhenItIsNamed() throws Exception {
        Path classes = Path.of(acme.Shout.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path jar = Jars.of(folder.resolve("lib/acme.jar"), classes, "acme/");
        try (Served served = Served.java(
                java.util.Map.of(),
                "-cp",
                Jars.classPathWithout(classes),
                "xooai.cli.Xooai",
                "serve",
                "acme.Shout",
                "--http",
                "0",
                "--class-path",
                jar.getParent() + "/*")) {
            URI address = served.ready();
            assertThat(served.post(URI.create(address + "/shout"), "{\"docs\":[{\"text\":\"a\"}]}")
                            .body())
                    .contains("A!");
        }
    }

    @Test
    void aProcessWithoutMemoryEnds() throws Exception {
        try (Served served = Served.java(
                java.util.Map.of(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                "xooai.cli.Xooai",
                "serve",
                "acme.Whisper",
                "--http",
                "0")) {
            URI address = served.ready();
            CompletableFuture<HttpResponse<String>> answer =
                    served.postLater(URI.create(address + "/greedy"), "{\"docs\":[{\"text\":\"more\"}]}");
            assertThat(served.exitCode()).isEqualTo(3);
            assertThat(answer).failsWithin(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aTokenGuardsEveryCall() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), TOKEN);
        try (Served served = Served.xooai("serve", "acme.Whisper", "--http", "0", "--token-file", token.toString())) {
            URI address = URI.create(served.ready() + "/whisper");
            assertThat(served.post(address, "{\"docs\":[{\"text\":\"A\"}]}").statusCode())
                    .isEqualTo(401);
            Run run = Run.of("call", address.toString(), "--doc", "{\"text\":\"A\"}", "--token-file", token.toString());
            assertThat(run.code()).as(run.err()).isZero();
        }
    }

    /// Waits until no more calls are taken.
    private static void awaitRefusal(Served served, URI address) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline) {
            try {
                if (served.post(address, "{\"docs\":[{\"text\":\"A\"}]}").statusCode() != 200) {
                    return;
                }
            } catch (IOException _) {
                return;
            }
        }
        throw new AssertionError("calls are still taken");
    }

    @Test
    void aServerWithACertificateIsCalledByWhoeverTrustsIt() throws Exception {
        Certificates certificates = Certificates.make(folder);
        try (Served served = Served.xooai(
                "serve",
                "acme.Whisper",
                "--http",
                "0",
                "--tls-cert",
                certificates.chain().toString(),
                "--tls-key",
                certificates.key().toString())) {
            URI address = URI.create(served.ready() + "/whisper");
            assertThat(address).hasScheme("https");
            String[] call = {"call", address.toString(), "--doc", "{\"text\":\"A\"}"};
            Run stranger = Run.of(call);
            assertThat(stranger.code()).isEqualTo(1);
            assertThat(stranger.err()).hasLineCount(1).contains("https://127.0.0.1", "certificat");
            Run friend = Run.of(
                    "call",
                    address.toString(),
                    "--doc",
                    "{\"text\":\"A\"}",
                    "--tls-ca",
                    certificates.chain().toString());
            assertThat(friend.code()).as(friend.err()).isZero();
            assertThat(friend.out()).contains("\"text\":\"a\"");
        }
    }

    @Test
    void aStoppedServerIsGone() throws Exception {
        try (Served served = Served.xooai("serve", "acme.Whisper", "--http", "0")) {
            URI address = served.ready();
            served.terminate();
            assertThat(served.exitCode()).isZero();
            CompletableFuture<HttpResponse<String>> answer =
                    served.postLater(URI.create(address + "/whisper"), "{\"docs\":[]}");
            assertThat(answer)
                    .failsWithin(30, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withCauseInstanceOf(ConnectException.class);
        }
    }
}
