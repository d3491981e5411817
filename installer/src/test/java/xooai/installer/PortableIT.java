package xooai.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import xooai.store.Folders;

/// The portable archive, unpacked somewhere: it runs, uses its caches and leaves nothing where it does not belong.
class PortableIT {
    private static final Path PLACE = Made.BUILD.work().resolveSibling("portable place");
    private static final int ROUNDS = Integer.getInteger("installer.rounds", 5);
    private static Path program;

    @BeforeAll
    static void unpack() throws IOException {
        Folders.delete(PLACE);
        Files.createDirectories(PLACE);
        Tool.of("tar", "-xzf", Made.ending(".tar.gz").toString(), "-C", PLACE.toString())
                .run();
        program = PLACE.resolve("xooai-" + Made.BUILD.version() + "-" + Platform.HERE.fileName());
    }

    @Test
    void itRunsFromAnyPlaceWithoutJavaOnThePath() throws IOException {
        Path link = Files.createSymbolicLink(PLACE.resolve("linked"), program.resolve("bin/xooai"));
        Path tools = Made.tools(PLACE.resolve("tools"));
        assertThat(Tool.of("env", "-i", "PATH=" + tools, link.toString(), "--version")
                        .run()
                        .strip())
                .isEqualTo("xooai " + Made.BUILD.version());
    }

    @Test
    void itsCachesAreInUse() throws IOException {
        for (Launchers.Command command : Launchers.Command.ALL) {
            assertThat(told(command)).contains("Using AOT-linked classes: true").contains("full module graph: enabled");
        }
    }

    /// So that whoever puts a version of his own in the place of a library runs that.
    @Test
    void aJarThatWasReplacedIsRunAndNotWhatACacheHasOfIt() throws IOException {
        Path jar;
        try (var jars = Files.list(program.resolve("app"))) {
            jar = jars.filter(file -> file.getFileName().toString().startsWith("agent15-"))
                    .findFirst()
                    .orElseThrow();
        }
        FileTime time = Files.getLastModifiedTime(jar);
        try {
            Files.setLastModifiedTime(jar, FileTime.fromMillis(time.toMillis() + 60_000));
            for (Launchers.Command command : Launchers.Command.ALL) {
                assertThat(told(command)).doesNotContain("Using AOT-linked classes: true");
            }
        } finally {
            Files.setLastModifiedTime(jar, time);
        }
    }

    /// What Java says of its cache when it starts that.
    private static String told(Launchers.Command command) throws IOException {
        String script = Files.readString(program.resolve("bin").resolve(command.name()));
        Path telling = program.resolve("bin/telling");
        Files.writeString(telling, script.replace("'-Xlog:aot*=off:stderr'", "-Xlog:aot=info:stderr"));
        try {
            return Tool.of("sh", telling.toString(), "--help-me").withAnyExit().run();
        } finally {
            Files.delete(telling);
        }
    }

    @Test
    void aCacheThatWasCutIsDoneWithoutAndNothingIsSaid() throws IOException {
        Path cache = program.resolve("app").resolve(Launchers.Command.LINE.cache());
        byte[] whole = Files.readAllBytes(cache);
        FileTime time = Files.getLastModifiedTime(cache);
        try {
            Files.write(cache, Arrays.copyOf(whole, whole.length / 2));
            assertThat(Tool.of(program.resolve("bin/xooai").toString(), "--version")
                            .run()
                            .strip())
                    .isEqualTo("xooai " + Made.BUILD.version());
        } finally {
            Files.write(cache, whole);
            Files.setLastModifiedTime(cache, time);
        }
    }

    @Test
    void aFolderWithAColonIsRefusedInWords() throws IOException {
        Path script = PLACE.resolve("a:b/bin/xooai");
        Files.createDirectories(Trees.parent(script));
        Files.copy(program.resolve("bin/xooai"), script);
        assertThat(Tool.of("sh", script.toString(), "--version").withAnyExit().run())
                .contains("colon")
                .doesNotContain("xooai " + Made.BUILD.version());
    }

    @Test
    void theFilesOfAPersonAreWhereTheSystemWantsThem() throws IOException {
        Path home = PLACE.resolve("home");
        Files.createDirectories(home);
        Tool.of(
                        "env",
                        "-i",
                        "PATH=/usr/bin:/bin",
                        "HOME=" + home,
                        program.resolve("bin/xooai-designer").toString(),
                        "--train")
                .run();
        try (var left = Files.list(home)) {
            assertThat(left).as("what a start that trains leaves in a home").isEmpty();
        }
    }

    @Test
    void aStartWritesWhereXdgSaysAndNothingBesideTheProgram() throws Exception {
        Path home = PLACE.resolve("first home");
        Folders.delete(home);
        Files.createDirectories(home);
        Map<String, Long> before = times(program);
        Path here = Files.createDirectories(PLACE.resolve("here"));
        try (Screen screen = Screen.open(PLACE.resolve("screen"))) {
            ProcessBuilder builder = new ProcessBuilder(
                            program.resolve("bin/xooai-designer").toString(), "--startup-times")
                    .directory(here.toFile());
            builder.environment().clear();
            builder.environment()
                    .putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", home.toString(), "DISPLAY", screen.display()));
            started(builder);
        }
        assertThat(times(program)).isEqualTo(before);
        assertThat(times(here)).isEmpty();
        assertThat(times(home).keySet())
                .isNotEmpty()
                .allMatch(file -> file.matches("\\.(config|cache|local/state|local/share)/xooai/.*")
                        // What GTK, fonts and graphics keep for all programs.
                        || file.matches("\\.(cache|config)/(fontconfig|mesa_shader_cache.*|dconf|gtk-3\\.0)/.*"));
    }

    /// The files of a folder and when each was written.
    private static Map<String, Long> times(Path folder) throws IOException {
        Map<String, Long> times = new TreeMap<>();
        for (Path file : Trees.all(folder)) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                times.put(
                        folder.relativize(file).toString(),
                        Files.getLastModifiedTime(file).toMillis());
            }
        }
        return times;
    }

    /// Not asserted against the aim of a half, as machines are shared: it has to be clearly less, and the numbers are
    /// printed.
    @Test
    void anAotCacheMakesTheStartCheap() throws Exception {
        Path home = PLACE.resolve("start home");
        StringBuilder table = new StringBuilder(
                "| start | AOT cache | processor time | first frame | usable window |\n|---|---|---:|---:|---:|\n");
        double[] processor = new double[2];
        try (Screen screen = Screen.open(PLACE.resolve("screen"))) {
            for (boolean cached : List.of(true, false)) {
                List<Start> starts = new ArrayList<>();
                for (int i = 0; i < ROUNDS; i++) {
                    starts.add(start(screen, home, cached));
                }
                processor[cached ? 1 : 0] =
                        median(starts.stream().map(Start::processor).toList());
                table.append(String.format(
                        Locale.ROOT,
                        "| designer | %s | %.2f s | %.0f ms | %.0f ms |%n",
                        cached ? "yes" : "no",
                        processor[cached ? 1 : 0],
                        median(starts.stream().map(Start::firstFrame).toList()),
                        median(starts.stream().map(Start::usable).toList())));
            }
        }
        System.out.println(table);
        Files.writeString(Made.BUILD.work().resolveSibling("start.md"), table);
        assertThat(processor[1]).isLessThan(processor[0] * 0.75);
    }

    private record Start(double processor, double firstFrame, double usable) {}

    private static Start start(Screen screen, Path home, boolean cached) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                program.resolve("bin/xooai-designer").toString(), "--startup-times", "--home", home.toString());
        builder.environment().put("DISPLAY", screen.display());
        if (!cached) {
            builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:AOTMode=off");
        }
        return started(builder);
    }

    /// Starts the designer, waits until its window is complete, and ends it.
    private static Start started(ProcessBuilder builder) throws Exception {
        Path said = PLACE.resolve("start.log");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!text(said).contains("complete window after")) {
                assertThat(System.nanoTime())
                        .as("the start ends: " + text(said))
                        .isLessThan(end);
                assertThat(process.waitFor(10, TimeUnit.MILLISECONDS))
                        .as(text(said))
                        .isFalse();
            }
            double used = process.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
            return new Start(used, after("first frame", said), after("usable window", said));
        } finally {
            process.destroy();
            process.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }

    private static double after(String what, Path said) throws IOException {
        return text(said)
                .lines()
                .filter(line -> line.contains(what + " after "))
                .map(line -> line.replaceAll(".* after ([0-9]+) ms.*", "$1"))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
