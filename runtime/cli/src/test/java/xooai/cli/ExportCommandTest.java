package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.export.FlowJar;
import xooai.export.Progress;
import xooai.flow.FlowFile;
import xooai.flow.FlowSettings;

class ExportCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void theSameFlowGivesTheSameBytesWhereverItIsExported() throws IOException {
        assertThat(Files.readAllBytes(export("a.jar", FlowFiles.SHOUTING)))
                .isEqualTo(Files.readAllBytes(exportIn(TimeZone.getTimeZone("Pacific/Auckland"), "b.jar")));
    }

    @Test
    void onlyTheExecutorsThatAreUsedAreInside() throws IOException {
        List<String> names = Jars.names(export("a.jar", FlowFiles.of("one", "{\"use\": \"class:acme.Shout\"}")));
        assertThat(names.stream().filter(name -> name.startsWith("acme/")))
                .containsExactly(
                        "acme/Shout$Loudness.class", "acme/Shout.class", "acme/ShoutMark.class", "acme/mark.txt");
        assertThat(names)
                .contains(
                        "META-INF/xooai/flow.json",
                        "xooai/launch/FlowMain.class",
                        "xooai/drivers/http/HttpDriver.class")
                .noneMatch(name -> name.startsWith("org/junit/") || name.startsWith("xooai/cli/"))
                .noneMatch(name -> name.startsWith("xooai/executors/") || name.startsWith("xooai/processor/"))
                .noneMatch(name -> name.startsWith("META-INF/xooai/parts/"));
        assertThat(names.getFirst()).isEqualTo("META-INF/MANIFEST.MF");
        assertThat(names.subList(1, names.size() - 1)).isSorted();
    }

    @Test
    void aFlowWithoutTheHttpDriverHoldsNothingOfIt() throws IOException {
        Path flow = FlowFiles.write(folder, "f.flow.json", FlowFiles.SHOUTING);
        Path jar = folder.resolve("small.jar");
        FlowJar.of(FlowFile.read(flow).spec(), FlowSettings.DEFAULT)
                .drivers(Set.of())
                .write(jar, Progress.NONE);
        assertThat(Jars.names(jar))
                .noneMatch(name -> name.startsWith("io/javalin/") || name.startsWith("xooai/drivers/"));
    }

    @Test
    void whatKeepsAFlowFromRunningElsewhereIsRefusedByNode() throws IOException {
        assertRefused("only: there is no class acme.Missing", FlowFiles.of("f", "{\"use\": \"class:acme.Missing\"}"));
        assertRefused(
                "only: acme.Unwanted is not an executor", FlowFiles.of("f", "{\"use\": \"class:acme.Unwanted\"}"));
        assertRefused(
                "only: whisper has no endpoint `sing`",
                FlowFiles.of("f", "{\"use\": \"class:acme.Whisper\", \"on\": \"sing\"}"));
        assertRefused("none.flow.json: there is no such file", FlowFiles.of("f", "{\"use\": \"flow:none.flow.json\"}"));
        assertRefused(
                "only: uses f.flow.json, which uses itself", FlowFiles.of("f", "{\"use\": \"flow:f.flow.json\"}"));
        assertRefused(
                "only: is configured with classpath:/none.bin",
                FlowFiles.of("f", "{\"use\": \"class:acme.Shout\", \"config\": {\"mark\": \"classpath:/none.bin\"}}"));
    }

    @Test
    void aConfigurationThatDoesNotFitIsRefusedByNodeAndField() throws IOException {
        assertRefused(
                "only: `config`: `mark`: expected a string, found an integer",
                FlowFiles.of("f", "{\"use\": \"class:acme.Shout\", \"config\": {\"mark\": 5}}"));
        FlowFiles.write(
                folder,
                "inner.flow.json",
                FlowFiles.of("inner", "{\"use\": \"class:acme.Shout\", \"config\": {\"mark\": 5}}"));
        assertRefused(
                "only: in inner.flow.json, only: `config`: `mark`: expected a string",
                FlowFiles.of("f", "{\"use\": \"flow:inner.flow.json\"}"));
    }

    @Test
    void whatTheJarNeedsAndDoesNotHoldIsTold() throws IOException {
        Path model = Files.writeString(folder.resolve("model.onnx"), "a model");
        Path flow = FlowFiles.write(folder, "f.flow.json", """
            {"xooai": 1, "name": "f", "nodes": {
              "a": {"use": "class:acme.Shout", "config": {"mark": "%s"}},
              "b": {"use": "class:acme.Shout", "config": {"mark": "${env:XOOAI_NO_SUCH}"}}}}
            """.formatted(model));
        Run run =
                Run.of("export", flow.toString(), "-o", folder.resolve("f.jar").toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .hasLineCount(2)
                .contains(
                        "note: a: is configured with the file " + model + ", which the jar does not hold",
                        "note: the environment variable XOOAI_NO_SUCH is not set here");
        assertThat(Jars.names(folder.resolve("f.jar"))).noneMatch(name -> name.contains("model.onnx"));
    }

    @Test
    void aDriverThatIsNoneIsRefusedWithThoseThereAre() throws IOException {
        Path flow = FlowFiles.write(folder, "f.flow.json", FlowFiles.SHOUTING);
        Run run =
                Run.of("export", flow.toString(), "-o", folder.resolve("f.jar").toString(), "--drivers", "pigeon");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("pigeon", "http");
    }

    @Test
    void aFileThatIsNoFlowJarIsNeverReplaced() throws IOException {
        Path flow = FlowFiles.write(folder, "f.flow.json", FlowFiles.SHOUTING);
        for (Path target : List.of(flow, Jars.write(folder.resolve("lib.jar"), Map.of("a", new byte[1])), folder)) {
            byte[] before = Files.isDirectory(target) ? new byte[0] : Files.readAllBytes(target);
            Run run = Run.of("export", flow.toString(), "-o", target.toString());
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).hasLineCount(1).contains("is no exported flow");
            assertThat(Files.isDirectory(target) ? new byte[0] : Files.readAllBytes(target))
                    .isEqualTo(before);
        }
    }

    @Test
    void aFlowJarIsReplacedByTheNextOne() throws IOException {
        Path jar = export("a.jar", FlowFiles.SHOUTING);
        byte[] before = Files.readAllBytes(jar);
        export("a.jar", FlowFiles.of("one", "{\"use\": \"class:acme.Shout\"}"));
        assertThat(Files.readAllBytes(jar)).isNotEqualTo(before);
    }

    @Test
    void aFolderThatIsNotThereIsTold() throws IOException {
        Path flow = FlowFiles.write(folder, "f.flow.json", FlowFiles.SHOUTING);
        Run run = Run.of(
                "export", flow.toString(), "-o", folder.resolve("none/f.jar").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("there is no such folder");
    }

    @Test
    void aCancelledExportLeavesWhatWasThereAndNothingElse() throws IOException {
        Path jar = export("a.jar", FlowFiles.SHOUTING);
        byte[] before = Files.readAllBytes(jar);
        FlowJar again =
                FlowJar.of(FlowFile.read(folder.resolve("a.jar.flow.json")).spec(), FlowSettings.DEFAULT);
        assertThatThrownBy(() -> again.write(jar, new CancelledHalfway()))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.CANCELLED));
        assertThat(Files.readAllBytes(jar)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("a.jar", "a.jar.flow.json");
        }
    }

    @Test
    void progressGoesFromNothingToAll() throws IOException {
        List<Double> seen = new ArrayList<>();
        Path flow = FlowFiles.write(folder, "f.flow.json", FlowFiles.SHOUTING);
        FlowJar.of(FlowFile.read(flow).spec(), FlowSettings.DEFAULT)
                .write(folder.resolve("f.jar"), (done, _) -> seen.add(done));
        assertThat(seen).isSorted().startsWith(0.0).endsWith(1.0);
    }

    @Test
    void aValueOfTheEnvironmentIsNeverInside() throws IOException {
        Path flow = FlowFiles.write(
                folder,
                "f.flow.json",
                FlowFiles.of("f", "{\"use\": \"class:acme.Shout\", \"config\": {\"mark\": \"${env:SHOUT_MARK}\"}}"));
        Path jar = folder.resolve("f.jar");
        FlowJar.of(
                        FlowFile.read(flow).spec(),
                        FlowSettings.DEFAULT.withEnvironment(Map.of("SHOUT_MARK", "a-secret-of-the-day")))
                .write(jar, Progress.NONE);
        assertThat(new String(Files.readAllBytes(jar), StandardCharsets.ISO_8859_1))
                .contains("${env:SHOUT_MARK}")
                .doesNotContain("a-secret-of-the-day");
    }

    @Test
    void aClassThatOnlyTheEnvironmentNamesIsRefused() throws IOException {
        Path flow = FlowFiles.write(
                folder, "f.flow.json", FlowFiles.of("f", "{\"use\": \"${env:WHICH}\", \"on\": \"shout\"}"));
        FlowJar jar = FlowJar.of(
                FlowFile.read(flow).spec(), FlowSettings.DEFAULT.withEnvironment(Map.of("WHICH", "class:acme.Shout")));
        assertThatThrownBy(() -> jar.write(folder.resolve("f.jar"), Progress.NONE))
                .hasMessageContaining("only: takes what it runs from the environment (${env:WHICH})");
    }

    private Path export(String name, String json) throws IOException {
        Path flow = FlowFiles.write(folder, name + ".flow.json", json);
        Path jar = folder.resolve(name);
        Run run = Run.of("export", flow.toString(), "-o", jar.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains(name, "acme.Shout");
        return jar;
    }

    private Path exportIn(TimeZone zone, String name) throws IOException {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(zone);
        try {
            return export(name, FlowFiles.SHOUTING);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private void assertRefused(String message, String json) throws IOException {
        Path flow = FlowFiles.write(folder, "f.flow.json", json);
        Path jar = folder.resolve("refused.jar");
        Run run = Run.of("export", flow.toString(), "-o", jar.toString());
        assertThat(run.code()).as(run.out()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains(message);
        assertThat(jar).doesNotExist();
    }

    /// Loses interest when half is done.
    private static final class CancelledHalfway implements Progress {
        private boolean half;

        @Override
        public void at(double done, String step) {
            half = done > 0.5;
        }

        @Override
        public boolean cancelled() {
            return half;
        }
    }
}
