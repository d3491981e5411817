package xooai.designer.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import xooai.codec.Codec;
import xooai.codec.Limits;

/// An exported flow as a program of its own, served on a free port.
final class ExportedJar implements AutoCloseable {
    private final Process process;
    private final URI address;

    private ExportedJar(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    static ExportedJar start(Path jar) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-jar", jar.toString(), "--http", "0")
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("READY ")) {
                return new ExportedJar(
                        process, URI.create(line.substring("READY ".length()).strip()));
            }
        }
        throw new AssertionError("the exported jar did not start:\n" + said);
    }

    /// The docs of its answer, written as the designer writes them.
    String docs(byte[] body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (Codec.JSON.readValue(answer.body(), Limits.DEFAULT) instanceof Map<?, ?> envelope) {
                return new String(Codec.JSON.writeValue(envelope.get("docs")), StandardCharsets.UTF_8);
            }
            throw new AssertionError(new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
