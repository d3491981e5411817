package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static xooai.flow.Flow.use;
import static xooai.flow.Samples.texts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.driver.Context;

/// Disabled and bypassed nodes.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ActiveNodesTest {
    private static final DocArray<Text> X = DocArray.of(Text.of("x"));

    private final AtomicInteger calls = new AtomicInteger();

    private NodeBuilder marks(String mark) {
        return use(texts(text -> {
            calls.incrementAndGet();
            return text + mark;
        }));
    }

    private static List<String> given(Flow flow) {
        List<String> batch = flow.<Text>post(X).stream().map(Text::text).toList();
        try (DocStream<Text> stream = flow.expand("", X)) {
            assertThat(stream.stream().map(Text::text).toList()).isEqualTo(batch);
        }
        return batch;
    }

    @Test
    void aDisabledBranchIsAsIfItsWireWereNotThere() {
        try (Flow flow = Flow.named("f")
                .add("a", marks("a"))
                .add("b", marks("b").needs("a").mode(NodeMode.DISABLED))
                .add("c", marks("c").needs("a"))
                .add("d", marks("d").needs("b", "c"))
                .build()) {
            assertThat(given(flow)).containsExactly("xacd");
        }
    }

    @Test
    void theOutputIsTheJoinOfTheSinksThatAreLeft() {
        try (Flow flow = Flow.named("f")
                .join(Join.CONCAT)
                .add("a", marks("a"))
                .add("b", marks("b").needs("a").mode(NodeMode.DISABLED))
                .add("c", marks("c").needs("a"))
                .add("d", marks("d").needs("a"))
                .build()) {
            assertThat(given(flow)).containsExactly("xac", "xad");
        }
    }

    @Test
    void whatDependsOnADisabledNodeAloneIsSkipped() {
        FlowSpec spec = Flow.named("f")
                .add("a", marks("a").mode(NodeMode.DISABLED))
                .add("b", marks("b").needs("a"))
                .add("c", marks("c").needs("b"))
                .add("d", marks("d"))
                .spec();
        ActiveNodes active = ActiveNodes.of(spec);

        assertThat(active.state("a")).isEqualTo(ActiveNodes.State.DISABLED);
        assertThat(active.state("b")).isEqualTo(ActiveNodes.State.SKIPPED);
        assertThat(active.why("b")).isEqualTo("skipped, since a is off");
        assertThat(active.state("c")).isEqualTo(ActiveNodes.State.SKIPPED);
        assertThat(active.state("d")).isEqualTo(ActiveNodes.State.RUNS);
        assertThat(active.sinks()).containsExactly("d");
    }

    @Test
    void aNodeWhoseDocsNobodyWouldTakeIsNotCalled() {
        try (Flow flow = Flow.named("f")
                .add("a", marks("a"))
                .add("b", marks("b").needs("a"))
                .add("off", marks("o").needs("b").mode(NodeMode.DISABLED))
                .add("c", marks("c").needs("a"))
                .build()) {
            assertThat(flow.<Text>post(X)).containsExactly(Text.of("xac"));
            assertThat(calls).hasValue(2);
            assertThat(ActiveNodes.of(flow.spec()).why("b"))
                    .isEqualTo("skipped, since off is off, which alone would take its docs");
        }
    }

    @Test
    void aFlowWithoutASinkThatRunsIsRefusedWithWhatToDo() {
        Flow.Builder flow = Flow.named("f")
                .add("a", marks("a"))
                .add("b", marks("b").needs("a").mode(NodeMode.DISABLED));

        assertThatThrownBy(flow::build)
                .hasMessageContaining("the flow gives nothing, since what it ends with is off: b (disabled). Enable");
    }

    @Test
    void aBypassedNodePassesOnWhatReachesIt() {
        try (Flow flow = Flow.named("f")
                .join(Join.CONCAT)
                .add("start", marks("s").mode(NodeMode.BYPASSED))
                .add("a", marks("a").needs("start"))
                .add("b", marks("b").needs("start"))
                .add("meet", marks("m").needs("a", "b").join(Join.CONCAT).mode(NodeMode.BYPASSED))
                .add("last", marks("l").needs("meet"))
                .add("end", marks("e").needs("meet").mode(NodeMode.BYPASSED))
                .build()) {
            assertThat(given(flow)).containsExactly("xal", "xbl", "xa", "xb");
        }
    }

    @Test
    void aBypassThatDoesNotFitSaysWhyNot() {
        Flow.Builder flow = Flow.named("f")
                .add("text", use(Samples.MyExecutor.class))
                .add(
                        "paint",
                        use(FlowInspectionTest.Pictures.class).needs("text").mode(NodeMode.BYPASSED))
                .add("look", use(FlowInspectionTest.Pictures.class).needs("paint"));

        assertThatThrownBy(flow::build)
                .hasMessageContaining("the wire paint → look does not fit")
                .hasMessageContaining("or let paint run: it is bypassed, and passes on what reaches it");
    }

    @Test
    void ofADisabledNodeNothingIsLoadedNorRead() {
        try (Flow flow = Flow.named("f")
                .add("a", marks("a"))
                .add("gone", use("class:no.such.Thing").mode(NodeMode.DISABLED))
                .add(
                        "unset",
                        use("class:x.Y").config(Map.of("k", "${env:NO_SUCH}")).mode(NodeMode.DISABLED))
                .build()) {
            assertThat(given(flow)).containsExactly("xa");
            assertThat(Outside.of(flow.spec(), java.nio.file.Path.of("")).isEmpty())
                    .isTrue();
        }
    }

    @Test
    void theModeIsAFactOfTheFile() {
        FlowSpec spec = RandomFlows.chain("a", "b", "c");
        FlowSpec off = spec.withNodes(spec.nodes().stream()
                .map(node -> node.name().equals("b") ? node.withMode(NodeMode.DISABLED) : node)
                .toList());

        assertThat(new String(FlowFile.write(off), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"mode\": \"disabled\"");
        assertThat(FlowFile.read(FlowFile.write(off)).spec()).isEqualTo(off);
        assertThat(FlowFile.read(FlowFile.write(off)).problems()).isEmpty();
        assertThat(FlowDiff.between(spec, off).toString()).contains("b: mode is \"disabled\", was not set");
    }

    @Test
    void aModeThatNobodyKnowsIsAProblemByName() {
        FlowSpec spec = FlowFile.read("{\"name\":\"f\",\"nodes\":{\"a\":{\"use\":\"class:a.B\",\"mode\":\"off\"}}}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .spec();

        assertThat(FlowCheck.problems(spec).toString()).contains("`mode` is `bypassed` or `disabled`, and not \"off\"");
    }

    @Test
    void disablingOnOneSideAndBypassingOnTheOtherIsAConflict() {
        FlowSpec base = RandomFlows.chain("a", "b");
        FlowMerge.Result merged =
                FlowMerge.merge(base, with(base, "a", NodeMode.DISABLED), with(base, "a", NodeMode.BYPASSED));

        assertThat(merged.conflicts().toString()).contains("a: merge conflict at `mode`");
    }

    private static FlowSpec with(FlowSpec spec, String name, NodeMode mode) {
        return spec.withNodes(spec.nodes().stream()
                .map(node -> node.name().equals(name) ? node.withMode(mode) : node)
                .toList());
    }

    @Test
    void aRunTowardsNodesThatAreOffSaysSo() {
        try (Flow flow = Flow.named("f")
                        .add("a", marks("a"))
                        .add("b", marks("b").mode(NodeMode.DISABLED))
                        .build();
                Context context = Context.of(Context.DEFAULT_TIMEOUT)) {
            Response response = flow.run(
                    Request.of("", X),
                    context,
                    event -> {},
                    RunOptions.with(new KeptOutputs()).towards(java.util.Set.of("b")));

            assertThat(response.code()).isEqualTo(Code.FAILED_PRECONDITION);
            assertThat(String.valueOf(response.error()))
                    .contains("b is disabled")
                    .contains("Enable what is disabled");
        }
    }

    @Test
    void whatIsKeptBeforeABypassIsKeptAndWhatComesAfterIsCalled() {
        KeptOutputs kept = new KeptOutputs();
        FlowSpec spec = FlowSpec.named("f")
                .plus(mark("a"))
                .plus(mark("b").withNeeds(List.of(Need.of("a"))))
                .plus(mark("c").withNeeds(List.of(Need.of("b"))));
        run(spec, kept);
        Forecast whole = forecast(spec, kept);
        Forecast bypassed = forecast(with(spec, "b", NodeMode.BYPASSED), kept);
        run(with(spec, "b", NodeMode.BYPASSED), kept);
        Forecast again = forecast(with(spec, "b", NodeMode.BYPASSED), kept);

        assertThat(whole.called()).isEmpty();
        assertThat(bypassed.called()).containsExactly("c");
        assertThat(again.called()).isEmpty();
        assertThat(forecast(spec, kept).called()).isEmpty();
    }

    private static NodeSpec mark(String name) {
        return NodeSpec.of(name, "class:" + ReuseTest.MarkExecutor.class.getName())
                .withConfig(Map.of("mark", name, "more", 0L));
    }

    private static void run(FlowSpec spec, KeptOutputs kept) {
        try (Flow flow = Flow.of(spec, FlowSettings.DEFAULT);
                Context context = Context.of(Context.DEFAULT_TIMEOUT)) {
            flow.run(
                    Request.of("", DocArray.of(new ReuseTest.Marked(List.of()))),
                    context,
                    event -> {},
                    RunOptions.with(kept));
        }
    }

    private static Forecast forecast(FlowSpec spec, KeptOutputs kept) {
        return Forecast.of(
                FlowInspection.of(spec, FlowSettings.DEFAULT),
                Request.of("", DocArray.of(new ReuseTest.Marked(List.of()))),
                RunOptions.with(kept));
    }

    /// Any flow with any nodes off gives what it gives by the rule alone: in one piece, and as a stream.
    @Property(tries = 60)
    void anyFlowGivesWhatTheRuleSays(@ForAll @IntRange(min = 1, max = 7) int size, @ForAll long seed) {
        java.util.Random random = new java.util.Random(seed);
        Flow.Builder flow = Flow.named("f").join(Join.CONCAT);
        Map<String, List<String>> needs = new LinkedHashMap<>();
        Map<String, NodeMode> modes = new HashMap<>();
        for (int i = 0; i < size; i++) {
            String name = "n" + i;
            List<String> needed = new ArrayList<>();
            for (int j = 0; j < i && needed.size() < 2; j++) {
                if (random.nextInt(3) == 0) {
                    needed.add("n" + j);
                }
            }
            NodeMode mode = switch (random.nextInt(5)) {
                case 0 -> NodeMode.DISABLED;
                case 1 -> NodeMode.BYPASSED;
                default -> NodeMode.RUNS;
            };
            NodeBuilder node = marks(Integer.toString(i)).join(Join.CONCAT).mode(mode);
            flow.add(name, needed.isEmpty() ? node : node.needs(needed.toArray(String[]::new)));
            needs.put(name, needed);
            modes.put(name, mode);
        }
        List<String> expected = new ArrayList<>();
        needs.keySet().stream()
                .filter(name -> needs.values().stream().noneMatch(each -> each.contains(name)))
                .forEach(sink -> expected.addAll(byRule(sink, needs, modes).orElse(List.of())));
        if (ActiveNodes.of(flow.spec()).sinks().isEmpty()) {
            assertThat(expected).isEmpty();
            assertThatThrownBy(flow::build).isInstanceOf(FlowException.class);
            return;
        }
        try (Flow made = flow.build()) {
            assertThat(given(made)).isEqualTo(expected);
        }
    }

    private static Optional<List<String>> byRule(
            String name, Map<String, List<String>> needs, Map<String, NodeMode> modes) {
        List<String> needed = needs.getOrDefault(name, List.of());
        List<List<String>> branches = needed.stream()
                .flatMap(need -> byRule(need, needs, modes).stream())
                .toList();
        boolean nothingLeft = branches.isEmpty() && !needed.isEmpty();
        if (modes.get(name) == NodeMode.DISABLED || nothingLeft) {
            return Optional.empty();
        }
        List<String> taken = needed.isEmpty()
                ? List.of("x")
                : branches.stream().flatMap(List::stream).toList();
        String mark = modes.get(name) == NodeMode.BYPASSED ? "" : name.substring(1);
        return Optional.of(taken.stream().map(text -> text + mark).toList());
    }
}
