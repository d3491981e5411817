package xooai.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import xooai.store.Folders;

/// The life of the package on a Debian with nothing else: an older version, this one over it, used, removed.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CleanSystemIT {
    private static final Path WORK = Made.BUILD.work().resolveSibling("clean-system");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String DIAMOND = "/usr/share/xooai/samples/diamond/diamond.flow.json";
    private static final String DIGITS = "/usr/share/xooai/samples/digits/digits.flow.json";
    private static CleanSystem system;
    private static String desktopEntry = "";

    @BeforeAll
    static void aCleanSystem() throws IOException {
        Files.createDirectories(WORK);
        system = CleanSystem.make(WORK.resolve("root"));
    }

    @Test
    @Order(1)
    void anOlderVersionInstallsWithItsDependenciesAlone() throws IOException {
        Path tree = WORK.resolve("older");
        Folders.delete(tree);
        Tool.of("dpkg-deb", "-R", Made.ending(".deb").toString(), tree.toString())
                .run();
        Path control = tree.resolve("DEBIAN/control");
        Files.writeString(control, Files.readString(control).replaceFirst("(?m)^Version: .*", "Version: 0.0.1"));
        Files.writeString(tree.resolve("usr/lib/xooai/app/older.jar"), "a jar that is no more");
        Path older = WORK.resolve("older.deb");
        Tool.of("dpkg-deb", "--root-owner-group", "-Znone", "--build", tree.toString(), older.toString())
                .run();
        Folders.delete(tree);
        install(older);
        assertThat(system.run("xooai --version")).contains("xooai");
    }

    private static void install(Path file) throws IOException {
        system.put(file, "/tmp/xooai.deb");
        system.run("apt-get update -qq; apt-get install -y -qq --no-install-recommends /tmp/xooai.deb");
        Files.delete(system.file("/tmp/xooai.deb"));
    }

    @Test
    @Order(2)
    void anUpgradeKeepsWhatIsThePersons() throws Exception {
        try (Screen screen = Screen.open(WORK.resolve("screen"))) {
            shown(screen, "xooai-designer " + DIGITS);
        }
        system.run("""
            cd /home/person
            mkdir -p .config/xooai .local/share/xooai/jars
            cp /usr/share/xooai/samples/diamond/diamond.flow.json a.flow.json
            echo '{"version":1,"theme":"dark","recent":["/home/person/a.flow.json"]}' > .config/xooai/settings.json
            echo 'an executor' > .local/share/xooai/jars/plugin.jar
            chown -R person: .
            """);
        Map<String, String> before = system.contents("/home/person");
        install(Made.ending(".deb"));
        assertThat(system.contents("/home/person")).isEqualTo(before);
        // The new one goes on with what the old one left.
        BufferedImage dark;
        try (Screen screen = Screen.open(WORK.resolve("screen"))) {
            dark = shown(screen, "xooai-designer " + DIGITS);
        }
        write(dark, "upgraded");
        assertThat(Screen.brightness(dark)).isLessThan(0.2);
        assertThat(system.file("/home/person/.config/xooai/settings.json"))
                .content()
                .contains("\"dark\"", "/home/person/a.flow.json");
        system.run("rm -r /home/person/.config/xooai/settings.json /home/person/.local/share/xooai/jars");
        assertThat(system.file("/usr/lib/xooai/app/older.jar")).doesNotExist();
        assertThat(system.run("dpkg-query -W -f '${Version}' xooai")).isEqualTo(Made.BUILD.version());
    }

    @Test
    @Order(3)
    void everyLibraryFindsTheOthersItNeeds() throws IOException {
        String missing = system.run("""
            cd /usr/lib/xooai
            for l in $(find . -name '*.so'); do
              LD_LIBRARY_PATH=app:runtime/lib:runtime/lib/server ldd $l | sed -n "s|\\(.*\\) => not found|$l:\\1|p"
            done
            """);
        // JavaFX has a plugin for each version of libav, and takes the one that is there.
        assertThat(missing.lines().filter(line -> !line.contains("/libavplugin-")))
                .isEmpty();
    }

    @Test
    @Order(4)
    void theSystemKnowsTheTypeOfFlowFilesAndWhatOpensThem() throws IOException {
        desktopEntry = Files.readString(system.file("/usr/share/applications/" + Share.ID + ".desktop"));
        assertThat(desktopEntry)
                .contains("Exec=xooai-designer %f\n")
                .contains("MimeType=application/vnd.xooai.flow+json;");
        assertThat(system.run("cat /usr/share/mime/globs2")).contains("60:application/vnd.xooai.flow+json:*.flow.json");
    }

    @Test
    @Order(5)
    void aDoubleClickOnAFlowFileOpensIt() throws Exception {
        Path flow = system.file("/home/person/my flow.flow.json");
        Files.copy(system.file(DIAMOND), flow);
        system.run("chown person: '/home/person/my flow.flow.json'");
        String exec = desktopEntry
                .lines()
                .filter(line -> line.startsWith("Exec="))
                .findFirst()
                .orElseThrow();
        String command = exec.substring("Exec=".length()).replace("%f", "'/home/person/my flow.flow.json'");
        BufferedImage expected;
        BufferedImage other;
        BufferedImage opened;
        try (Screen screen = Screen.open(WORK.resolve("screen"))) {
            // The same file opened by the portable program, and another one.
            expected = shownHere(screen, flow);
            other = shown(screen, "xooai-designer " + DIGITS);
            opened = shown(screen, command);
        }
        write(expected, "expected");
        write(other, "other");
        write(opened, "opened");
        double difference = Screen.difference(opened, expected);
        System.out.printf(
                "a double click: %.4f of the picture differ, of another flow %.4f%n",
                difference, Screen.difference(other, expected));
        assertThat(difference).isLessThan(0.01).isLessThan(Screen.difference(other, expected) / 4);
    }

    private static void write(BufferedImage image, String name) throws IOException {
        ImageIO.write(image, "png", WORK.resolve(name + ".png").toFile());
    }

    private static BufferedImage shownHere(Screen screen, Path flow) throws Exception {
        Path home = Files.createDirectories(WORK.resolve("home"));
        Folders.delete(home);
        Path copy = Files.createDirectories(home).resolve(flow.getFileName());
        Files.copy(flow, copy);
        ProcessBuilder builder = new ProcessBuilder(
                Made.BUILD.image().resolve("bin/xooai-designer").toString(), copy.toString());
        builder.environment().put("DISPLAY", screen.display());
        builder.environment().put("HOME", home.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
        builder.redirectErrorStream(true)
                .redirectOutput(WORK.resolve("here.log").toFile());
        return settled(screen, builder.start());
    }

    private static BufferedImage shown(Screen screen, String command) throws Exception {
        return settled(screen, system.start(command, screen.display(), WORK.resolve("inside.log")));
    }

    /// What the screen shows once a window has been there for a while and changes no more; then the program is told to
    /// end.
    private static BufferedImage settled(Screen screen, Process program) throws Exception {
        try {
            await("a window", () -> Screen.colors(screen.look()), count -> count > 50);
            BufferedImage[] last = {screen.look()};
            int[] same = {0};
            await(
                    "a window that stays as it is",
                    () -> {
                        Thread.sleep(250);
                        BufferedImage now = screen.look();
                        same[0] = Screen.difference(now, last[0]) < 0.0005 ? same[0] + 1 : 0;
                        last[0] = now;
                        return same[0];
                    },
                    count -> count >= 12);
            assertThat(program.isAlive()).isTrue();
            return last[0];
        } finally {
            stop(program);
            await("an empty screen", () -> Screen.colors(screen.look()), count -> count < 5);
        }
    }

    private static void stop(Process program) throws InterruptedException {
        List<ProcessHandle> all = program.descendants().toList();
        all.reversed().forEach(ProcessHandle::destroy);
        program.destroy();
        if (!program.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
            program.destroyForcibly();
        }
    }

    private static <T> T await(String what, Callable<T> look, Predicate<T> there) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        T found = look.call();
        while (!there.test(found)) {
            assertThat(Instant.now()).as("waiting for " + what).isBefore(end);
            Thread.sleep(50);
            found = look.call();
        }
        return found;
    }

    @Test
    @Order(6)
    void aServedSampleAnswers() throws Exception {
        Made.needs("curl", "curl");
        Path said = WORK.resolve("served.log");
        Process served = system.start("exec xooai serve " + DIAMOND + " --http 0", "", said);
        try {
            String address = await(
                            "READY",
                            () -> Files.readString(said)
                                    .lines()
                                    .filter(line -> line.startsWith("READY "))
                                    .findFirst()
                                    .orElse(""),
                            line -> !line.isEmpty())
                    .substring("READY ".length());
            assertThat(Tool.of(
                                    "curl",
                                    "-sS",
                                    "-H",
                                    "content-type: application/json",
                                    "-d",
                                    "{\"docs\":[{\"text\":\"Aa\"}]}",
                                    address)
                            .run())
                    .contains("AA (1 word)");
        } finally {
            stop(served);
        }
    }

    @Test
    @Order(7)
    void aFirstStartNeedsNoNetwork() throws Exception {
        assertThat(system.run("unshare --net su person -c 'xooai check " + DIAMOND + "'"))
                .contains("no problems");
        BufferedImage first;
        try (Screen screen = Screen.open(WORK.resolve("screen"))) {
            Process started = system.startOffline(
                    "mkdir $HOME/first && HOME=$HOME/first exec xooai-designer",
                    screen.display(),
                    WORK.resolve("offline.log"));
            first = settled(screen, started);
        }
        write(first, "offline");
        assertThat(system.file("/home/person/first/.local/state/xooai")).isDirectory();
        assertThat(system.file("/home/person/first/.local/state/xooai/errors")).doesNotExist();
        assertThat(Files.readString(WORK.resolve("offline.log"))).doesNotContain("xception");
        system.run("rm -r /home/person/first");
    }

    @Test
    @Order(8)
    void anInstalledProgramExportsAFlowThatRunsOnItsJava() throws IOException {
        assertThat(system.run("cd /tmp && xooai export " + DIAMOND + " -o d.jar && ls d.jar"))
                .contains("with xooai.samples.diamond");
    }

    @Test
    @Order(9)
    void aRemovalLeavesNothingOfTheSystemsAndEverythingOfThePersons() throws IOException {
        Map<String, String> before = system.contents("/home/person");
        List<String> files = system.run("dpkg -L xooai")
                .lines()
                .filter(file -> file.contains("xooai"))
                .toList();
        assertThat(files).hasSizeGreaterThan(100);
        system.run("apt-get purge -y -qq xooai");
        assertThat(files).noneMatch(file -> Files.exists(system.file(file)));
        assertThat(system.named("xooai")).isEmpty();
        assertThat(system.run("cat /usr/share/mime/globs2")).doesNotContain("xooai");
        assertThat(system.contents("/home/person")).isEqualTo(before);
    }
}
