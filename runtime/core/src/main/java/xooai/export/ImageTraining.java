package xooai.export;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Trains the AOT cache of an exported folder: the flow is started as it will be, asked how it is and what it takes,
/// sent a request that it refuses before any executor sees it, and ended. It ends too when this program goes, as its
/// input ends then.
final class ImageTraining {
    private static final String READY = "READY ";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /// The drivers that serve, by the names of their options.
    private static final List<String> SERVING = List.of("http", "grpc", "quic");

    private static final int MOST_SAID = 1 << 16;

    private final Path runtime;
    private final Path app;
    private final String name;
    private final List<String> flags;
    private final Path out;
    private final Path err;

    ImageTraining(Path runtime, Path app, String name, List<String> flags) {
        this.runtime = runtime;
        this.app = app;
        this.name = name;
        this.flags = flags;
        this.out = app.resolve(name + ".out");
        this.err = app.resolve(name + ".err");
    }

    /// Trains it.
    ///
    /// @param drivers the drivers that its jar has
    /// @return why there is no cache; null when there is one
    @Nullable
    String train(Set<String> drivers, Progress progress) throws IOException {
        List<String> serving = SERVING.stream().filter(drivers::contains).toList();
        if (serving.isEmpty()) {
            return "it has no driver to serve by";
        }
        Path recorded = app.resolve(name + ".aotconf");
        try {
            String why = record(recorded, serving, progress);
            return why == null ? create(recorded) : why;
        } finally {
            Files.deleteIfExists(recorded);
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    private @Nullable String record(Path recorded, List<String> serving, Progress progress) throws IOException {
        Process process = java(
                List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded, "-Dxooai.training=true"),
                serving.stream()
                        .flatMap(driver -> Stream.of("--" + driver, "0"))
                        .toList());
        try {
            List<URI> addresses = ready(process, serving.size(), progress);
            if (addresses.isEmpty()) {
                return "the flow did not start here: "
                        + (process.isAlive() ? "it was not ready after " + START.toSeconds() + " seconds" : lastLine());
            }
            for (URI address : addresses) {
                if (address.getScheme().startsWith("http")) {
                    visit(address);
                }
            }
            process.getOutputStream().close();
            return process.waitFor(END.toSeconds(), TimeUnit.SECONDS) && Files.exists(recorded)
                    ? null
                    : "Java recorded nothing: " + lastLine();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private @Nullable String create(Path recorded) throws IOException {
        Path cache = app.resolve(name + ".aot");
        Process process = java(
                List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recorded, "-XX:AOTCache=" + cache), List.of());
        try {
            boolean made = process.waitFor(END.toSeconds(), TimeUnit.SECONDS)
                    && process.exitValue() == 0
                    && Files.exists(cache);
            if (!made) {
                process.destroyForcibly();
                Files.deleteIfExists(cache);
            }
            return made ? null : "Java made none: " + lastLine();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw interrupted(e);
        }
    }

    private Process java(List<String> aot, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(runtime.resolve("bin").resolve("java").toString());
        command.addAll(aot);
        command.addAll(flags);
        command.addAll(List.of("-jar", app.resolve(name + ".jar").toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        // Nobody else is to call it, and what is set for this program's own Java is not for that one.
        builder.environment().keySet().removeAll(List.of("XOOAI_TOKEN", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return builder.start();
    }

    /// Where it answers; nowhere when it ends before it does, or takes too long.
    private List<URI> ready(Process process, int count, Progress progress) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
            List<URI> addresses = lines(out).stream()
                    .filter(line -> line.startsWith(READY))
                    .map(line -> URI.create(line.substring(READY.length())))
                    .toList();
            if (addresses.size() == count) {
                return addresses;
            }
            if (ended) {
                return List.of();
            }
            if (progress.cancelled()) {
                throw new XooaiException(Code.CANCELLED, "the export was stopped");
            }
        }
        return List.of();
    }

    private static void visit(URI address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWER)
                .build()) {
            for (String path : List.of("/health", "/openapi.json", "/metrics")) {
                send(client, HttpRequest.newBuilder(address.resolve(path)).GET());
            }
            // No list of docs: what reads and answers requests is trained, and no executor runs.
            for (int i = 0; i < 20; i++) {
                send(
                        client,
                        HttpRequest.newBuilder(address)
                                .header("content-type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"docs\": \"none\"}")));
            }
        }
    }

    private static void send(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        client.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.discarding());
    }

    /// The lines that are whole.
    private static List<String> lines(Path said) throws IOException {
        try (var in = Files.newInputStream(said)) {
            String text = new String(in.readNBytes(MOST_SAID), StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    /// What failed is told on the error stream; what Java says of the cache, on the other.
    private String lastLine() throws IOException {
        for (Path said : List.of(err, out)) {
            List<String> lines = lines(said);
            if (!lines.isEmpty()) {
                return lines.getLast().strip();
            }
        }
        return "it said nothing";
    }

    private static XooaiException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new XooaiException(Code.CANCELLED, "the export was interrupted", e);
    }
}
