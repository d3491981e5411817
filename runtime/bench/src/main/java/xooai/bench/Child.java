package xooai.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in a process of its own, ready to be called; closing it ends the process.
final class Child implements AutoCloseable {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path JCMD = JAVA.resolveSibling("jcmd");
    private static final Pattern USED = Pattern.compile("\\bused (\\d+)K");
    private static final Duration MOMENT = Duration.ofSeconds(10);

    private final Process process;
    private final URI address;

    private Child(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /// Starts Java with those arguments and waits for its line `READY` and an address.
    static Child java(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(arguments);
        return program(command);
    }

    /// Starts that program and waits for its line `READY` and an address.
    static Child program(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("READY ")) {
                    return new Child(process, URI.create(line.substring("READY ".length())));
                }
            }
            process.destroyForcibly();
            throw new IllegalStateException(command + " ended before it was ready");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts that class of this program's class path.
    static Child of(Class<?> main, String... given) {
        List<String> arguments = new ArrayList<>(Bench.SERVER_FLAGS);
        arguments.addAll(
                List.of("-cp", System.getProperty("java.class.path", "").replace(';', File.pathSeparatorChar)));
        arguments.add(main.getName());
        arguments.addAll(List.of(given));
        return java(arguments);
    }

    URI address() {
        return address;
    }

    /// The processor time that it has used so far.
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// The memory that it holds, in MiB, once it has been left alone for that long; 0 where the system does
    /// not tell.
    double residentAfter(Duration idle) {
        try {
            if (process.waitFor(idle.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the server at " + address + " ended");
            }
            Path status = Path.of("/proc", Long.toString(process.pid()), "status");
            if (!Files.exists(status)) {
                return 0;
            }
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmRSS:")) {
                    return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
                }
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// What its heap holds after a full collection, in MiB.
    double heapAfterCollection() {
        jcmd("GC.run");
        String info = jcmd("GC.heap_info");
        Matcher used = USED.matcher(info);
        if (!used.find()) {
            throw new IllegalStateException("jcmd tells no heap: " + info);
        }
        return Double.parseDouble(used.group(1)) / 1024;
    }

    private String jcmd(String command) {
        try {
            Process asked = new ProcessBuilder(JCMD.toString(), Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (asked.waitFor() != 0) {
                throw new IllegalStateException(
                        "jcmd " + command + " failed for the server at " + address + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(MOMENT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw interrupted(e);
        }
    }
}
