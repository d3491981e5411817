package xooai.designer.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Merge;
import xooai.doc.Slot;
import xooai.doc.XooaiException;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;
import xooai.flow.ConflictPolicy;
import xooai.flow.Flow;
import xooai.flow.FlowFile;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.Join;
import xooai.flow.Need;
import xooai.flow.NodeMode;
import xooai.flow.NodeSpec;
import xooai.flow.Point;
import xooai.flow.SubFlows;

/// Laws of sub-flows, over random flows and selections.
class SubFlowProperties {
    private static final ConflictPolicy LAST = Objects.requireNonNull(ConflictPolicy.parse("last"));
    private static final Pattern MORE = Pattern.compile("Add (.*) to the selection");

    /// A doc that says who had it in hands.
    public record Trail(@Merge(Merge.Rule.UNION) List<String> marks, long last) implements Doc {}

    /// What to mark docs with.
    public record Settings(String mark, long number, boolean more) {}

    /// Marks docs, and may add one.
    @ThreadSafe
    public static final class MarkExecutor extends Executor {
        private final Settings settings;

        /// An executor that marks docs so.
        public MarkExecutor(Settings settings) {
            this.settings = settings;
        }

        @Post
        public DocArray<Trail> mark(DocArray<Trail> docs) {
            List<Slot<Trail>> slots = new ArrayList<>(docs.map(this::marked).slots());
            if (settings.more()) {
                slots.add(Slot.of(new Trail(List.of("made by " + settings.mark()), settings.number())));
            }
            return DocArray.ofSlots(slots);
        }

        private Trail marked(Trail doc) {
            Set<String> all = new LinkedHashSet<>(doc.marks());
            all.add(settings.mark());
            return new Trail(List.copyOf(all), settings.number() == 0 ? doc.last() : settings.number());
        }
    }

    /// A flow and some of its nodes.
    record Case(Design design, Set<String> picked) {}

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.randomValue(SubFlowProperties::random);
    }

    private static Case random(Random random) {
        int size = 1 + random.nextInt(8);
        List<NodeSpec> nodes = new ArrayList<>();
        Map<String, Point> view = new LinkedHashMap<>();
        boolean chain = random.nextBoolean();
        for (int i = 0; i < size; i++) {
            NodeSpec node = node(i, chain, random);
            nodes.add(node);
            if (random.nextInt(4) > 0) {
                view.put(node.name(), new Point(random.nextInt(200) * 8.0, random.nextInt(90) * 8.0));
            }
        }
        if (random.nextBoolean()) {
            Collections.shuffle(nodes, random);
        }
        FlowSpec spec = FlowSpec.named("f")
                .withNodes(nodes)
                .withView(view)
                .withJoin(random.nextBoolean() ? Join.MERGE : Join.CONCAT)
                .withOnConflict(random.nextBoolean() ? LAST : ConflictPolicy.ERROR);
        Design design = Design.of(spec);
        Set<String> picked = new LinkedHashSet<>();
        int from = random.nextInt(size);
        int to = from + random.nextInt(size - from);
        for (int i = from; i <= to; i++) {
            if (random.nextInt(6) > 0) {
                picked.add("n" + i);
            }
        }
        return new Case(design, picked);
    }

    private static NodeSpec node(int i, boolean chain, Random random) {
        Set<String> needs = new LinkedHashSet<>();
        if (i > 0 && (chain || random.nextInt(4) > 0)) {
            needs.add("n" + (chain && random.nextInt(3) > 0 ? i - 1 : random.nextInt(i)));
        }
        if (i > 1 && random.nextInt(3) == 0) {
            needs.add("n" + random.nextInt(i));
        }
        boolean join = needs.size() > 1 && random.nextInt(4) == 0;
        List<Need> needed = needs.stream().map(Need::of).toList();
        NodeSpec node = join
                ? NodeSpec.of("n" + i, null)
                : NodeSpec.of("n" + i, "class:" + MarkExecutor.class.getName())
                        .withConfig(Map.of(
                                "mark", "m" + i, "number", (long) random.nextInt(3), "more", random.nextInt(3) == 0));
        NodeSpec wired = node.withNeeds(needed)
                .withJoin(random.nextInt(4) == 0 ? Join.CONCAT : null)
                .withOnConflict(policy(needs, random));
        return random.nextInt(12) == 0 ? wired.withMode(NodeMode.BYPASSED) : wired;
    }

    private static @Nullable ConflictPolicy policy(Set<String> needs, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> LAST;
            case 1 ->
                needs.isEmpty()
                        ? null
                        : ConflictPolicy.parse("prefer(" + needs.iterator().next() + ")");
            default -> null;
        };
    }

    /// What somebody sees of a graph: everything but in which order the file has it.
    private static Map<String, Object> graph(FlowSpec spec) {
        Map<String, Object> graph = new HashMap<>();
        spec.nodes().forEach(node -> graph.put("node " + node.name(), node));
        graph.put("sinks", spec.sinks().stream().map(NodeSpec::name).toList());
        graph.put("rest", spec.withNodes(List.of()));
        return graph;
    }

    @Property(tries = 1000)
    void aSelectionMadeASubFlowAndUnpackedIsTheIdenticalGraph(@ForAll("cases") Case given) {
        Edit.MakeSubFlow make = new Edit.MakeSubFlow(given.picked(), "sub", Set.of());
        if (make.refusal(given.design()) != null) {
            return;
        }
        Design made = make.apply(given.design());
        Edit.UnpackSubFlow unpack = new Edit.UnpackSubFlow("sub", Set.of());

        assertThat(unpack.refusal(made)).isNull();
        assertThat(made.names())
                .hasSize(given.design().names().size() - given.picked().size() + 1);
        assertThat(FlowFile.read(FlowFile.write(made.spec())).spec()).isEqualTo(made.spec());
        assertThat(graph(unpack.apply(made).spec()))
                .isEqualTo(graph(given.design().spec()));
    }

    @Example
    void manySelectionsAreSubFlowsOfSeveralNodesAmongOthers() {
        long made = 0;
        for (int seed = 0; seed < 1000; seed++) {
            Case given = random(new Random(seed));
            boolean several = given.picked().size() > 1
                    && given.design().names().size() > given.picked().size();
            Refusal refusal = new Edit.MakeSubFlow(given.picked(), "sub", Set.of()).refusal(given.design());
            made += several && refusal == null ? 1 : 0;
        }
        assertThat(made).isGreaterThan(50);
    }

    @Property(tries = 150)
    void aFlowGivesTheSameWithAndWithoutItsSubFlow(@ForAll("cases") Case given) {
        Edit.MakeSubFlow make = new Edit.MakeSubFlow(given.picked(), "sub", Set.of());
        if (make.refusal(given.design()) != null) {
            return;
        }
        assertThat(given(make.apply(given.design()).spec()))
                .isEqualTo(given(given.design().spec()));
    }

    private static List<String> given(FlowSpec spec) {
        try (Flow flow = Flow.of(spec, FlowSettings.DEFAULT)) {
            DocArray<Trail> docs = flow.post(DocArray.of(new Trail(List.of("x"), 0), new Trail(List.of("y"), 0)));
            List<String> all = new ArrayList<>();
            for (int i = 0; i < docs.size(); i++) {
                all.add(docs.slot(i).isOk() ? docs.get(i).toString() : "failed");
            }
            return all;
        } catch (XooaiException e) {
            return List.of(e.code().toString());
        }
    }

    @Property(tries = 500)
    void theNodesThatARefusalNamesMakeItASubFlow(@ForAll("cases") Case given) {
        Refusal refusal = new Edit.MakeSubFlow(given.picked(), "sub", Set.of()).refusal(given.design());
        Matcher more = MORE.matcher(refusal == null ? "" : refusal.reason());
        if (more.find()) {
            Set<String> all = new LinkedHashSet<>(given.picked());
            all.addAll(List.of(more.group(1).split(", ")));

            assertThat(new Edit.MakeSubFlow(all, "sub", Set.of()).refusal(given.design()))
                    .isNull();
        }
    }

    @Property(tries = 20)
    void namesThatMeanwhileClashAreRenewed(@ForAll @IntRange(min = 1, max = 5) int count) {
        Design diamond = Samples.diamond();
        Design made = new Edit.MakeSubFlow(Set.of("a", "b", "c", "d"), "sub", Set.of()).apply(diamond);
        Design clash = made;
        for (String name : List.of("a", "b", "c", "d", "b_2").subList(0, count)) {
            clash = new Edit.AddNode(Samples.node(name), new Point(0, 0)).apply(clash);
        }
        Edit.UnpackSubFlow unpack = new Edit.UnpackSubFlow("sub", Set.of());
        Design unpacked = unpack.apply(clash);

        assertThat(unpacked.names()).hasSize(4 + count);
        Map<String, String> names = unpack.newNames(clash);
        assertThat(unpacked.wires().stream().map(Wire::toString).collect(Collectors.toSet()))
                .isEqualTo(diamond.wires().stream()
                        .map(wire -> new Wire(name(names, wire.from()), name(names, wire.to())).toString())
                        .collect(Collectors.toSet()));
    }

    private static String name(Map<String, String> names, String name) {
        return names.getOrDefault(name, name);
    }

    @Property(tries = 100)
    void everyInstanceUnpacksToTheSameNodesAndTheLastTakesTheSubFlowAway(@ForAll("cases") Case given) {
        Edit.MakeSubFlow make = new Edit.MakeSubFlow(given.picked(), "sub", Set.of());
        if (make.refusal(given.design()) != null) {
            return;
        }
        Design made = make.apply(given.design());
        NodeSpec sub = made.node("sub");
        assertThat(sub).isNotNull();
        Design two = new Edit.AddNode(sub.withName("again").withNeeds(List.of()), new Point(0, 0)).apply(made);
        Design one = new Edit.UnpackSubFlow("sub", Set.of()).apply(two);

        assertThat(SubFlows.names(one.spec())).containsExactly("sub");
        Design none = new Edit.UnpackSubFlow("again", Set.of()).apply(one);
        assertThat(SubFlows.names(none.spec())).isEmpty();
    }
}
