package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import xooai.flow.FlowFile;

/// `xooai diff`, `xooai merge`, and Git with it as its driver.
class DiffAndMergeTest {
    private static final String BASE = """
        {
          "xooai": 1,
          "name": "mine",
          "nodes": {
            "loud": {"use": "class:acme.Shout", "on": "shout", "config": {"mark": "!"}},
            "quiet": {"use": "class:acme.Whisper", "on": "whisper", "needs": ["loud"]}
          },
          "view": {"loud": [0, 0], "quiet": [300, 0]}
        }
        """;

    @TempDir
    private Path folder = Path.of("");

    private Path write(String name, String json) throws IOException {
        return FlowFiles.write(folder, name, json);
    }

    private Run diff(String before, String after, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "diff",
                write("a.flow.json", before).toString(),
                write("b.flow.json", after).toString()));
        arguments.addAll(List.of(options));
        return Run.of(arguments.toArray(String[]::new));
    }

    @Test
    void theDifferencesAreTold() throws IOException {
        String after = BASE.replace("\"!\"", "\"?\"").replace("[300, 0]", "[320, 0]");
        Run run = diff(BASE, after);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "~ loud: config.mark is \"?\", was \"!\"", "~ quiet stands at 320, 0, stood at 300, 0");
        assertThat(diff(BASE, after, "--no-layout", "--exit-code"))
                .satisfies(quiet -> assertThat(quiet.code()).isEqualTo(1))
                .satisfies(quiet -> assertThat(quiet.out()).hasLineCount(1));
        assertThat(diff(BASE, after, "--json").out())
                .contains("\"kind\":\"changed\"", "\"path\":\"config.mark\"", "\"before\":\"!\"");
    }

    @Test
    void withoutLayoutWordsThatAreDrawnAreToldAndPlacesAreNot() throws IOException {
        String drawn = BASE.replace("\"view\"", """
            "drawing": {"notes": {"m": {"text": ["a"], "color": "blue", "frame": [0, 0, 80, 80]}}}, "view\"\
            """);
        String after = drawn.replace("[\"a\"]", "[\"b\"]").replace("[0, 0, 80, 80]", "[9, 9, 80, 80]");
        assertThat(diff(drawn, after).out().lines())
                .containsExactly("~ note m: text is \"b\", was \"a\"", "~ note m \"b\" is drawn otherwise");
        assertThat(diff(drawn, after, "--no-layout").out().lines())
                .containsExactly("~ note m: text is \"b\", was \"a\"");
        assertThat(diff(BASE, drawn, "--no-layout").out().lines()).containsExactly("+ note m \"a\" is new");
    }

    @Test
    void keysOfOnesOwnInADrawingAreMergedAndAConflictIsNamed() throws IOException {
        String drawn = BASE.replace("\"view\"", """
            "drawing": {"x-k": {"a": 1, "b": 1, "c": 5, "l": [1, 2]}}, "view\"\
            """);
        Path base = write("base.json", drawn);
        Path ours = write("ours.json", drawn.replace("\"a\": 1", "\"a\": 2"));
        Path theirs = write("theirs.json", drawn.replace("\"b\": 1", "\"b\": 2"));
        Run run = Run.of("merge", base.toString(), ours.toString(), theirs.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(ours)).contains("\"a\": 2", "\"b\": 2", "\"c\": 5", "\"l\": [1, 2]");

        Path third = write("third.json", drawn.replace("\"a\": 1", "\"a\": 3"));
        Run clash = Run.of("merge", base.toString(), ours.toString(), third.toString());
        assertThat(clash.code()).isEqualTo(1);
        assertThat(clash.err()).contains("merge conflict at `drawing.x-k.a`: ours has 2, theirs has 3");
    }

    @Test
    void equalFlowsHaveNoDifferences() throws IOException {
        Run run = diff(
                BASE,
                new String(
                        FlowFile.write(FlowFile.read(BASE.getBytes(StandardCharsets.UTF_8))
                                .spec()),
                        StandardCharsets.UTF_8),
                "--exit-code");
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whatBothSidesDidIsInTheMergedFile() throws IOException {
        Path base = write("base.json", BASE);
        Path ours = write("ours.json", BASE.replace("\"!\"", "\"?\""));
        Path theirs = write("theirs.json", BASE.replace("quiet", "calm"));
        Path out = folder.resolve("out.json");
        Run run = Run.of("merge", base.toString(), ours.toString(), theirs.toString(), "-o", out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(out)).contains("\"?\"", "\"calm\"").doesNotContain("quiet");
        assertThat(Files.readString(ours)).contains("quiet");
    }

    @Test
    void aConflictIsNamedAndTheFileStillOpensAndSaysSo() throws IOException {
        Path base = write("base.json", BASE);
        Path ours = write("ours.json", BASE.replace("\"!\"", "\"?\""));
        Path theirs = write("theirs.json", BASE.replace("\"!\"", "\"…\""));
        Run run = Run.of("merge", base.toString(), ours.toString(), theirs.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("loud: merge conflict at `config.mark`", "\"?\"", "\"…\"");
        assertThat(FlowFile.read(ours).problems()).isEmpty();
        Run check = Run.of("check", ours.toString());
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).contains("loud: merge conflict at `config.mark`");
    }

    @Test
    void whatIsNoFlowIsNotMergedAndOursIsUntouched() throws IOException {
        Path base = write("base.json", BASE);
        Path ours = write("ours.json", BASE);
        Path theirs = write("theirs.json", "<<<<<<< no flow");
        Run run = Run.of("merge", base.toString(), ours.toString(), theirs.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("theirs.json");
        assertThat(ours).hasContent(BASE);
    }

    @Test
    void whatCannotBeReadIsNotMergedAndOursIsUntouched() throws IOException {
        Path good = write("good.json", BASE);
        Path theirs = write("theirs.json", BASE.replace("\"!\"", "\"?\""));
        String odd = "{\"xooai\": 1, \"name\": \"mine\", \"nodes\": 5}";
        Path bad = write("bad.json", odd);
        for (List<Path> sides :
                List.of(List.of(good, bad, theirs), List.of(bad, theirs, good), List.of(good, theirs, bad))) {
            String before = Files.readString(sides.get(1));
            Run run = Run.of(
                    "merge",
                    sides.get(0).toString(),
                    sides.get(1).toString(),
                    sides.get(2).toString());
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).hasLineCount(1).contains("bad.json", "`nodes` is an object of nodes");
            assertThat(sides.get(1)).hasContent(before);
        }
    }

    @Test
    void aConflictOfAMergeBeforeIsStillOne() throws IOException {
        Path base = write("base.json", BASE);
        Path ours = write("ours.json", BASE.replace("\"!\"", "\"?\""));
        Path theirs = write("theirs.json", BASE.replace("\"!\"", "\"…\""));
        assertThat(Run.of("merge", base.toString(), ours.toString(), theirs.toString())
                        .code())
                .isEqualTo(1);
        Path calm = write("calm.json", BASE.replace("quiet", "calm"));
        Run run = Run.of("merge", base.toString(), ours.toString(), calm.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("loud: merge conflict at `config.mark`");
        assertThat(Files.readString(ours)).contains("\"calm\"");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void gitMergesTwoBranchesByTheTwoLinesOfTheReadme() throws Exception {
        Path here = Files.createDirectories(folder.resolve("xoo ai").resolve("runtime/cli/target"));
        jarOfTheClassPath(here.resolve("xooai.jar"));
        Path repository = Files.createDirectory(folder.resolve("repository"));
        Path file = repository.resolve("mine.flow.json");
        git(repository, "init", "-q", "-b", "main");
        git(repository, "config", "user.name", "somebody");
        git(repository, "config", "user.email", "somebody@example.com");
        sh(folder.resolve("xoo ai"), lineOfTheReadme("merge.xooai.driver"));
        sh(repository, lineOfTheReadme(".gitattributes"));
        assertThat(repository.resolve(".gitattributes")).hasContent("*.flow.json merge=xooai");
        commit(repository, file, BASE);
        git(repository, "checkout", "-q", "-b", "theirs");
        commit(repository, file, BASE.replace("quiet", "calm").replace("[300, 0]", "[304, 8]"));
        git(repository, "checkout", "-q", "main");
        commit(repository, file, BASE.replace("\"!\"", "\"?\""));
        assertThat(git(repository, "merge", "-q", "--no-edit", "theirs")).isZero();
        assertThat(Files.readString(file)).contains("\"?\"", "\"calm\"");

        git(repository, "checkout", "-q", "theirs");
        commit(repository, file, Files.readString(file).replace("\"!\"", "\"…\""));
        git(repository, "checkout", "-q", "main");
        assertThat(git(repository, "merge", "-q", "--no-edit", "theirs")).isNotZero();
        assertThat(FlowFile.read(file).problems()).isEmpty();
        assertThat(Files.readString(file)).contains("\"conflicts\"").doesNotContain("<<<<");
    }

    /// A jar that is as the command line's, but has all it needs where it was compiled to.
    private static void jarOfTheClassPath(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, Xooai.class.getName());
        main.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(each -> Path.of(each).toUri().toString())
                        .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    private static String lineOfTheReadme(String with) throws IOException {
        return Files.readAllLines(Path.of("..", "..", "README.md")).stream()
                .filter(line -> line.contains(with))
                .findFirst()
                .orElseThrow();
    }

    private void sh(Path where, String line) throws Exception {
        assertThat(run(where, List.of("sh", "-c", line))).as(line).isZero();
    }

    private void commit(Path repository, Path file, String content) throws Exception {
        Files.writeString(file, content);
        assertThat(git(repository, "add", "-A")).isZero();
        assertThat(git(repository, "commit", "-q", "-m", "a change")).isZero();
    }

    private int git(Path repository, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return run(repository, command);
    }

    /// Runs that as a person whose settings of Git are in the test's folder.
    private int run(Path where, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("git.log").toFile());
        Path java = Path.of(System.getProperty("java.home"), "bin");
        builder.environment().merge("PATH", java.toString(), (path, first) -> first + File.pathSeparator + path);
        builder.environment()
                .put("GIT_CONFIG_GLOBAL", folder.resolve("gitconfig").toString());
        builder.environment().put("PWD", where.toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
