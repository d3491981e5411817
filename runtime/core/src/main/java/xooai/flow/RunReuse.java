package xooai.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.flow.Forecast.Step;

/// What one run of a flow takes from what is kept and pinned, and what it keeps.
///
/// All is decided before the first node is called, and nothing that happens in the run changes it: what is forecast
/// is what is done. A node is found again by what it runs and by what reaches it; what a node that is called will
/// give is not known, so all that come after it are called too, up to a pin.
final class RunReuse {
    private final Plan whole;
    private final NodeKeys keys;
    private final Request request;
    private final RunOptions options;
    private final IntPredicate apart;
    private final BitSet asked;
    private final BitSet repeated;
    private final Step[] steps;
    private final @Nullable Known[] known;
    private final DocArray<Doc> flowInput;
    private final @Nullable String inputSignature;
    /// The signatures of what nodes gave, as far as they gave anything; each is written by whoever runs its node.
    private final @Nullable String[] signatures;

    private final Plan plan;

    /// What a node gives without being called.
    record Known(@Nullable DocArray<Doc> taken, DocArray<Doc> given, Step step, boolean skipped) {}

    private RunReuse(Plan whole, NodeKeys keys, IntPredicate apart, Request request, RunOptions options) {
        this.whole = whole;
        this.keys = keys;
        this.apart = apart;
        this.request = request;
        this.options = options;
        this.steps = new Step[whole.output()];
        this.known = new Known[whole.output()];
        this.signatures = new String[whole.output()];
        Arrays.fill(steps, Step.NOT_NEEDED);
        this.flowInput = FlowIds.ofInput(request.docs().cast());
        this.inputSignature = DocSignature.of(flowInput);
        this.asked = asked();
        this.repeated = repeated();
        look();
        Outcome outcome = outcome();
        leaveAlone(outcome.needed());
        int[] also = IntStream.range(0, whole.output())
                .filter(i -> !options.targets().isEmpty() && isTarget(i) && known[i] == null)
                .toArray();
        this.plan =
                whole.cut(outcome.ends(), also, i -> known[i] != null || steps[i] == Step.NOT_NEEDED, this::isMerge);
    }

    /// What a run of that flow takes and keeps.
    static RunReuse plan(Plan whole, NodeKeys keys, Request request, RunOptions options) {
        return plan(whole, keys, i -> keys.isApart(whole.names().get(i)), request, options);
    }

    /// What a run of that flow takes and keeps.
    ///
    /// @param apart whether a node takes the branches of a join apart
    static RunReuse plan(Plan whole, NodeKeys keys, IntPredicate apart, Request request, RunOptions options) {
        return new RunReuse(whole, keys, apart, request, options);
    }

    /// The nodes that are asked for, and those before them.
    private BitSet asked() {
        BitSet asked = new BitSet();
        for (int i = whole.output() - 1; i >= 0; i--) {
            if (isTarget(i) || Arrays.stream(whole.successors()[i]).anyMatch(asked::get)) {
                asked.set(i);
            }
        }
        return asked;
    }

    private boolean isTarget(int place) {
        return options.targets().isEmpty() || options.targets().contains(name(place));
    }

    /// The nodes that are called whatever is kept. A race of which one branch is run again is run again as a whole.
    private BitSet repeated() {
        BitSet all = new BitSet();
        IntStream.range(0, whole.output())
                .filter(i -> options.anew().contains(name(i)))
                .forEach(all::set);
        for (int i = whole.output(); i >= 0; i--) {
            if (isFirst(i) && Arrays.stream(whole.predecessors()[i]).anyMatch(all::get)) {
                Arrays.stream(whole.predecessors()[i]).forEach(all::set);
            }
        }
        return all;
    }

    /// Finds what each node gives without being called.
    private void look() {
        for (int i = 0; i < whole.output(); i++) {
            DocArray<? extends Doc> pin = options.pins().get(name(i));
            if (!asked.get(i)) {
                continue;
            }
            if (pin != null) {
                DocArray<Doc> given = FlowIds.ofNode(name(i), false, DocArray.empty(), pin.cast());
                known[i] = new Known(null, given, Step.PINNED, false);
                signatures[i] = DocSignature.of(given);
                steps[i] = Step.PINNED;
                continue;
            }
            String input = input(i, winner(i));
            if (keys.isJoin(name(i))) {
                signatures[i] = input;
                steps[i] = input == null ? Step.CALLED : Step.KEPT;
            } else {
                find(i, input);
            }
        }
    }

    private void find(int place, @Nullable String input) {
        steps[place] = repeated.get(place) ? Step.REPEATED : Step.CALLED;
        String key = options.kept() == null || repeated.get(place) ? null : key(place, input);
        KeptOutputs.Kept found =
                key == null || options.kept() == null ? null : options.kept().find(key);
        if (found != null) {
            DocArray<Doc> given = FlowIds.ofNode(name(place), keys.isFlow(name(place)), found.taken(), found.given());
            known[place] = new Known(found.taken(), given, Step.KEPT, found.skipped());
            signatures[place] = signature(place, found.given(), given, found.signature());
            steps[place] = Step.KEPT;
        }
    }

    /// The signature of what a node gave: that of the docs as they came, and the node's name where that is in their
    /// ids.
    @SuppressWarnings("ReferenceEquality")
    private @Nullable String signature(
            int place, DocArray<Doc> raw, DocArray<Doc> given, @Nullable String signatureOfRaw) {
        if (signatureOfRaw == null) {
            return DocSignature.of(given);
        }
        return raw == given ? signatureOfRaw : CanonicalHash.of("named", name(place), signatureOfRaw);
    }

    private @Nullable String key(int place, @Nullable String input) {
        String name = name(place);
        Map<String, @Nullable Object> params = new LinkedHashMap<>(request.extra());
        params.putAll(FlowNode.params(name, request.params()));
        return keys.key(name, input, options.versions().get(name), params);
    }

    /// The signature of what reaches a node; null where that is not known.
    ///
    /// @param winner the branch that was first at a join by `first`, or -1
    private @Nullable String input(int place, int winner) {
        int[] needed = whole.predecessors()[place];
        if (needed.length == 0) {
            return keys.input(name(place), flowInput);
        }
        if (isFirst(place)) {
            return winner < 0 ? null : signatures[winner];
        }
        if (needed.length == 1 && !apart.test(place)) {
            return signatures[needed[0]];
        }
        List<@Nullable Object> parts = new ArrayList<>();
        ConflictPolicy policy = whole.policies()[place];
        boolean merge = isMerge(place);
        parts.add(merge ? policy.toString() : apart.test(place) ? "apart" : "concat");
        boolean byName = !merge || policy.rule() == ConflictPolicy.Rule.PREFER;
        for (int p : needed) {
            parts.add(byName ? name(p) : null);
            parts.add(signatures[p]);
            if (signatures[p] == null) {
                return null;
            }
        }
        int base = whole.bases()[place];
        String before = base < 0 ? inputSignature : signatures[base];
        return merge && before == null ? null : CanonicalHash.of(parts, merge ? before : null);
    }

    /// The branch that wins a join by `first` because it need not be called, or -1.
    private int winner(int place) {
        return isFirst(place)
                ? Arrays.stream(whole.predecessors()[place])
                        .filter(this::needsNoCall)
                        .findFirst()
                        .orElse(-1)
                : -1;
    }

    private boolean needsNoCall(int place) {
        return steps[place] == Step.KEPT || steps[place] == Step.PINNED;
    }

    private boolean isFirst(int place) {
        return whole.joins()[place] == Join.FIRST && whole.predecessors()[place].length > 1;
    }

    private boolean isMerge(int place) {
        return whole.joins()[place] == Join.MERGE
                && whole.predecessors()[place].length > 1
                && (place == whole.output() || !apart.test(place));
    }

    /// Which nodes have to give something, and what the run ends with.
    @SuppressWarnings("ArrayRecordComponent") // made and read here alone, never compared
    private record Outcome(int[] ends, BitSet needed) {}

    private Outcome outcome() {
        int[] sinks = whole.predecessors()[whole.output()];
        int[] ends = IntStream.range(0, whole.output())
                .filter(i -> isTarget(i) && Arrays.stream(whole.successors()[i]).noneMatch(this::isTargetNode))
                .toArray();
        boolean all = Set.copyOf(boxed(sinks)).equals(Set.copyOf(boxed(ends)));
        BitSet needed = new BitSet();
        IntStream.range(0, whole.output())
                .filter(i -> !options.targets().isEmpty() && isTarget(i))
                .forEach(needed::set);
        if (all) {
            need(whole.output(), needed);
        } else {
            Arrays.stream(ends).forEach(needed::set);
        }
        for (int i = whole.output() - 1; i >= 0; i--) {
            if (known[i] == null && (needed.get(i) || (steps[i] == Step.KEPT && keys.isJoin(name(i))))) {
                needed.set(i);
                need(i, needed);
            }
        }
        return new Outcome(all ? sinks : ends, needed);
    }

    private static List<Integer> boxed(int[] places) {
        return Arrays.stream(places).boxed().toList();
    }

    private boolean isTargetNode(int place) {
        return place != whole.output() && isTarget(place);
    }

    /// Notes what that node needs: its branches, and where they are merged what they parted from.
    private void need(int place, BitSet needed) {
        int winner = winner(place);
        if (winner >= 0) {
            needed.set(winner);
            return;
        }
        Arrays.stream(whole.predecessors()[place]).forEach(needed::set);
        if (isMerge(place) && whole.bases()[place] >= 0) {
            needed.set(whole.bases()[place]);
        }
    }

    private void leaveAlone(BitSet needed) {
        for (int i = 0; i < whole.output(); i++) {
            if (known[i] == null && !needed.get(i)) {
                steps[i] = Step.NOT_NEEDED;
            }
        }
    }

    /// What is done with each node.
    Forecast forecast() {
        Map<String, Step> all = LinkedHashMap.newLinkedHashMap(steps.length);
        for (int i = 0; i < steps.length; i++) {
            all.put(name(i), steps[i]);
        }
        return new Forecast(all);
    }

    /// Tells what is kept of nodes.
    void tellKept(@Nullable String rid, Consumer<NodeEvent> listener) {
        for (int i = 0; i < steps.length; i++) {
            Known each = known[i];
            if (each != null && each.step() == Step.KEPT) {
                listener.accept(new NodeEvent(
                        rid == null ? "" : rid,
                        name(i),
                        NodeEvent.NodeState.KEPT,
                        Duration.ZERO,
                        each.taken(),
                        each.given(),
                        null));
            }
        }
    }

    /// The flow's graph as far as it is run: what need not be called needs nothing.
    Plan plan() {
        return plan;
    }

    /// What that node gives without being called, or null.
    @Nullable
    Known known(int place) {
        return known[place];
    }

    boolean isNeeded(int place) {
        return steps[place] != Step.NOT_NEEDED;
    }

    /// Whether a node that only joins gives what it gave before.
    boolean isAsBefore(int place) {
        return steps[place] == Step.KEPT;
    }

    /// A node that only joins gave what reached it. Called before those that need it are started.
    ///
    /// @param winner the branch that was first at a join by `first`, or -1
    void joined(int place, int winner) {
        signatures[place] = input(place, winner);
    }

    /// A node gave that; it is kept, unless a doc failed or nobody could tell what it was given for. Called before
    /// those that need it are started.
    ///
    /// @param winner the branch that was first at a join by `first`, or -1
    /// @param raw what it gave, as it gave it
    /// @param given the same with ids
    void gave(int place, int winner, DocArray<Doc> taken, DocArray<Doc> raw, DocArray<Doc> given, Duration took) {
        DocSignature.Signed signed = DocSignature.signed(raw);
        String lasting = signed.lasting() ? signed.signature() : null;
        signatures[place] = signed.signature() == null ? null : signature(place, raw, given, lasting);
        KeptOutputs kept = options.kept();
        String key = kept == null || raw.hasErrors() ? null : key(place, input(place, winner));
        if (kept != null && key != null) {
            kept.keep(key, new KeptOutputs.Kept(taken, raw, took, lasting));
        }
    }

    private String name(int place) {
        return whole.names().get(place);
    }
}
