package xooai.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A process of ours that serves, or should.
final class Served implements AutoCloseable {
    private static final long SECONDS = 60;

    /// What makes many short processes cheaper.
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;
    private final Path err;
    private final BufferedReader out;
    private final HttpClient client = HttpClient.newHttpClient();

    private Served(Process process, Path err) {
        this.process = process;
        this.err = err;
        this.out = process.inputReader();
    }

    /// Starts `java` with those arguments.
    static Served java(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICK);
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile("xooai-served", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        return new Served(builder.start(), err);
    }

    /// Starts the command line from this class path.
    static Served xooai(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"), "xooai.cli.Xooai"));
        all.addAll(List.of(arguments));
        return java(Map.of(), all.toArray(String[]::new));
    }

    /// Waits for the line that says where it serves.
    URI ready() throws Exception {
        String line = CompletableFuture.supplyAsync(() -> {
                    try {
                        return String.valueOf(out.readLine());
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .get(SECONDS, TimeUnit.SECONDS);
        if (!line.startsWith("READY ")) {
            throw new AssertionError("not ready but `" + line + "`: " + errors());
        }
        return URI.create(line.substring("READY ".length()));
    }

    /// Posts JSON.
    HttpResponse<String> post(URI address, String json) throws IOException, InterruptedException {
        return client.send(request(address, json), BodyHandlers.ofString());
    }

    /// Posts JSON and does not wait.
    CompletableFuture<HttpResponse<String>> postLater(URI address, String json) {
        return client.sendAsync(request(address, json), BodyHandlers.ofString());
    }

    private static HttpRequest request(URI address, String json) {
        return HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(SECONDS))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }

    /// Asks the process to stop, as the system does.
    void terminate() {
        process.destroy();
    }

    /// The exit code, once it has ended.
    int exitCode() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs after " + SECONDS + " s");
        }
        return process.exitValue();
    }

    /// Everything it printed that was not read yet.
    String output() throws IOException {
        return out.readAllAsString();
    }

    /// What it complained of.
    String errors() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        client.close();
        Files.deleteIfExists(err);
    }
}
