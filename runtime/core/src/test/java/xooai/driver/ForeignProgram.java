package xooai.driver;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program that nobody here wrote, run as a peer of ours.
///
/// Where it is not installed, its tests are skipped, and say so; where `CI` is set they fail: `.ci/run` installs them
/// all.
public final class ForeignProgram {
    private static final long PATIENCE_SECONDS = 60;

    private final List<String> command;

    private ForeignProgram(List<String> command) {
        this.command = command;
    }

    /// What a run printed on its standard output and error, and its exit status.
    public record Said(int code, String text) {}

    /// The program of that name in one of the directories of `PATH`.
    public static ForeignProgram named(String name) {
        for (String directory : System.getenv("PATH").split(":", -1)) {
            Path file = Path.of(directory, name);
            if (Files.isExecutable(file)) {
                return new ForeignProgram(List.of(file.toString()));
            }
        }
        return missing("`" + name + "` is not installed");
    }

    /// A Python that has those modules: the system's own, or the one that comes first in `PATH`.
    ///
    /// @param script what it runs
    public static ForeignProgram python(Path script, String... modules) throws Exception {
        for (String python : List.of("/usr/bin/python3", "python3")) {
            ForeignProgram program = new ForeignProgram(List.of(python, "-c", "import " + String.join(", ", modules)));
            if ((!python.startsWith("/") || Files.isExecutable(Path.of(python))) && program.run().code == 0) {
                return new ForeignProgram(List.of(python, "-B", script.toString()));
            }
        }
        return missing("no python3 has the modules " + String.join(", ", modules));
    }

    private static ForeignProgram missing(String what) {
        return System.getenv("CI") == null ? abort(what) : fail(what);
    }

    /// Runs it with those arguments, and nothing on its standard input.
    public Said run(String... arguments) throws Exception {
        return run(null, arguments);
    }

    /// Runs it with those arguments.
    ///
    /// @param input what its standard input holds; null for nothing
    public Said run(byte @Nullable [] input, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(command);
        line.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile("said", ".txt");
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try (var in = process.getOutputStream()) {
                in.write(Objects.requireNonNullElse(input, new byte[0]));
            } catch (IOException e) {
                // It ended without reading what it was given: its output says why.
                process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return new Said(-1, "no end within " + PATIENCE_SECONDS + " s: " + text(output));
            }
            return new Said(process.exitValue(), text(output));
        } finally {
            Files.delete(output);
        }
    }

    /// What the file holds; bytes that are no text are shown as `�`.
    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
