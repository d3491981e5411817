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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Trains the AOT cache of an exported folder: the flow is started as it will be, asked how it is and what it takes,
/// sent a request that it refuses before any executor sees it, and ended.
final class ImageTraining {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int MOST_SAID = 1 << 16;

    private final Path runtime;
    private final Path app;
    private final String name;
    private final List<String> flags;

    ImageTraining(Path runtime, Path app, String name, List<String> flags) {
        this.runtime = runtime;
        this.app = app;
        this.name = name;
        this.flags = flags;
    }

    /// Trains it.
    ///
    /// @return why there is no cache; null when there is one
    @Nullable
    String train(Progress progress) throws IOException {
        Path recorded = app.resolve(name + ".aotconf");
        Path said = app.resolve(name + ".log");
        try {
            String why = record(recorded, said, progress);
            return why == null ? create(recorded, said) : why;
        } finally {
            Files.deleteIfExists(recorded);
            Files.deleteIfExists(said);
        }
    }

    private @Nullable String record(Path recorded, Path said, Progress progress) throws IOException {
        Process process =
                java(said, List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded), List.of("--http", "0"));
        try {
            URI address = ready(process, said, progress);
            if (address == null) {
                return "the flow did not start here: " + lastLine(said);
            }
            visit(address);
            process.destroy();
            return process.waitFor(END.toSeconds(), TimeUnit.SECONDS) && Files.exists(recorded)
                    ? null
                    : "Java recorded nothing: " + lastLine(said);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private @Nullable String create(Path recorded, Path said) throws IOException {
        Path cache = app.resolve(name + ".aot");
        Process process = java(
                said,
                List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recorded, "-XX:AOTCache=" + cache),
                List.of());
        try {
            boolean made = process.waitFor(END.toSeconds(), TimeUnit.SECONDS)
                    && process.exitValue() == 0
                    && Files.exists(cache);
            if (!made) {
                process.destroyForcibly();
                Files.deleteIfExists(cache);
            }
            return made ? null : "Java made none: " + lastLine(said);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw interrupted(e);
        }
    }

    private Process java(Path said, List<String> aot, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(runtime.resolve("bin").resolve("java").toString());
        command.addAll(aot);
        command.addAll(flags);
        command.addAll(List.of("-jar", app.resolve(name + ".jar").toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        // Nobody else is to call it, and what is set for this program's own Java is not for that one.
        builder.environment().keySet().removeAll(List.of("XOOAI_TOKEN", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return builder.start();
    }

    /// Where it answers; null when it ends before it does, or takes too long.
    private static @Nullable URI ready(Process process, Path said, Progress progress)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
            for (String line : lines(said)) {
                if (line.startsWith("READY http")) {
                    return URI.create(line.substring("READY ".length()));
                }
            }
            if (ended) {
                return null;
            }
            if (progress.cancelled()) {
                throw new XooaiException(Code.CANCELLED, "the export was stopped");
            }
        }
        return null;
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

    private static List<String> lines(Path said) throws IOException {
        try (var in = Files.newInputStream(said)) {
            return new String(in.readNBytes(MOST_SAID), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static String lastLine(Path said) throws IOException {
        List<String> lines =
                lines(said).stream().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "it said nothing" : lines.getLast().strip();
    }

    private static XooaiException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new XooaiException(Code.CANCELLED, "the export was interrupted", e);
    }
}
