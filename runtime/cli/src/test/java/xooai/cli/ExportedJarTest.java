package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.codec.Codec;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.export.FlowJar;
import xooai.export.Progress;
import xooai.flow.Flow;
import xooai.flow.FlowFile;
import xooai.flow.FlowSettings;
import xooai.record.RecordFiles;
import xooai.record.RunRecord;

class ExportedJarTest {
    private static final String DOCS = "{\"docs\":[{\"text\":\"Aa\"},{\"id\":\"b\",\"text\":\"größer\"}]}";

    @TempDir
    private static Path folder = Path.of("");

    private static Path jar = Path.of("");

    @BeforeAll
    static void exportOnce() throws IOException {
        jar = export("s", FlowFiles.SHOUTING);
    }

    @Test
    void itsDocsAreThoseOfTheFlowInProcessByteForByte() throws Exception {
        DocArray<Text> docs = Codec.JSON
                .readRequest(
                        DOCS.getBytes(StandardCharsets.UTF_8),
                        Text.class,
                        xooai.codec.Limits.DEFAULT,
                        xooai.doc.ContentSource.standard())
                .docs()
                .cast();
        String expected;
        try (Flow flow = Flow.of(FlowFile.read(folder.resolve("s.flow.json")).spec(), FlowSettings.DEFAULT)) {
            expected = new String(Codec.JSON.writeDocs(flow.post(docs)), StandardCharsets.UTF_8);
        }
        try (Served served = serve(jar)) {
            URI address = served.ready();
            assertThat(served.post(address, DOCS).body()).contains("\"docs\":" + expected);
            served.terminate();
            assertThat(served.exitCode()).isZero();
            assertThat(served.errors()).isEmpty();
        }
    }

    @Test
    void itWritesDownItsRunsWhenItIsTold() throws Exception {
        Path runs = folder.resolve("runs");
        String[] options = {
            "--http", "0", "--record", runs.toString(), "--record-content", "--record-size", "1MiB",
        };
        try (Served served = java(jar, options)) {
            served.post(served.ready(), DOCS);
            served.terminate();
            assertThat(served.exitCode()).as(served.errors()).isZero();
        }
        List<Path> files = RecordFiles.in(runs, 1 << 20).files();
        assertThat(files).hasSize(1);
        RunRecord run = RunRecord.read(files.getFirst());
        assertThat(run.flow().name()).isEqualTo("shouting");
        assertThat(run.nodes()).containsOnlyKeys("loud", "quiet");
        assertThat(run.response().docs().<Doc>cast()).hasSize(2).contains(Text.of("aa!"));

        try (Served refused = java(jar, "--http", "0", "--record-content")) {
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.errors()).hasLineCount(1).contains("--record DIRECTORY");
        }
    }

    @Test
    void itDescribesAndExplainsItself() throws Exception {
        try (Served described = java(jar, "--describe")) {
            assertThat(described.exitCode()).as(described.errors()).isZero();
            assertThat(described.output()).startsWith("{\"executors\":[{\"name\":\"shouting\"");
        }
        try (Served helped = java(jar, "--help")) {
            assertThat(helped.exitCode()).isZero();
            assertThat(helped.output()).contains("--http", "--token-file", "Examples:");
        }
        try (Served alone = java(jar)) {
            assertThat(alone.exitCode()).isEqualTo(2);
            assertThat(alone.errors()).contains("--http");
            assertThat(alone.output()).isEmpty();
        }
        try (Served nowhere = java(jar, "--host", "127.0.0.1")) {
            assertThat(nowhere.exitCode()).isEqualTo(2);
            assertThat(nowhere.errors()).hasLineCount(1).contains("--http PORT");
        }
    }

    @Test
    void aChangedJarIsRefusedBeforeItServes() throws Exception {
        Path changed = Files.copy(jar, folder.resolve("changed.jar"));
        byte[] bytes = Files.readAllBytes(changed);
        String name = "acme/mark.txt";
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf(name) + name.length()] ^= 1;
        Files.write(changed, bytes);
        assertRefused(changed, "the entry acme/mark.txt was changed");
    }

    @Test
    void aVariableThatIsNotSetIsToldAtTheStart() throws Exception {
        Path needing = export(
                "env",
                FlowFiles.of("env", "{\"use\": \"class:acme.Shout\", \"config\": {\"mark\": \"${env:SHOUT_MARK}\"}}"));
        assertRefused(needing, "only: uses ${env:SHOUT_MARK}");
        try (Served served = Served.java(Map.of("SHOUT_MARK", "#"), "-jar", needing.toString(), "--http", "0")) {
            assertThat(served.post(served.ready(), DOCS).body()).contains("AA#");
        }
    }

    @Test
    void theFlowsItUsesAreInsideWhereverTheyWere() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("some/where"));
        FlowFiles.write(deep, "inner.flow.json", FlowFiles.of("inner", "{\"use\": \"flow:../s.flow.json\"}"));
        FlowFiles.write(
                folder.resolve("some"),
                "s.flow.json",
                FlowFiles.of("quiet", "{\"use\": \"class:acme.Whisper\", \"on\": \"whisper\"}"));
        Path outer = export("outer", """
            {"xooai": 1, "name": "outer", "nodes": {
              "a": {"use": "flow:some/where/inner.flow.json"},
              "b": {"use": "flow:s.flow.json", "needs": ["a"]}}}
            """);
        assertThat(Jars.names(outer)).noneMatch(name -> name.contains("some/") || name.contains("where"));
        try (Served served = serve(outer)) {
            assertThat(served.post(served.ready(), DOCS).body()).contains("\"text\":\"aa!\"");
        }
    }

    @Test
    void itsSubFlowsAreInsideAndWhatIsOffIsNot() throws Exception {
        Path outer = export("subs", """
            {"xooai": 1, "name": "subs", "nodes": {
              "a": {"use": "flow:#quiet"},
              "passed": {"use": "class:acme.Shout", "needs": ["a"], "mode": "bypassed"},
              "off": {"use": "class:acme.Missing", "needs": ["a"], "mode": "disabled"}},
             "flows": {"quiet": {"nodes": {"only": {"use": "class:acme.Whisper", "on": "whisper"}}}}}
            """);
        assertThat(Jars.names(outer)).contains("acme/Whisper.class").doesNotContain("acme/Shout.class");
        try (Served served = serve(outer)) {
            assertThat(served.post(served.ready(), DOCS).body()).contains("\"text\":\"aa\"");
        }
    }

    @Test
    void librariesOfAnExecutorComeWhole() throws Exception {
        Path classes = Path.of(acme.Shout.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Map<String, byte[]> all = Jars.read(Jars.of(folder.resolve("all.jar"), classes, "acme/"));
        Map<String, byte[]> library = new TreeMap<>(Map.of(
                "acme/ShoutMark.class", all.get("acme/ShoutMark.class"),
                "acme/mark.txt", all.get("acme/mark.txt"),
                "native/linux/lib.so", new byte[3 << 20],
                "META-INF/LICENSE", "free".getBytes(StandardCharsets.UTF_8),
                "META-INF/versions/25/acme/mark.txt", "~".getBytes(StandardCharsets.UTF_8)));
        Map<String, byte[]> executors = new TreeMap<>(all);
        executors.keySet().removeIf(name -> library.containsKey(name) || name.endsWith("Unwanted.class"));
        executors.put("META-INF/LICENSE", "mine".getBytes(StandardCharsets.UTF_8));
        executors.put(
                "META-INF/xooai/executors",
                "acme.Frame frame\nacme.Shout shout\nacme.Whisper late echo greedy whisper\n"
                        .getBytes(StandardCharsets.UTF_8));
        Path lib = folder.resolve("lib");
        Jars.write(lib.resolve("acme.jar"), executors);
        Jars.write(lib.resolve("marks.jar"), library);
        Path exported = folder.resolve("libraries.jar");
        FlowFiles.write(folder, "one.flow.json", FlowFiles.of("one", "{\"use\": \"class:acme.Shout\"}"));
        try (Served export = Served.java(
                Map.of(),
                "-cp",
                Jars.classPathWithout(classes),
                "xooai.cli.Xooai",
                "export",
                folder.resolve("one.flow.json").toString(),
                "-o",
                exported.toString(),
                "--class-path",
                lib + "/*",
                "--drivers",
                "http,quic")) {
            assertThat(export.exitCode()).as(export.errors()).isZero();
        }
        Map<String, byte[]> entries = Jars.read(exported);
        assertThat(entries)
                .containsKeys("META-INF/licenses/acme.jar/META-INF/LICENSE", "META-INF/licences/LGPL-3.0.txt")
                .containsKeys("native/linux/lib.so", "META-INF/licenses/marks.jar/META-INF/LICENSE", "acme/Shout.class")
                .doesNotContainKeys("acme/Whisper.class");
        assertThat(new String(entries.get("META-INF/xooai/executors"), StandardCharsets.UTF_8))
                .isEqualTo("acme.Shout shout\n");
        assertThat(new String(entries.get("acme/mark.txt"), StandardCharsets.UTF_8))
                .isEqualTo("~");
        try (Served served = serve(exported)) {
            assertThat(served.post(served.ready(), DOCS).body()).contains("AA~");
        }
    }

    @Test
    void aJarWithoutADriverOffersTheOthersAlone() throws Exception {
        Path flow = FlowFiles.write(folder, "grpc.flow.json", FlowFiles.SHOUTING);
        Path only = folder.resolve("grpc.jar");
        FlowJar.of(FlowFile.read(flow).spec(), FlowSettings.DEFAULT.withDirectory(folder))
                .drivers(Set.of("grpc"))
                .write(only, Progress.NONE);
        assertRefused(only, "without that driver and has grpc alone; `xooai export --drivers` chooses them");
        try (Served refused = java(only, "--http", "0", "--grace", "1s")) {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.errors()).contains("has grpc alone");
        }
        try (Served helped = java(only, "--help")) {
            assertThat(helped.exitCode()).isZero();
            assertThat(helped.output()).contains("--grpc 8080").doesNotContain("--http", "--quic");
        }
        try (Served nowhere = java(only, "--host", "127.0.0.1")) {
            assertThat(nowhere.exitCode()).isEqualTo(2);
            assertThat(nowhere.errors()).contains("say where to serve the flow: --grpc PORT. See");
        }
    }

    private static void assertRefused(Path changed, String message) throws Exception {
        try (Served served = serve(changed)) {
            assertThat(served.exitCode()).isEqualTo(1);
            assertThat(served.errors()).hasLineCount(1).contains(message);
            assertThat(served.output()).isEmpty();
        }
    }

    private static Path export(String name, String json) throws IOException {
        Path flow = FlowFiles.write(folder, name + ".flow.json", json);
        Path target = folder.resolve(name + ".jar");
        FlowJar.of(FlowFile.read(flow).spec(), FlowSettings.DEFAULT.withDirectory(folder))
                .write(target, Progress.NONE);
        return target;
    }

    private static Served serve(Path file) throws IOException {
        return java(file, "--http", "0");
    }

    private static Served java(Path file, String... arguments) throws IOException {
        String[] all = new String[arguments.length + 2];
        all[0] = "-jar";
        all[1] = file.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Served.java(Map.of(), all);
    }
}
