package xooai.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import xooai.store.Folders;

/// The launcher of an exported folder, in one whose Java is a script that says how it was called.
@DisabledOnOs(OS.WINDOWS)
class ImageLauncherTest {
    private static final String SEAL = "0123456789abcdef".repeat(4);
    private static final List<String> FLAGS = List.of("--enable-native-access=ALL-UNNAMED", "-Xlog:aot*=off:stderr");

    @TempDir
    private Path work = Path.of("");

    private Path folder = Path.of("");

    @BeforeEach
    void makeAFolder() throws IOException {
        folder = work.resolve("a folder");
        Files.createDirectories(folder.resolve("app"));
        Files.writeString(folder.resolve("app/f.jar"), "some bytes" + SEAL);
        Files.writeString(folder.resolve("app/f.aot"), "a cache");
        new ImageLauncher("f", SEAL, FLAGS).write(folder.resolve("bin"));
        Path java = Files.createDirectories(folder.resolve("runtime/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$LC_ALL\" \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theJarThatTheCacheWasTrainedOnGetsIt() throws Exception {
        assertThat(started(folder.resolve("bin/f"), "--http", "8 0"))
                .endsWith(
                        "-XX:AOTCache=" + folder + "/app/f.aot",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xlog:aot*=off:stderr",
                        "-Dxooai.command=f",
                        "-jar",
                        folder + "/app/f.jar",
                        "--http",
                        "8 0");
    }

    @Test
    void anyOtherJarGetsNone() throws Exception {
        Path jar = folder.resolve("app/f.jar");
        FileTime time = Files.getLastModifiedTime(jar);
        for (String other :
                List.of("some bytes" + SEAL.replace('0', '1'), "more bytes, and no seal", "\0".repeat(99))) {
            Files.writeString(jar, other);
            Files.setLastModifiedTime(jar, time);
            assertThat(started(folder.resolve("bin/f"))).noneMatch(word -> word.contains("AOTCache"));
        }
    }

    @Test
    void itsTimesPlaceAndNameOnThePathMakeNoDifference() throws Exception {
        Files.setLastModifiedTime(folder.resolve("app/f.jar"), FileTime.fromMillis(0));
        Path moved = Files.createDirectories(work.resolve("e/l/s/e")).resolve("where");
        Folders.copy(folder, moved);
        Folders.delete(folder);
        Path link = Files.createSymbolicLink(work.resolve("link"), Path.of("e/l/s/e/where/bin/f"));
        Path far = Files.createSymbolicLink(work.resolve("e/far"), link);
        for (Path launcher : List.of(moved.resolve("bin/f"), link, far)) {
            assertThat(started(launcher)).contains("-XX:AOTCache=" + moved + "/app/f.aot");
        }
    }

    @Test
    void withoutACacheItStartsToo() throws Exception {
        Files.delete(folder.resolve("app/f.aot"));
        assertThat(started(folder.resolve("bin/f"))).noneMatch(word -> word.contains("AOTCache"));
    }

    @Test
    void aLocaleOfAsciiAloneOrOneThatIsNotInstalledIsReplaced() throws Exception {
        Path launcher = folder.resolve("bin/f");
        assertThat(started(Map.of(), launcher)).startsWith("C.UTF-8");
        assertThat(started(Map.of("LANG", "xx_XX.UTF-8"), launcher)).startsWith("C.UTF-8");
        assertThat(started(Map.of("LC_ALL", "C"), launcher)).startsWith("C.UTF-8");
        assertThat(started(Map.of("LANG", "C.UTF-8"), launcher)).startsWith("");
    }

    @Test
    void aFolderWithAColonIsRefusedInASentence() throws Exception {
        Path colon = work.resolve("a:b");
        Folders.copy(folder, colon);
        assertThat(started(colon.resolve("bin/f")))
                .containsExactly(
                        "cannot start f: Java runs in no folder with a colon in its path, as " + colon
                                + " has; rename it",
                        "ended with 1");
    }

    @Test
    void onWindowsTheSealDecidesToo() {
        assertThat(new ImageLauncher("f", SEAL, FLAGS).batch().lines())
                .contains("\"%SystemRoot%\\System32\\findstr.exe\" /m /l /c:\"" + SEAL
                        + "\" \"%~dp0..\\app\\f.jar\" >nul 2>nul")
                .last()
                .asString()
                .isEqualTo("\"%~dp0..\\runtime\\bin\\java.exe\" %cache% --enable-native-access=ALL-UNNAMED"
                        + " -Xlog:aot*=off:stderr -Dxooai.command=f -jar \"%~dp0..\\app\\f.jar\" %*");
    }

    private static List<String> started(Path launcher, String... arguments) throws Exception {
        return started(Map.of(), launcher, arguments);
    }

    /// What it says, a line each; the first is the locale that Java gets.
    private static List<String> started(Map<String, String> environment, Path launcher, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", "/usr/bin:/bin");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        List<String> lines = new ArrayList<>(said.lines().toList());
        if (process.exitValue() != 0) {
            lines.add("ended with " + process.exitValue());
        }
        return lines;
    }
}
