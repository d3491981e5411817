package xooai.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that is run: it ends well within its time, or the build fails with what it said.
final class Tool {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int SHOWN = 4_000;

    private final List<String> command;
    private final Map<String, String> environment;
    private final boolean anyExit;

    private Tool(List<String> command, Map<String, String> environment) {
        this(command, environment, false);
    }

    private Tool(List<String> command, Map<String, String> environment, boolean anyExit) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.anyExit = anyExit;
    }

    /// That command.
    static Tool of(String... command) {
        return new Tool(List.of(command), Map.of());
    }

    /// That command.
    static Tool of(List<String> command) {
        return new Tool(command, Map.of());
    }

    /// That program of the Java that builds.
    static Tool ofJava(String name, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
        command.addAll(arguments);
        return new Tool(command, Map.of());
    }

    /// The same with those variables.
    Tool with(Map<String, String> variables) {
        return new Tool(command, variables, anyExit);
    }

    /// The same, whatever code it ends with.
    Tool withAnyExit() {
        return new Tool(command, environment, true);
    }

    /// Whether there is such a program.
    static boolean isThere(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }

    /// Runs it.
    ///
    /// @return what it said
    /// @throws IllegalStateException when it fails or does not end
    String run() throws IOException {
        Path said = Files.createTempFile("xooai-tool", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of(nothing()).toFile()))
                    .start();
            boolean ended = ended(process);
            String text = Files.readString(said, StandardCharsets.UTF_8);
            if (!ended || (process.exitValue() != 0 && !anyExit)) {
                throw new IllegalStateException(String.join(" ", command)
                        + (ended
                                ? " ended with " + process.exitValue()
                                : " did not end in " + PATIENCE.toMinutes() + " minutes")
                        + ":\n" + tail(text));
            }
            return text;
        } finally {
            Files.deleteIfExists(said);
        }
    }

    private static String nothing() {
        return Platform.HERE.system() == Platform.Kind.WINDOWS ? "NUL" : "/dev/null";
    }

    private static boolean ended(Process process) {
        try {
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return true;
            }
            process.destroyForcibly();
            return false;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String tail(String text) {
        return text.length() <= SHOWN ? text : "…" + text.substring(text.length() - SHOWN);
    }

    @Override
    public String toString() {
        return String.join(" ", command);
    }
}
