package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.flow.Flow.use;
import static xooai.flow.Samples.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.doc.Slot;
import xooai.doc.Text;
import xooai.doc.UntypedDoc;
import xooai.driver.Context;
import xooai.driver.Server;
import xooai.executor.Executor;
import xooai.flow.Forecast.Step;
import xooai.flow.NodeEvent.NodeState;
import xooai.flow.Samples.MyExecutor;

final class KeptOutputsTest {
    private static final DocArray<Text> AA = DocArray.of(Text.of("Aa"));

    private static final String MARK = ReuseTest.MarkExecutor.class.getName();

    private final KeptOutputs kept = new KeptOutputs();
    private final Map<String, NodeState> states = new ConcurrentHashMap<>();

    private Response run(Flow flow, DocArray<?> docs, RunOptions options) {
        states.clear();
        try (Context context = Context.of(Context.DEFAULT_TIMEOUT)) {
            return flow.run(
                    Request.of("", docs.cast()), context, event -> states.put(event.node(), event.state()), options);
        }
    }

    private Response run(Flow flow, DocArray<?> docs) {
        return run(flow, docs, RunOptions.with(kept));
    }

    private static Executor counting(AtomicInteger calls) {
        return texts(text -> text + calls.incrementAndGet());
    }

    private static KeptOutputs.Kept output(int size) {
        DocArray<Doc> docs = DocArray.of(Text.of("x".repeat(size)));
        return new KeptOutputs.Kept(DocArray.empty(), docs, Duration.ZERO, null);
    }

    @Test
    void whatWasNotAskedForTheLongestIsForgottenFirst() {
        KeptOutputs two = new KeptOutputs(2, 1 << 20);
        two.keep("a", output(1));
        two.keep("b", output(1));
        two.find("a");
        two.keep("c", output(1));

        assertThat(two.find("b")).isNull();
        assertThat(two.find("a")).isNotNull();
        assertThat(two.find("c")).isNotNull();
        assertThat(two.size()).isEqualTo(2);
    }

    @Test
    void bytesAreBoundedAndWhatIsTooLargeIsNotKept() {
        KeptOutputs small = new KeptOutputs(1_000, 40_000);
        for (int i = 0; i < 100; i++) {
            small.keep("k" + i, output(5_000));
            assertThat(small.bytes()).isBetween(1L, 40_000L);
        }
        assertThat(small.size()).isBetween(5, 8);

        small.keep("large", output(20_000));
        assertThat(small.find("large")).isNull();
        small.clear();
        assertThat(small.bytes()).isZero();
    }

    @Test
    void theSameKeyTwiceIsCountedOnce() {
        KeptOutputs outputs = new KeptOutputs(10, 1 << 20);
        outputs.keep("a", output(5_000));
        long once = outputs.bytes();
        outputs.keep("a", output(5_000));

        assertThat(outputs.bytes()).isEqualTo(once);
    }

    @Test
    void docsThatFailedAreNotKept() {
        AtomicInteger calls = new AtomicInteger();
        Flow flow = Flow.named("f")
                .add("e", use(new Samples.Change(page -> {
                    calls.incrementAndGet();
                    throw new xooai.doc.XooaiException(Code.UNAVAILABLE, "not now");
                })))
                .build();
        DocArray<Samples.Page> pages = DocArray.of(Samples.Page.of("a"));

        assertThat(run(flow, pages).code()).isEqualTo(Code.PARTIAL);
        assertThat(run(flow, pages).code()).isEqualTo(Code.PARTIAL);
        assertThat(calls).hasValue(2);
    }

    @Test
    void otherDocsAndOtherParametersAreOtherCalls() {
        AtomicInteger calls = new AtomicInteger();
        Flow flow = Flow.named("f").add("e", use(counting(calls))).build();

        run(flow, AA);
        run(flow, AA);
        assertThat(calls).hasValue(1);
        run(flow, DocArray.of(Text.of("Bb")));
        assertThat(calls).hasValue(2);
        try (Context context = Context.of("r", Context.DEFAULT_TIMEOUT, Map.of("top_k", 5L))) {
            Request request = Request.of("", AA).withParams(Map.of("top_k", 5L));
            flow.run(request, context, event -> {}, RunOptions.with(kept));
        }
        assertThat(calls).hasValue(3);
    }

    @Test
    void instancesOfTwoFlowsShareNothing() {
        AtomicInteger calls = new AtomicInteger();
        run(Flow.named("f").add("e", use(counting(calls))).build(), AA);
        run(Flow.named("f").add("e", use(counting(calls))).build(), AA);

        assertThat(calls).hasValue(2);
    }

    @Test
    void aNodeThatIsRenamedKeepsWhatItGave() {
        FlowSpec before = FlowSpec.named("f").plus(NodeSpec.of("a", "class:" + MyExecutor.class.getName()));
        FlowSpec after = FlowSpec.named("f").plus(NodeSpec.of("b", "class:" + MyExecutor.class.getName()));
        run(Flow.of(before, FlowSettings.DEFAULT), AA);
        run(Flow.of(after, FlowSettings.DEFAULT), AA);

        assertThat(states).containsExactly(Map.entry("b", NodeState.KEPT));
    }

    @Test
    void anotherVersionOfARemoteExecutorIsAnotherExecutor() {
        try (Server server = new MyExecutor().serve("inprocess://0");
                Flow flow = Flow.named("f")
                        .add("e", use(server.address() + "/echo"))
                        .build()) {
            RunOptions options = RunOptions.with(kept);
            run(flow, AA, options.withVersions(Map.of("e", "1")));
            run(flow, AA, options.withVersions(Map.of("e", "1")));
            assertThat(states).containsEntry("e", NodeState.KEPT);
            run(flow, AA, options.withVersions(Map.of("e", "2")));
            assertThat(states).containsEntry("e", NodeState.DONE);
        }
    }

    @Test
    void anotherFlowInsideIsAnotherNode(@TempDir Path directory) throws IOException {
        FlowSettings settings = FlowSettings.DEFAULT.withDirectory(directory);
        FlowSpec outer = FlowSpec.named("outer").plus(NodeSpec.of("n", "flow:inner.flow.json"));
        NodeSpec node = NodeSpec.of("m", "class:" + ReuseTest.MarkExecutor.class.getName());
        DocArray<ReuseTest.Marked> docs = DocArray.of(new ReuseTest.Marked(List.of()));
        for (String mark : List.of("one", "one", "two")) {
            FlowSpec inner = FlowSpec.named("inner").plus(node.withConfig(Map.of("mark", mark, "more", 0L)));
            Files.write(directory.resolve("inner.flow.json"), FlowFile.write(inner));
            NodeState before = states.get("n");
            Response response = run(Flow.of(outer, settings), docs);
            assertThat(((ReuseTest.Marked) response.docs().get(0)).marks()).containsExactly(mark);
            assertThat(states.get("n"))
                    .isEqualTo(mark.equals("one") && before != null ? NodeState.KEPT : NodeState.DONE);
        }
    }

    @Test
    void whatTheEnvironmentHoldsIsPartOfTheKeyAndIsKeptNowhere() {
        FlowSpec spec = FlowSpec.named("f")
                .plus(NodeSpec.of("m", "class:" + ReuseTest.MarkExecutor.class.getName())
                        .withConfig(Map.of("mark", "${env:MARK}", "more", 0L)));
        DocArray<ReuseTest.Marked> docs = DocArray.of(new ReuseTest.Marked(List.of()));
        List<NodeState> seen = new ArrayList<>();
        for (String mark : List.of("one", "one", "two")) {
            run(Flow.of(spec, FlowSettings.DEFAULT.withEnvironment(Map.of("MARK", mark))), docs);
            seen.add(states.get("m"));
        }
        assertThat(seen).containsExactly(NodeState.DONE, NodeState.KEPT, NodeState.DONE);
    }

    @Test
    void aKeptBranchWinsARaceAndTheOthersAreLeftAlone() {
        AtomicInteger fast = new AtomicInteger();
        AtomicInteger slow = new AtomicInteger();
        Flow flow = Flow.named("f")
                .add("fast", use(counting(fast)))
                .add("slow", use(counting(slow)))
                .add("first", use(new MyExecutor()).needs("fast", "slow").join(Join.FIRST))
                .build();
        run(flow, AA, RunOptions.with(kept).towards(Set.of("slow")));
        assertThat(states).containsExactly(Map.entry("slow", NodeState.DONE));

        Response response = run(flow, AA);

        assertThat(response.docs().get(0)).isEqualTo(Text.of("Aa1"));
        assertThat(response.extra()).containsEntry("winners", Map.of("first", "slow"));
        assertThat(fast).hasValue(0);
        assertThat(slow).hasValue(1);
        run(flow, AA);
        assertThat(states).containsEntry("first", NodeState.KEPT).doesNotContainKey("fast");
    }

    @Test
    void aRaceOfWhichABranchIsRunAgainIsRunAgainAsAWhole() {
        Flow flow = Flow.named("f")
                .add("a", use(new MyExecutor()))
                .add("b", use(new MyExecutor()))
                .add("first", use(new MyExecutor()).needs("a", "b").join(Join.FIRST))
                .build();
        run(flow, AA);
        List<Forecast> planned = new ArrayList<>();
        try (Context context = Context.of(Context.DEFAULT_TIMEOUT)) {
            RunListener listener = new RunListener() {
                @Override
                public void planned(Forecast forecast) {
                    planned.add(forecast);
                }

                @Override
                public void on(NodeEvent event) {}
            };
            Response response = flow.run(
                    Request.of("", AA), context, listener, RunOptions.with(kept).anew(Set.of("b")));
            assertThat(response.error()).isNull();
        }

        assertThat(planned.getFirst().steps())
                .isEqualTo(Map.of("a", Step.REPEATED, "b", Step.REPEATED, "first", Step.CALLED));
    }

    @Test
    void anEmptyFlowOfDocsIsSkippedAgain() {
        Flow flow = Flow.named("f").add("e", use(new MyExecutor())).build();
        run(flow, DocArray.empty());
        assertThat(states).containsEntry("e", NodeState.SKIPPED);
        run(flow, DocArray.empty());
        assertThat(states).containsEntry("e", NodeState.SKIPPED);
    }

    @Test
    void aForecastSaysWithoutMakingAnythingWhatTheRunDoes() {
        FlowSpec spec = FlowSpec.named("f")
                .plus(NodeSpec.of("a", "class:" + MARK).withConfig(Map.of("mark", "a", "more", 0L)))
                .plus(NodeSpec.of("b", "class:" + MARK)
                        .withConfig(Map.of("mark", "b", "more", 0L))
                        .withNeeds(List.of(Need.of("a"))));
        DocArray<ReuseTest.Marked> docs = DocArray.of(new ReuseTest.Marked(List.of()));
        FlowInspection flow = FlowInspection.of(spec, FlowSettings.DEFAULT);
        RunOptions options = RunOptions.with(kept);

        assertThat(Forecast.of(flow, Request.of("", docs), options).nodes(Step.CALLED))
                .containsExactly("a", "b");
        run(Flow.of(flow), docs, options.towards(Set.of("a")));
        assertThat(Forecast.of(flow, Request.of("", docs), options).steps())
                .isEqualTo(Map.of("a", Step.KEPT, "b", Step.CALLED));
        run(Flow.of(flow), docs, options);
        assertThat(Forecast.of(flow, Request.of("", docs), options).nodes(Step.KEPT))
                .containsExactly("a", "b");
    }

    @Test
    void contentCountsByItsSignatureWhereverItIs() {
        String signature = Content.sign(new byte[] {1, 2});
        Image here = new Image(Content.at("store:a/x", signature, 2, "image/png"));
        Image there = new Image(Content.at("http://nowhere.invalid/y", signature, -1, "image/png"));
        Image inline = Image.of(new byte[] {1, 2}, "image/png");

        assertThat(sign(here)).isEqualTo(sign(there)).isEqualTo(sign(inline));
        assertThat(sign(Image.of(new byte[] {1, 3}, "image/png"))).isNotEqualTo(sign(inline));
        assertThat(sign(Image.of(new byte[] {1, 2}, "image/gif"))).isNotEqualTo(sign(inline));
    }

    @Test
    void whatIsElsewhereWithoutASignatureIsNeverTakenForTheSame() {
        assertThat(sign(Image.at("http://nowhere.invalid/y"))).isNull();
        assertThat(sign(new UntypedDoc("Scan", Map.of("page", Map.of("ref", "http://nowhere.invalid/y")), null)))
                .isNull();
        assertThat(sign(Image.at("data:image/png;base64,AAAA"))).isNotNull();

        AtomicInteger calls = new AtomicInteger();
        Flow flow = Flow.named("f")
                .add("e", use(new Samples.OnTexts(docs -> {
                    calls.incrementAndGet();
                    return docs;
                })))
                .build();
        DocArray<Text> open = DocArray.of(Text.at("http://nowhere.invalid/y"));
        run(flow, open);
        run(flow, open);
        assertThat(calls).hasValue(2);
    }

    @Test
    void aFileThatWasWrittenAgainIsAnother(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "one");
        Text text = Text.at(file.toString());
        UntypedDoc untyped = new UntypedDoc("Scan", Map.of("page", Map.of("ref", file.toString())), null);
        @Nullable String before = sign(text);
        @Nullable String untypedBefore = sign(untyped);

        assertThat(sign(text)).isEqualTo(before).isNotNull();
        Files.writeString(file, "three");
        assertThat(sign(text)).isNotEqualTo(before);
        assertThat(sign(untyped)).isNotEqualTo(untypedBefore);
        Files.delete(file);
        assertThat(sign(text)).isNotNull().isNotEqualTo(before);
    }

    @Test
    void theOrderOfFieldsIsNoDifferenceAndEverythingElseIs() {
        Map<String, Object> one = new java.util.LinkedHashMap<>();
        one.put("a", 1L);
        one.put("b", List.of("x"));
        Map<String, Object> other = new java.util.LinkedHashMap<>();
        other.put("b", List.of("x"));
        other.put("a", 1L);

        assertThat(sign(new UntypedDoc("T", one, null))).isEqualTo(sign(new UntypedDoc("T", other, null)));
        other.put("a", 1.0);
        assertThat(sign(new UntypedDoc("T", one, null))).isNotEqualTo(sign(new UntypedDoc("T", other, null)));
        assertThat(sign(new UntypedDoc("U", one, null))).isNotEqualTo(sign(new UntypedDoc("T", one, null)));
        Slot<Text> slot = Slot.of(Text.of("a"));
        assertThat(DocSignature.of(DocArray.ofSlots(List.of(slot.withId("1")))))
                .isNotEqualTo(DocSignature.of(DocArray.ofSlots(List.of(slot.withId("2")))));
        assertThat(DocSignature.of(DocArray.ofSlots(List.of(Slot.<Text>failed("1", CallError.of(Code.ABORTED, "a"))))))
                .isNotEqualTo(DocSignature.of(
                        DocArray.ofSlots(List.of(Slot.<Text>failed("1", CallError.of(Code.ABORTED, "b"))))));
    }

    @Test
    void whatOnlyLooksLikeContentCountsByAllItsFields() {
        Map<String, Object> three = Map.of("ref", "order-17", "size", 3L);
        Map<String, Object> four = Map.of("ref", "order-17", "size", 4L);
        assertThat(sign(new UntypedDoc("Order", three, null))).isNotEqualTo(sign(new UntypedDoc("Order", four, null)));
        assertThat(sign(new UntypedDoc("Order", Map.of("of", List.of(three)), null)))
                .isNotEqualTo(sign(new UntypedDoc("Order", Map.of("of", List.of(four)), null)));

        String signature = Content.sign(new byte[] {1});
        assertThat(sign(new UntypedDoc("Order", Map.of("ref", "a", "sig", signature), null)))
                .isNotEqualTo(sign(new UntypedDoc("Order", Map.of("ref", "b", "sig", signature), null)))
                .isNotNull();
        assertThat(sign(new UntypedDoc("Order", Map.of("ref", "http://nowhere.invalid", "sig", "A. Smith"), null)))
                .isNull();
    }

    @Test
    void aFileThatAConfigurationNamesAndThatWasWrittenAgainMakesAnotherNode(@TempDir Path directory)
            throws IOException {
        Path model = directory.resolve("m.onnx");
        for (String named : List.of(model.toString(), model.toUri().toString(), "m.onnx")) {
            Files.deleteIfExists(model);
            List<NodeState> seen = new ArrayList<>();
            for (String content : List.of("", "one", "one", "three")) {
                if (!content.isEmpty()
                        && (!Files.exists(model) || !Files.readString(model).equals(content))) {
                    Files.writeString(model, content);
                }
                seen.add(marked(named, FlowSettings.DEFAULT.withDirectory(directory)));
            }
            assertThat(seen).as(named).containsExactly(NodeState.DONE, NodeState.DONE, NodeState.KEPT, NodeState.DONE);
        }
    }

    @Test
    void aResourceThatAConfigurationNamesAndThatWasWrittenAgainMakesAnotherNode(@TempDir Path directory)
            throws IOException {
        Path file = directory.resolve("m.onnx");
        java.net.URL[] places = {directory.toUri().toURL()};
        try (java.net.URLClassLoader loader =
                new java.net.URLClassLoader(places, KeptOutputsTest.class.getClassLoader())) {
            FlowSettings settings = FlowSettings.DEFAULT.withLoader(loader);
            List<NodeState> seen = new ArrayList<>();
            Files.writeString(file, "one");
            seen.add(marked("classpath:/m.onnx", settings));
            seen.add(marked("classpath:/m.onnx", settings));
            Files.writeString(file, "three");
            seen.add(marked("classpath:/m.onnx", settings));
            assertThat(seen).containsExactly(NodeState.DONE, NodeState.KEPT, NodeState.DONE);
        }
    }

    /// What becomes of a node that is configured with that text.
    private @Nullable NodeState marked(String mark, FlowSettings settings) {
        FlowSpec spec = FlowSpec.named("f")
                .plus(NodeSpec.of("m", "class:" + MARK).withConfig(Map.of("mark", mark, "more", 0L)));
        run(Flow.of(spec, settings), DocArray.of(new ReuseTest.Marked(List.of())));
        return states.get("m");
    }

    @Test
    void anotherFlowInsideThatCallsSomebodyElseIsCalledAgain(@TempDir Path directory) throws IOException {
        try (Server server = new MyExecutor().serve("inprocess://0")) {
            FlowSpec inner = FlowSpec.named("inner").plus(NodeSpec.of("e", server.address() + "/echo"));
            Files.write(directory.resolve("inner.flow.json"), FlowFile.write(inner));
            FlowSpec outer = FlowSpec.named("outer").plus(NodeSpec.of("n", "flow:inner.flow.json"));
            for (int i = 0; i < 2; i++) {
                run(Flow.of(outer, FlowSettings.DEFAULT.withDirectory(directory)), AA);
                assertThat(states).containsEntry("n", NodeState.DONE);
            }
        }
    }

    private static @Nullable String sign(Doc doc) {
        return DocSignature.of(DocArray.of(doc));
    }
}
