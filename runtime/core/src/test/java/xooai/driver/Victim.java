package xooai.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process of ours that is killed in the middle of its work.
final class Victim implements AutoCloseable {
    private static final String READY = "READY ";
    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final String address;

    private Victim(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /// Starts that program and waits until it says that it is ready.
    static Victim start(Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dmsgpack.universal-buffer=true",
                "-cp",
                System.getProperty("java.class.path", ""),
                main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return new Victim(process, line.substring(READY.length()));
            }
        }
        process.destroyForcibly();
        throw new IOException(main.getSimpleName() + " ended before it was ready");
    }

    /// The address that it said.
    String address() {
        return address;
    }

    /// Kills it, without a chance to say good-bye, and waits until it is gone.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("process " + process.pid() + " outlived SIGKILL");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
