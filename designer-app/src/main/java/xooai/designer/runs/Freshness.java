package xooai.designer.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xooai.codec.Response;
import xooai.designer.design.Change;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.NodeStatus.State;
import xooai.designer.invoke.Engine;
import xooai.designer.shared.FxThread;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.driver.CallKind;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.Forecast;
import xooai.flow.Forecast.Step;
import xooai.flow.KeptOutputs;
import xooai.flow.NodeEvent;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;
import xooai.flow.RunOptions;
import xooai.flow.SubFlows;

/// Which nodes still show what they would give now, and which are stale.
///
/// The verdict is the runtime's own forecast, so that what looks fresh is what a run takes from the cache. What is
/// not kept, as docs with errors or of a stream, is fresh as long as nothing before it was changed or run again.
/// What was kept and is so no more is stale, whatever made it so: another jar, a file that was written again. It
/// looks at nothing before a person has run the flow: a file that is only open loads no class. Confined to the FX
/// thread; what takes time is done elsewhere.
public final class Freshness {
    private static final Forecast NOTHING = SoundPart.NOTHING;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final DesignModel design;
    private final RunsModel runs;
    private final Engine engine;
    private final InputModel input;
    private final KeptOutputs kept;
    private Map<String, Last> last = new HashMap<>();
    private final Runnable soon = FxThread.coalesced(this::look);
    private boolean asked;
    private @Nullable Work<Forecast> work;
    private boolean again;
    private Forecast forecast = NOTHING;
    private Map<String, NodeEvent> keptEvents = Map.of();

    /// What became of a node when it ran last.
    ///
    /// @param node the node as it was
    /// @param run the run
    /// @param input the signature of the flow's input when the run began
    /// @param kept whether what it gave was seen to be kept
    /// @param broken whether the run could not begin because of it
    private record Last(NodeStatus status, NodeSpec node, int run, String input, boolean kept, boolean broken) {
        Last seenKept() {
            return new Last(status, node, run, input, true, broken);
        }

        Last of(NodeSpec renamed) {
            return new Last(status, renamed, run, input, kept, broken);
        }
    }

    /// Watches over that design and its runs.
    public Freshness(DesignModel design, RunsModel runs, Engine engine, InputModel input, KeptOutputs kept) {
        this.design = design;
        this.runs = runs;
        this.engine = engine;
        this.input = input;
        this.kept = kept;
        design.listen(this::on);
        input.form().listen(_ -> lookSoon());
        runs.shownProperty().subscribe(_ -> lookSoon());
        runs.runningProperty().subscribe(running -> {
            if (!running) {
                note();
                lookSoon();
            }
        });
    }

    private void on(Change change) {
        switch (change) {
            case Change.OfDesign(Design before, Design after) -> {
                carry(before, after);
                FlowSpec was = before.spec().withView(Map.of());
                if (!was.equals(after.spec().withView(Map.of()))) {
                    lookSoon();
                }
            }
            case Change.OfDescriptions _, Change.OfProblems _ -> lookSoon();
            case Change.OfSelection _, Change.OfStatuses _, Change.OfHistory _ -> {}
        }
    }

    /// Forgets what became of nodes, as when another flow is opened.
    public void clear() {
        last.clear();
        forecast = NOTHING;
        lookSoon();
    }

    /// What became of nodes, to be brought back with [#restore(Remembered)] when the flow is seen again.
    public Remembered remembered() {
        return new Remembered(Map.copyOf(last));
    }

    /// What became of the nodes of a flow that is not seen now.
    public static final class Remembered {
        private final Map<String, Last> last;

        private Remembered(Map<String, Last> last) {
            this.last = last;
        }
    }

    /// Knows again what became of nodes.
    public void restore(Remembered before) {
        last = new HashMap<>(before.last);
        lookSoon();
    }

    /// Whether it is looking, or is about to.
    boolean isLooking() {
        return asked || work != null;
    }

    private void lookSoon() {
        asked = true;
        soon.run();
    }

    /// What is known of a node goes with it when it is renamed.
    private void carry(Design before, Design after) {
        Names.Rename rename = Names.between(before, after);
        if (rename == null) {
            return;
        }
        last.replaceAll((name, each) -> {
            NodeSpec now = after.node(rename.now(name));
            return now != null && isAs(each, before.node(name)) ? each.of(seen(now)) : each;
        });
        last = rename.carried(last);
    }

    private void note() {
        Run run = runs.runs().isEmpty() ? null : runs.runs().getFirst();
        if (run == null) {
            return;
        }
        if (neverBegan(run)) {
            noteBroken(run);
            return;
        }
        for (String then : run.nodes().keySet()) {
            String name = runs.now(run, then);
            NodeStatus status = design.status(name);
            NodeSpec node = asNow(run, then);
            if (node != null && isEnd(status.state())) {
                last.put(name, new Last(status, seen(node), run.number(), runs.signature(), false, false));
            }
        }
    }

    /// The node as it ran; as it is now where it was only renamed since.
    private @Nullable NodeSpec asNow(Run run, String then) {
        NodeSpec ran = run.flow().node(then);
        NodeSpec now = design.design().node(runs.now(run, then));
        boolean renamed = ran != null
                && now != null
                && ran.withName("").withNeeds(List.of()).equals(now.withName("").withNeeds(List.of()))
                && ran.needNames().stream()
                        .map(need -> runs.now(run, need))
                        .toList()
                        .equals(now.needNames());
        return renamed ? now : ran;
    }

    private static boolean neverBegan(Run run) {
        Response response = run.response();
        return response != null
                && response.error() != null
                && response.code() != Code.CANCELLED
                && run.plan() == null
                && run.nodes().isEmpty();
    }

    /// Nothing can be said of the nodes of a run that never began, but what kept it from that.
    private void noteBroken(Run run) {
        run.flow().nodes().forEach(node -> last.remove(runs.now(run, node.name())));
        CallError error = run.response() == null ? null : run.response().error();
        for (CallError cause : error == null ? List.<CallError>of() : error.cause()) {
            NodeSpec node = cause.node() == null ? null : asNow(run, cause.node());
            if (node != null) {
                NodeStatus failed = NodeStatus.failed(cause.message());
                last.put(node.name(), new Last(failed, seen(node), run.number(), runs.signature(), false, true));
            }
        }
    }

    /// A node with the inside that it has now, where it is a sub-flow: another inside makes it stale, looking at it
    /// does not.
    private NodeSpec seen(NodeSpec node) {
        String flow = SubFlows.nameOf(node);
        return flow == null ? node : node.withAccepted(design.insides().signature(flow));
    }

    private boolean isAs(Last before, @Nullable NodeSpec node) {
        return node != null && before.node().equals(seen(node));
    }

    private static boolean isEnd(State state) {
        return switch (state) {
            case DONE, FROM_CACHE, PINNED, FAILED, SKIPPED, CANCELLED, BYPASSED -> true;
            case NOT_CONFIGURED, READY, STALE, QUEUED, RUNNING, NOT_NEEDED, DISABLED -> false;
        };
    }

    private void look() {
        asked = false;
        if (runs.runningProperty().get()) {
            return; // Its end looks again.
        }
        if (last.isEmpty() || design.ports().kind() != CallKind.UNARY) {
            forecast = NOTHING;
            show();
        } else if (work != null) {
            again = true;
        } else {
            forecastNow();
        }
    }

    private void forecastNow() {
        FlowSpec spec = design.design().spec();
        Set<String> wrong = design.problems().stream().map(Problem::node).collect(Collectors.toSet());
        FlowSettings settings = engine.settings();
        byte[] docs = input.json();
        RunOptions options = RunOptions.with(kept).withVersions(Versions.of(design, spec));
        Map<String, NodeEvent> events = new ConcurrentHashMap<>();
        work = Work.start(
                "look what is fresh",
                LONGEST,
                _ -> SoundPart.forecast(
                        engine, spec, wrong, settings, docs, options, event -> events.put(event.node(), event)),
                outcome -> {
                    keptEvents = outcome instanceof Outcome.Done<Forecast> ? events : Map.of();
                    looked(spec, outcome);
                });
    }

    private void looked(FlowSpec spec, Outcome<Forecast> outcome) {
        work = null;
        forecast = outcome instanceof Outcome.Done<Forecast>(Forecast value) ? value : NOTHING;
        forecast.nodes(Step.KEPT)
                .forEach(name ->
                        last.computeIfPresent(name, (_, each) -> isAs(each, spec.node(name)) ? each.seenKept() : each));
        if (again) {
            again = false;
            look();
        } else {
            show();
        }
    }

    private void show() {
        if (runs.runningProperty().get() || !runs.showsNow()) {
            return;
        }
        Set<String> stale = stale();
        Map<String, NodeEvents.Heard> keptNow = keptNow(stale);
        runs.setKeptNow(keptNow);
        Map<String, NodeStatus> statuses = new LinkedHashMap<>();
        for (NodeSpec node : design.design().nodes()) {
            NodeStatus status = status(node, stale, keptNow.keySet());
            if (status != null) {
                statuses.put(node.name(), status);
            }
        }
        design.setStatuses(statuses);
    }

    private @Nullable NodeStatus status(NodeSpec node, Set<String> stale, Set<String> keptNow) {
        Last before = last.get(node.name());
        if (node.pin() != null) {
            return NodeStatus.of(State.PINNED);
        }
        if (before != null && before.broken()) {
            if (isAs(before, node)) {
                return before.status();
            }
            before = null; // It was mended, and never ran.
        }
        if (forecast.of(node.name()) == Step.KEPT) {
            return before != null && isGood(before.status().state()) && !keptNow.contains(node.name())
                    ? before.status()
                    : NodeStatus.of(State.FROM_CACHE);
        }
        return before == null ? null : stale.contains(node.name()) ? NodeStatus.of(State.STALE) : before.status();
    }

    /// What is kept of nodes for what they run on now, where that is not what they gave last.
    private Map<String, NodeEvents.Heard> keptNow(Set<String> stale) {
        Map<String, NodeEvents.Heard> now = new HashMap<>();
        for (String name : stale) {
            NodeEvent event = keptEvents.get(name);
            if (event != null && forecast.of(name) == Step.KEPT && !SameDocs.are(event.output(), runs.gaveLast(name))) {
                now.put(name, new NodeEvents.Heard(event, design.design().node(name)));
            }
        }
        return now;
    }

    private static boolean isGood(State state) {
        return state == State.DONE || state == State.FROM_CACHE || state == State.SKIPPED;
    }

    /// The nodes that were changed since they ran last, or that come after one that was changed or ran later.
    private Set<String> stale() {
        Design now = design.design();
        String signature = Content.sign(input.json());
        Set<String> stale = new HashSet<>();
        List<String> open = new ArrayList<>();
        for (NodeSpec node : now.nodes()) {
            if (node.pin() == null && isChanged(now, node, signature)) {
                stale.add(node.name());
                open.add(node.name());
            }
        }
        while (!open.isEmpty()) {
            for (String next : now.successors(open.removeLast())) {
                NodeSpec node = now.node(next);
                if (node != null && node.pin() == null && stale.add(next)) {
                    open.add(next);
                }
            }
        }
        return stale;
    }

    private boolean isChanged(Design now, NodeSpec node, String signature) {
        Last before = last.get(node.name());
        if (before == null
                || !isAs(before, node)
                || (before.kept() && forecast.of(node.name()) == Step.CALLED)
                || (node.needs().isEmpty() && !before.input().equals(signature))) {
            return true;
        }
        for (String need : now.predecessors(node.name())) {
            if (!design.active().isOn(need)) {
                continue; // Nothing comes from there.
            }
            Last branch = last.get(need);
            NodeSpec source = now.node(need);
            if (branch == null || branch.run() > before.run() || !isAs(branch, source)) {
                return true;
            }
        }
        return false;
    }
}
