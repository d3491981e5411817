package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Merge;
import xooai.driver.Context;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// What is run again in random flows: exactly what a change reaches, and what comes out is what a whole run gives.
final class ReuseTest {
    private static final String MARK = "class:" + MarkExecutor.class.getName();

    /// A doc that says who had it in hands, whatever the order of branches.
    public record Marked(@Merge(Merge.Rule.UNION) List<String> marks) implements Doc {
        Marked plus(String mark) {
            Set<String> all = new LinkedHashSet<>(marks);
            all.add(mark);
            return new Marked(List.copyOf(all));
        }
    }

    /// Marks each doc, and adds one of its own.
    @ThreadSafe
    public static final class MarkExecutor extends Executor {
        private final Settings settings;

        /// What it marks docs with.
        public record Settings(String mark, long more) {}

        /// An executor that marks docs so.
        public MarkExecutor(Settings settings) {
            this.settings = settings;
        }

        @Post
        public DocArray<Marked> mark(DocArray<Marked> docs) {
            List<xooai.doc.Slot<Marked>> slots =
                    new ArrayList<>(docs.map(doc -> doc.plus(settings.mark())).slots());
            for (long i = 0; i < settings.more(); i++) {
                slots.add(xooai.doc.Slot.of(new Marked(List.of("made by " + settings.mark()))));
            }
            return DocArray.ofSlots(slots);
        }
    }

    /// What was heard of one run.
    private record Ran(Set<String> called, Map<String, NodeEvent> last, Forecast forecast, Response response) {
        DocArray<?> docs() {
            assertThat(response.error()).isNull();
            return response.docs();
        }
    }

    private static Ran run(FlowSpec spec, RunOptions options) {
        Set<String> called = ConcurrentHashMap.newKeySet();
        Map<String, NodeEvent> last = new ConcurrentHashMap<>();
        List<Forecast> planned = Collections.synchronizedList(new ArrayList<>());
        RunListener listener = new RunListener() {
            @Override
            public void planned(Forecast forecast) {
                assertThat(last).isEmpty();
                planned.add(forecast);
            }

            @Override
            public void on(NodeEvent event) {
                last.put(event.node(), event);
                if (event.state() == NodeEvent.NodeState.RUNNING) {
                    called.add(event.node());
                }
            }
        };
        try (Flow flow = Flow.of(spec, FlowSettings.DEFAULT);
                Context context = Context.of(Context.DEFAULT_TIMEOUT)) {
            Request request = Request.of("", DocArray.of(new Marked(List.of("a")), new Marked(List.of("b"))));
            Response response = flow.run(request, context, listener, options);
            Forecast forecast = planned.isEmpty() ? new Forecast(Map.of()) : planned.getFirst();
            return new Ran(new HashSet<>(called), Map.copyOf(last), forecast, response);
        }
    }

    /// A flow of random nodes, each of which needs some of those before it; some only join. One of its joins at most
    /// is by `concat`, since ids would not be unique after a second.
    private static FlowSpec randomFlow(Random random, int size) {
        FlowSpec spec = FlowSpec.named("random").withJoin(random.nextBoolean() ? Join.MERGE : Join.CONCAT);
        boolean concat = spec.join() == Join.CONCAT;
        for (int i = 0; i < size; i++) {
            List<Need> needs = new ArrayList<>();
            for (int p = Math.max(0, i - 4); p < i; p++) {
                if (random.nextInt(5) < 2) {
                    needs.add(Need.of("n" + p));
                }
            }
            Collections.shuffle(needs, random);
            boolean joins = needs.size() > 1 && random.nextInt(4) == 0;
            NodeSpec node = NodeSpec.of("n" + i, joins ? null : MARK).withNeeds(needs);
            if (needs.size() > 1 && !concat && random.nextInt(3) == 0) {
                node = node.withJoin(Join.CONCAT);
                concat = true;
            }
            spec = spec.plus(joins ? node : marked(node, "m" + i, random.nextInt(3) == 0 ? 1 : 0));
        }
        return spec;
    }

    private static NodeSpec marked(NodeSpec node, String mark, long more) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("mark", mark);
        config.put("more", more);
        return node.withConfig(config);
    }

    private static FlowSpec changed(FlowSpec spec, String name, NodeSpec with) {
        return spec.withNodes(spec.nodes().stream()
                .map(node -> node.name().equals(name) ? with : node)
                .toList());
    }

    /// The spec with one setting of that node changed: of an executor its configuration, of a join what it does with
    /// conflicts, or how it joins.
    private static FlowSpec changed(FlowSpec spec, String name) {
        NodeSpec node = java.util.Objects.requireNonNull(spec.node(name));
        return changed(
                spec,
                name,
                node.use() == null
                        ? node.join() == Join.CONCAT
                                ? node.withJoin(Join.MERGE)
                                : node.withOnConflict(ConflictPolicy.parse("last"))
                        : marked(node, "changed", 0));
    }

    private static Set<String> executors(FlowSpec spec, Set<String> names) {
        Set<String> found = new HashSet<>(names);
        found.removeIf(name -> java.util.Objects.requireNonNull(spec.node(name)).use() == null);
        return found;
    }

    private static Set<String> all(FlowSpec spec) {
        Set<String> all = new HashSet<>();
        spec.nodes().forEach(node -> all.add(node.name()));
        return all;
    }

    /// The node and all that needs it, directly or not.
    private static Set<String> cone(FlowSpec spec, String name) {
        Set<String> cone = new HashSet<>(Set.of(name));
        spec.nodes().forEach(node -> {
            if (node.needNames().stream().anyMatch(cone::contains)) {
                cone.add(node.name());
            }
        });
        return cone;
    }

    /// The node and all that it needs, directly or not.
    private static Set<String> before(FlowSpec spec, String name) {
        Set<String> before = all(spec);
        before.removeIf(each -> !cone(spec, each).contains(name));
        return before;
    }

    @Property(tries = 150)
    void oneChangedSettingMakesExactlyItsConeRunAgain(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int size) {
        Random random = new Random(seed);
        FlowSpec spec = randomFlow(random, size);
        KeptOutputs kept = new KeptOutputs();
        Ran first = run(spec, RunOptions.with(kept));
        assertThat(first.called()).isEqualTo(executors(spec, all(spec)));

        Ran second = run(spec, RunOptions.with(kept));
        assertThat(second.called()).isEmpty();
        assertThat(second.forecast().called()).isEmpty();
        assertThat(second.docs()).isEqualTo(first.docs());

        String name = "n" + random.nextInt(size);
        FlowSpec changed = changed(spec, name);
        Ran third = run(changed, RunOptions.with(kept));
        assertThat(third.called()).isEqualTo(executors(spec, cone(spec, name)));
        assertThat(executors(spec, third.forecast().called())).isEqualTo(third.called());
        assertThat(third.docs()).isEqualTo(run(changed, RunOptions.NONE).docs());

        Ran undone = run(spec, RunOptions.with(kept));
        assertThat(undone.called()).isEmpty();
        assertThat(undone.docs()).isEqualTo(first.docs());
    }

    @Property(tries = 20)
    void whatIsDrawnAroundAFlowMakesNothingRunAgain(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int size) {
        FlowSpec spec = randomFlow(new Random(seed), size);
        KeptOutputs kept = new KeptOutputs();
        Ran plain = run(spec, RunOptions.with(kept));
        Frame frame = new Frame(0, 0, 400, 300);
        FlowSpec drawn = Drawing.NONE
                .with("g1", new Drawing.Group("Group", Tint.BLUE, frame))
                .with("n1", new Drawing.Note("# Note", Tint.RED, frame))
                .withBends("n0", "n1", List.of(new Point(1, 2)))
                .in(spec);
        Ran again = run(drawn, RunOptions.with(kept));
        assertThat(again.called()).isEmpty();
        assertThat(again.docs()).isEqualTo(plain.docs());
        assertThat(run(drawn, RunOptions.NONE).docs()).isEqualTo(plain.docs());
    }

    @Property(tries = 150)
    void aRunTowardsANodeCallsOfTheConeWhatThatNodeNeeds(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int size) {
        Random random = new Random(seed);
        FlowSpec spec = randomFlow(random, size);
        KeptOutputs kept = new KeptOutputs();
        run(spec, RunOptions.with(kept));
        String name = "n" + random.nextInt(size);
        String target = "n" + random.nextInt(size);
        FlowSpec changed = changed(spec, name);

        Ran ran = run(changed, RunOptions.with(kept).towards(Set.of(target)));

        Set<String> expected = cone(spec, name);
        expected.retainAll(before(spec, target));
        assertThat(ran.called()).isEqualTo(executors(spec, expected));
        assertThat(executors(spec, ran.forecast().called())).isEqualTo(ran.called());
        NodeEvent whole = run(changed, RunOptions.NONE).last().get(target);
        assertThat(whole).isNotNull();
        assertThat(ran.docs()).isEqualTo(java.util.Objects.requireNonNull(whole).output());
    }

    @Property(tries = 150)
    void fromHereCallsThatNodeAndWhatComesAfterIt(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int size) {
        Random random = new Random(seed);
        FlowSpec spec = randomFlow(random, size);
        KeptOutputs kept = new KeptOutputs();
        run(spec, RunOptions.with(kept));
        List<String> runnable = List.copyOf(executors(spec, all(spec)));
        String name = runnable.get(random.nextInt(runnable.size()));

        Ran ran = run(spec, RunOptions.with(kept).towards(cone(spec, name)).anew(Set.of(name)));

        assertThat(ran.called()).isEqualTo(executors(spec, cone(spec, name)));
        assertThat(ran.forecast().of(name)).isEqualTo(Forecast.Step.REPEATED);
    }

    @Property(tries = 150)
    void aPinStandsForItsNodeAndWhatIsOnlyAboveItIsLeftAlone(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int size) {
        Random random = new Random(seed);
        FlowSpec spec = randomFlow(random, size);
        String name = "n" + random.nextInt(size);
        Map<String, NodeEvent> whole = run(spec, RunOptions.NONE).last();
        DocArray<?> given = java.util.Objects.requireNonNull(
                java.util.Objects.requireNonNull(whole.get(name)).output());

        Ran ran = run(
                spec,
                RunOptions.with(new KeptOutputs())
                        .pinned(Map.of(name, given.cast()))
                        .towards(all(spec)));
        assertThat(ran.called()).isEqualTo(executors(spec, without(all(spec), name)));
        assertThat(ran.docs()).isEqualTo(run(spec, RunOptions.NONE).docs());

        Ran cut = run(spec, RunOptions.with(new KeptOutputs()).pinned(Map.of(name, given.cast())));
        assertThat(cut.called()).doesNotContain(name);
        assertThat(executors(spec, cut.forecast().called())).isEqualTo(cut.called());
        assertThat(cut.docs()).isEqualTo(ran.docs());
        Set<String> onlyAbove = new HashSet<>(without(before(spec, name), name));
        onlyAbove.removeIf(each -> reachesAnEndWithout(spec, each, name));
        assertThat(cut.called())
                .allSatisfy(called ->
                        assertThat(isBaseOrNeeded(spec, called, onlyAbove)).isTrue());
    }

    /// What is only above the pin is called only where a merge parted from it.
    private static boolean isBaseOrNeeded(FlowSpec spec, String name, Set<String> onlyAbove) {
        Plan plan = Plan.of(spec);
        return !onlyAbove.contains(name)
                || java.util.Arrays.stream(plan.bases())
                        .anyMatch(base -> base >= 0
                                && before(spec, plan.names().get(base)).contains(name));
    }

    private static boolean reachesAnEndWithout(FlowSpec spec, String from, String pinned) {
        Set<String> reached = new HashSet<>(Set.of(from));
        spec.nodes().forEach(node -> {
            if (!node.name().equals(pinned) && node.needNames().stream().anyMatch(reached::contains)) {
                reached.add(node.name());
            }
        });
        return spec.sinks().stream().anyMatch(sink -> reached.contains(sink.name()));
    }

    private static Set<String> without(Set<String> names, String name) {
        Set<String> others = new HashSet<>(names);
        others.remove(name);
        return others;
    }

    @Property(tries = 50)
    void whateverIsForgottenTheDocsAreTheSame(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int size) {
        Random random = new Random(seed);
        FlowSpec spec = randomFlow(random, size);
        KeptOutputs few = new KeptOutputs(1 + random.nextInt(size), 1 << 20);
        DocArray<?> docs = run(spec, RunOptions.NONE).docs();

        for (int i = 0; i < 3; i++) {
            Ran ran = run(spec, RunOptions.with(few));
            assertThat(ran.docs()).isEqualTo(docs);
            assertThat(executors(spec, ran.forecast().called())).isEqualTo(ran.called());
        }
    }

    @Property(tries = 1)
    void aTargetThatIsNotThereIsNamed() {
        Ran ran = run(
                randomFlow(new Random(1), 2), RunOptions.with(new KeptOutputs()).towards(Set.of("nope")));

        assertThat(ran.response().code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(java.util.Objects.requireNonNull(ran.response().error()).message())
                .isEqualTo("tried to run the flow random towards nope, which it does not have; its nodes are n0, n1");
    }
}
