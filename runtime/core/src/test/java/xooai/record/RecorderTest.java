package xooai.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Image;
import xooai.doc.Text;
import xooai.doc.UntypedDoc;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.flow.Flow;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;
import xooai.flow.NodeEvent;
import xooai.flow.NodeEvent.NodeState;
import xooai.flow.NodeSpec;
import xooai.flow.TestCase;
import xooai.flow.TestCases;

class RecorderTest {
    private static final String SECRET = "the secret of the caller";

    @TempDir
    private Path folder = Path.of("");

    /// Shouts, and refuses to shout what is bad.
    public static final class Shout extends Executor {
        @Post
        public Text shout(Text text) {
            if (text.text().equals("bad")) {
                throw new XooaiException(Code.OUT_OF_RANGE, "that is bad");
            }
            return text.withText(text.text().toUpperCase(Locale.ROOT));
        }

        @Post
        public Stream<Text> words(Text text) {
            return Arrays.stream(text.text().split(" ")).map(Text::of);
        }
    }

    @Test
    void aRecordedRunSaysWhatPassedEverywhere() throws IOException {
        RunRecord run = record(true, flow -> serve(flow, "Aa"));

        assertThat(run.flow().nodes()).hasSize(2);
        assertThat(run.rid()).isEqualTo("rid-1");
        assertThat(run.hasContent()).isTrue();
        assertThat(run.params()).containsEntry("lang", "en");
        assertThat(docs(run.input())).containsExactly(Text.of("Aa"));
        assertThat(docs(event(run, "first").output())).containsExactly(Text.of("AA"));
        assertThat(event(run, "first").state()).isEqualTo(NodeState.DONE);
        assertThat(event(run, "first").took()).isPositive();
        assertThat(docs(event(run, "second").input())).containsExactly(Text.of("AA"));
        assertThat(run.response().code()).isEqualTo(Code.OK);
        assertThat(docs(run.response().docs())).containsExactly(Text.of("AA"));
        assertThat(run.response().docs().id(0)).isEqualTo("0");
    }

    @Test
    void withoutContentNothingThatDocsSayIsWritten() throws IOException {
        RunRecord run = record(false, flow -> serve(flow, SECRET));

        assertThat(Files.readString(only())).doesNotContainIgnoringCase(SECRET).doesNotContain("lang");
        assertThat(run.hasContent()).isFalse();
        assertThat(run.input()).hasSize(1);
        UntypedDoc doc = (UntypedDoc) run.input().get(0);
        assertThat(doc.fields()).containsEntry("of", "Text").containsKey("recordedBytes");
        assertThat(event(run, "second").output()).hasSize(1);
    }

    @Test
    void withoutContentPinsAndTestsAreLeftOutOfTheFlow() {
        FlowSpec flow = TestCases.with(
                FlowSpec.named("f").plus(NodeSpec.of("a", "class:A").withPin(List.of(Map.of("text", SECRET)))),
                new TestCase(
                        "t",
                        List.of(Map.of("text", SECRET)),
                        Map.of(),
                        new TestCase.Expected.Docs(List.of()),
                        TestCase.Tolerance.NONE,
                        List.of(),
                        null));
        RunRecord run = run(flow, "r", Map.of("key", SECRET), DocArray.of(Text.of(SECRET)));

        assertThat(new String(run.withoutContent().toJson(), StandardCharsets.UTF_8))
                .doesNotContain(SECRET);
        assertThat(new String(run.toJson(), StandardCharsets.UTF_8)).contains(SECRET);
    }

    @Test
    void whatIsLargerThanAllMayBeIsWrittenWithoutContentAndNothingElseIsLost() throws IOException {
        RecordFiles files = RecordFiles.in(folder, 100_000);
        files.add(run("small", DocArray.of(Text.of("a"))));
        files.add(run("large", DocArray.of(Text.of("a".repeat(200_000)))));

        assertThat(files.files()).extracting(file -> RunRecord.read(file).rid()).containsExactly("large", "small");
        assertThat(RunRecord.read(files.files().getFirst()).hasContent()).isFalse();
    }

    @Test
    void moreDocsThanMayWaitAreNotHeld() throws IOException {
        Text large = Text.of("a".repeat(8 << 20));
        try (Recorder recorder = Recorder.into(folder.resolve("runs"), 1L << 30, true);
                Context context = Context.of(Duration.ofSeconds(30))) {
            for (int i = 0; i < 60; i++) {
                recorder.begin(FlowSpec.named("f"), DocArray.of(large), context)
                        .ended(Response.of("r", DocArray.of(large)));
            }
            assertThat(recorder.missed()).isPositive();
        }
    }

    @Test
    void aFailureIsRecordedWithItsNode() throws IOException {
        RunRecord run = record(true, flow -> serve(flow, "bad"));

        assertThat(run.response().docs().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.code()).isEqualTo(Code.OUT_OF_RANGE))
                .satisfies(error -> assertThat(error.node()).isEqualTo("first"));
    }

    @Test
    void aStreamIsRecordedByItsCountsAndItsLastChunks() throws IOException {
        RunRecord run = record(true, words(), flow -> {
            try (DocStream<Doc> words = flow.expand("", DocArray.of(Text.of("a b c")))) {
                assertThat(words.stream().count()).isEqualTo(3);
            }
        });

        assertThat(run.passed().get("words")).isEqualTo(new Passed(3, 3));
        assertThat(event(run, "words").state()).isEqualTo(NodeState.DONE);
        assertThat(docs(event(run, "words").output())).containsExactly(Text.of("c"));
    }

    @Test
    void contentThatIsElsewhereStaysThere() throws IOException {
        RunRecord written = run("r", DocArray.of(Image.at("https://some.domain/cat.png")));

        RunRecord read = RunRecord.parse(written.toJson());

        Image image = (Image) read.input().get(0);
        assertThat(image.content().ref()).isEqualTo("https://some.domain/cat.png");
        assertThatThrownBy(() -> image.content().bytes())
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.PERMISSION_DENIED));
    }

    @Test
    void whatDoesNotFitIsWrittenAsItsSize() {
        byte[] large = new byte[RunRecord.MOST_BYTES];
        RunRecord written = run("r", DocArray.of(new Image(Content.ofBytes(large, "image/png"))));

        RunRecord read = RunRecord.parse(written.toJson());

        assertThat(((UntypedDoc) read.input().get(0)).fields()).containsEntry("of", "Image");
        assertThat(read.response().docs()).hasSize(1);
    }

    @Test
    void theOldestMakeRoom() throws IOException {
        RecordFiles files = RecordFiles.in(folder, 1 << 20, 3);
        for (int i = 0; i < 10; i++) {
            files.add(run("r" + i, DocArray.of(Text.of("a"))));
        }
        assertThat(files.files()).extracting(file -> RunRecord.read(file).rid()).containsExactly("r9", "r8", "r7");

        long most = Files.size(files.files().getFirst()) * 2 + 10;
        assertThat(RecordFiles.in(folder, most).files()).hasSize(2);
        assertThat(entries()).isEqualTo(2);
    }

    @Test
    void aRequestsIdIsNoPath() throws IOException {
        Path file = RecordFiles.in(folder.resolve("runs"), 1 << 20)
                .add(run("../../\u0000evil/" + "x".repeat(500), DocArray.empty()));

        assertThat(file.getParent()).isEqualTo(folder.resolve("runs"));
        assertThat(String.valueOf(file.getFileName())).hasSizeLessThan(100).doesNotContain("/", "..");
    }

    @Test
    void recordingsAreTheirOwnersAlone() throws IOException {
        Path file = RecordFiles.in(folder.resolve("runs"), 1 << 20).add(run("r", DocArray.empty()));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("runs"))))
                .isEqualTo("rwx------");
    }

    @Test
    @SuppressWarnings("try") // Closed early: what was missed is known only then.
    void aCallIsAnsweredWhenNothingCanBeWritten() throws IOException {
        Path runs = folder.resolve("runs");
        try (Recorder recorder = Recorder.into(runs, 1 << 20, true);
                Flow flow = flow()) {
            flow.watch(recorder);
            Files.delete(runs);
            Files.writeString(runs, "no directory");

            assertThat(serve(flow, "Aa").code()).isEqualTo(Code.OK);

            recorder.close();
            assertThat(recorder.missed()).isEqualTo(1);
        }
    }

    @Test
    void aDirectoryThatCannotBeUsedIsRefusedAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> Recorder.into(file, 1 << 20, true))
                .isInstanceOf(XooaiException.class)
                .hasMessageContaining("cannot record in " + file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"xooaiRun\": \"1\"}",
                "{\"xooaiRun\": 1}",
                "{\"xooaiRun\": 1, \"flow\": {\"xooai\": 1}, \"rid\": 5, \"nodes\": {}}",
                "{\"xooaiRun\": 1, \"flow\": {\"xooai\": 1}, \"rid\": \"r\", \"nodes\": {\"a\": {\"state\":"
                        + " \"LOST\"}}}",
                "{\"xooaiRun\": 1, \"flow\": {\"xooai\": 1}, \"rid\": \"r\", \"nodes\": {}, \"started\": \"soon\"}",
                "{\"xooaiRun\": 1, \"flow\": {\"xooai\": 1}, \"rid\": \"r\", \"nodes\": {}, \"tookNanos\": 1,"
                        + " \"started\": \"+1000000000-12-31T23:59:59.999999999Z\"}",
            })
    void whatIsNoRecordingIsRefusedByName(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("f.run.json"), json);

        assertThatThrownBy(() -> RunRecord.read(file))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                .hasMessageContaining("cannot read the recording " + file);
    }

    @Test
    void aNewerRecordingAsksForANewerProgram() {
        byte[] json = "{\"xooaiRun\": 2}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> RunRecord.parse(json)).hasMessageContaining("open it with a newer xooai");
    }

    private RunRecord record(boolean content, Consumer<Flow> calls) throws IOException {
        return record(content, flow(), calls);
    }

    @SuppressWarnings("try") // Closed early: what was missed is known only then.
    private RunRecord record(boolean content, Flow recorded, Consumer<Flow> calls) throws IOException {
        try (Recorder recorder = Recorder.into(folder.resolve("runs"), 1 << 20, content);
                Flow flow = recorded) {
            flow.watch(recorder);
            calls.accept(flow);
            recorder.close();
            assertThat(recorder.missed()).isZero();
        }
        return RunRecord.read(only());
    }

    private Path only() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("runs"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private long entries() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private static Flow flow() {
        return Flow.named("f")
                .add("first", Flow.use(new Shout()).on("shout"))
                .add("second", Flow.use(new Shout()).on("shout").needs("first"))
                .build();
    }

    private static Flow words() {
        return Flow.named("f").add("words", Flow.use(new Shout()).on("words")).build();
    }

    private static Response serve(Flow flow, String text) {
        try (Context context = Context.of("rid-1", Duration.ofSeconds(30), Map.of("lang", "en"))) {
            return flow.serve(Request.of("", DocArray.of(Text.of(text))), context);
        }
    }

    private static List<Doc> docs(@Nullable DocArray<?> docs) {
        return docs == null ? List.of() : List.copyOf(docs);
    }

    private static NodeEvent event(RunRecord run, String node) {
        return Objects.requireNonNull(run.nodes().get(node), node);
    }

    private static RunRecord run(String rid, DocArray<? extends Doc> docs) {
        return run(FlowSpec.named("f"), rid, Map.of(), docs);
    }

    private static RunRecord run(FlowSpec flow, String rid, Map<String, Object> params, DocArray<? extends Doc> docs) {
        return new RunRecord(
                flow,
                rid,
                Instant.EPOCH,
                Duration.ofMillis(5),
                true,
                params,
                docs,
                Map.of(),
                Map.of(),
                Response.of(rid, docs));
    }

    @Test
    void withoutContentPinsTestsAndDrawingsAreLeftOutOfTheSubFlowsToo() {
        String written = """
            {"xooai": 1, "name": "f", "nodes": {"s": {"use": "flow:#in"}}, "flows": {
              "in": {"nodes": {"a": {"use": "class:A", "config": {"kept": 1}, "pin": [{"text": "SECRET"}]}},
                     "tests": {"t": {"input": [{"text": "SECRET"}]}},
                     "drawing": {"notes": {"n": {"text": "SECRET", "at": [0, 0], "size": [10, 10]}}}},
              "unused": {"nodes": {"a": {"pin": "SECRET"}}, "tests": "SECRET", "drawing": "SECRET"}}}
            """.replace("SECRET", SECRET);
        FlowSpec flow = FlowFile.read(written.getBytes(StandardCharsets.UTF_8)).spec();
        DocArray<Text> none = DocArray.of();
        RunRecord run = run(flow, "r", Map.of(), none);

        String left = new String(run.withoutContent().toJson(), StandardCharsets.UTF_8);

        assertThat(left).doesNotContain(SECRET).contains("class:A", "kept", "unused");
        assertThat(new String(run.toJson(), StandardCharsets.UTF_8)).contains(SECRET);
    }
}
