package xooai.export;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.NullMarked;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;

/// A flow exported to a jar and running as a process of its own, for tests that call it over HTTP.
///
/// The class path holds `xooai-parts`. Closing it stops the process as a signal would.
@NullMarked
public final class ExportedJar implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String READY = "READY ";

    private final Process process;
    private final URI address;

    private ExportedJar(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /// Exports that flow into a jar in that folder, starts it on a free port, and waits until it answers calls.
    public static ExportedJar start(FlowSpec flow, Path folder) {
        Path jar = folder.resolve(flow.name() + ".jar");
        FlowJar.of(flow, FlowSettings.DEFAULT).write(jar, Progress.NONE);
        return start(jar);
    }

    /// Starts that exported jar on a free port, and waits until it answers calls.
    public static ExportedJar start(Path jar) {
        Path errors = jar.resolveSibling(jar.getFileName() + ".stderr");
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            jar.toAbsolutePath().toString(),
                            "--http",
                            "0")
                    .redirectError(errors.toFile())
                    .start();
            try {
                return new ExportedJar(process, addressOf(process, errors));
            } catch (RuntimeException | Error e) {
                stop(process);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI addressOf(Process process, Path errors) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        CompletableFuture<String> ready = CompletableFuture.supplyAsync(() ->
                out.lines().filter(line -> line.startsWith(READY)).findFirst().orElse(""));
        try {
            String line = ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!line.isEmpty()) {
                return URI.create(line.substring(READY.length()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException _) {
            // Told below, with what the process said.
        }
        throw new AssertionError("the exported jar is not ready within " + PATIENCE + ": " + Files.readString(errors));
    }

    /// Where it answers: `http://127.0.0.1:PORT/<flow>`.
    public URI address() {
        return address;
    }

    /// Its answer to that JSON body.
    public HttpResponse<byte[]> post(byte[] body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("content-type", "application/json")
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @Override
    public void close() {
        stop(process);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
