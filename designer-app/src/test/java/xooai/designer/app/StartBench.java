package xooai.designer.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Starts the designer in processes of its own, with an AOT cache and without, and reads how long that took.
final class StartBench {
    private static final Pattern LINE = Pattern.compile("startup: (.*) after (\\d+) ms");
    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dmsgpack.universal-buffer=true",
            "-Dprism.order=sw");
    private static final int STARTS = 7;
    private static final long PATIENCE = 120;

    private final Path home;
    private final PrintStream out;
    private final String java =
            Path.of(System.getProperty("java.home", ""), "bin", "java").toString();

    StartBench(Path home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    void measure() throws Exception {
        String classPath = jars();
        out.println("| start of the designer, from its JVM on | main | toolkit | first frame | usable window | aim |");
        out.println("|---|---:|---:|---:|---:|---|");
        line("without a cache", classPath, List.of(), "");
        if (Stream.of(classPath.split(File.pathSeparator, -1)).allMatch(each -> Files.isRegularFile(Path.of(each)))) {
            Path cache = train(classPath);
            line("with an AOT cache", classPath, List.of("-XX:AOTCache=" + cache), "< 2,000 ms");
        } else {
            out.println("| with an AOT cache | | | | not measured: there are directories on the class path | |");
        }
        out.println();
    }

    /// The class path of this process with the designer as a jar, as an AOT cache takes jars alone.
    private static String jars() throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            boolean tests = path.endsWith("test-classes") || entry.contains("junit") || entry.contains("testfx");
            Path jar = path.endsWith("classes") ? jarBeside(path) : path;
            if (!tests && Files.exists(jar)) {
                entries.add(jar.toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Path jarBeside(Path classes) throws IOException {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(classes.resolveSibling("."), "xooai-designer-*.jar")) {
            for (Path jar : jars) {
                if (!jar.toString().contains("-sources") && !jar.toString().contains("-tests")) {
                    return jar.normalize();
                }
            }
        }
        return classes;
    }

    private Path train(String classPath) throws Exception {
        Path cache = home.resolve("designer.aot");
        List<String> command = command(
                classPath, List.of("-XX:TieredStopAtLevel=1", "-XX:AOTCacheOutput=" + cache), List.of("--train"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("train.log").toFile())
                .start();
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("Tried to train an AOT cache: " + Files.readString(home.resolve("train.log")));
        }
        return cache;
    }

    private List<String> command(String classPath, List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, "xooai.designer.app.Launcher"));
        command.addAll(arguments);
        return command;
    }

    private void line(String what, String classPath, List<String> flags, String aim) throws Exception {
        double[][] took = new double[4][STARTS];
        for (int i = 0; i < STARTS; i++) {
            double[] one = start(command(
                    classPath,
                    flags,
                    List.of(
                            "--startup-times",
                            "--home",
                            home.resolve("start" + i).toString())));
            for (int phase = 0; phase < one.length; phase++) {
                took[phase][i] = one[phase];
            }
        }
        out.printf(
                Locale.ROOT,
                "| %s, median of %d | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %s |%n",
                what,
                STARTS,
                median(took[0]),
                median(took[1]),
                median(took[2]),
                median(took[3]),
                aim);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return Frames.of(values, 0.5);
    }

    /// Starts it, and ends it once its window is complete.
    private static double[] start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> phases = List.of("main", "toolkit", "first frame", "usable window");
        double[] took = new double[phases.size()];
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches() && phases.contains(matcher.group(1))) {
                    took[phases.indexOf(matcher.group(1))] = Double.parseDouble(matcher.group(2));
                }
                if (line.contains("complete window")) {
                    break;
                }
            }
        } finally {
            process.destroyForcibly();
        }
        return took;
    }
}
