package xooai.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Measures and prints one table. Every number stands beside a baseline of the same run.
public final class Bench {
    /// Small enough for a small machine, and the same for both sides.
    static final List<String> SERVER_FLAGS = List.of("-Xmx1g", "--sun-misc-unsafe-memory-access=allow");

    private Bench() {}

    /// Measures what is asked for.
    ///
    /// @param arguments `all`, or some of `http`, `grpc`, `quic`, `store`, `flat`, `nodes`, `start`, by comma
    public static void main(String[] arguments) {
        List<String> parts = List.of(arguments.length == 0 ? new String[] {"all"} : arguments[0].split(",", -1));
        Path target = Path.of(System.getProperty("bench.target", "target")).toAbsolutePath();
        List<Row> rows = new ArrayList<>();
        if (chosen(parts, "http")) {
            rows.addAll(HttpBench.run());
        }
        if (chosen(parts, "grpc")) {
            rows.addAll(GrpcBench.run());
        }
        if (chosen(parts, "quic")) {
            rows.addAll(QuicBench.run());
        }
        if (chosen(parts, "store")) {
            rows.addAll(StoreBench.run());
        }
        if (chosen(parts, "flat")) {
            rows.addAll(FlatBench.run());
        }
        if (chosen(parts, "nodes")) {
            rows.addAll(NodeBench.run());
        }
        if (chosen(parts, "start")) {
            rows.addAll(
                    StartBench.run(target, Path.of(System.getProperty("bench.bare", target + "/bare-javalin.jar"))));
        }
        String results = LocalDate.now(java.time.ZoneOffset.UTC) + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version() + "\n\n"
                + Row.table(rows);
        System.out.println(results);
        try {
            Files.createDirectories(target);
            Files.writeString(target.resolve("results.md"), results);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean chosen(List<String> parts, String part) {
        return parts.contains("all") || parts.contains(part);
    }
}
