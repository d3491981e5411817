package xooai.designer.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Change;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.NodeStatus.State;
import xooai.designer.invoke.Engine;
import xooai.designer.shared.FxThread;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.Content;
import xooai.driver.CallKind;
import xooai.flow.FlowInspection;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.Forecast;
import xooai.flow.Forecast.Step;
import xooai.flow.KeptOutputs;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;
import xooai.flow.RunOptions;

/// Which nodes still show what they would give now, and which are stale.
///
/// The verdict is the runtime's own forecast, so that what looks fresh is what a run takes from the cache. What is
/// not kept, as docs with errors or of a stream, is fresh as long as nothing before it was changed or run again. It
/// looks at nothing before a person has run the flow: a file that is only open loads no class. Confined to the FX
/// thread; what takes time is done elsewhere.
public final class Freshness {
    private static final Forecast NOTHING = new Forecast(Map.of());
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final DesignModel design;
    private final RunsModel runs;
    private final Engine engine;
    private final InputModel input;
    private final KeptOutputs kept;
    private final Map<String, Last> last = new HashMap<>();
    private final Runnable soon = FxThread.coalesced(this::look);
    private boolean asked;
    private @Nullable Work<Forecast> work;
    private boolean again;
    private Forecast forecast = NOTHING;

    /// What became of a node when it ran last.
    ///
    /// @param node the node as it was
    /// @param run the run
    /// @param input the signature of the flow's input
    private record Last(NodeStatus status, NodeSpec node, int run, String input) {}

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

    /// Whether it is looking, or is about to.
    boolean isLooking() {
        return asked || work != null;
    }

    private void lookSoon() {
        asked = true;
        soon.run();
    }

    private void note() {
        Run run = runs.runs().isEmpty() ? null : runs.runs().getFirst();
        if (run == null) {
            return;
        }
        String signature = Content.sign(input.json());
        for (String name : run.nodes().keySet()) {
            NodeStatus status = design.status(name);
            NodeSpec node = run.flow().node(name);
            if (node != null && isEnd(status.state())) {
                last.put(name, new Last(status, node, run.number(), signature));
            }
        }
    }

    private static boolean isEnd(State state) {
        return switch (state) {
            case DONE, FROM_CACHE, PINNED, FAILED, SKIPPED, CANCELLED -> true;
            case NOT_CONFIGURED, READY, STALE, QUEUED, RUNNING, NOT_NEEDED -> false;
        };
    }

    private void look() {
        asked = false;
        if (runs.runningProperty().get()) {
            return; // Its end looks again.
        }
        if (last.isEmpty() || design.kind() != CallKind.UNARY) {
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
        work = Work.start(
                "look what is fresh",
                LONGEST,
                _ -> forecast(engine, spec, wrong, settings, docs, options),
                this::looked);
    }

    private void looked(Outcome<Forecast> outcome) {
        work = null;
        forecast = outcome instanceof Outcome.Done<Forecast>(Forecast value) ? value : NOTHING;
        if (again) {
            again = false;
            look();
        } else {
            show();
        }
    }

    /// The forecast of that part of a flow in which nothing is wrong: a node that is unfinished says nothing of those
    /// that do not need it.
    static Forecast forecast(
            Engine engine, FlowSpec spec, Set<String> wrong, FlowSettings settings, byte[] docs, RunOptions options) {
        FlowSpec part = without(spec, wrong);
        while (!part.nodes().isEmpty()) {
            FlowInspection flow = FlowInspection.of(part, settings);
            if (flow.problems().isEmpty()) {
                return engine.forecast(
                        flow, docs, options.towards(Design.of(part).names()));
            }
            FlowSpec less =
                    without(part, flow.problems().stream().map(Problem::node).collect(Collectors.toSet()));
            if (less.nodes().size() == part.nodes().size()) {
                break; // What is wrong is wrong with the flow as a whole.
            }
            part = less;
        }
        return NOTHING;
    }

    private static FlowSpec without(FlowSpec spec, Set<String> wrong) {
        Set<String> out = RunScope.reached(wrong, Design::successors, Design.of(spec));
        return spec.withNodes(
                spec.nodes().stream().filter(node -> !out.contains(node.name())).toList());
    }

    private void show() {
        if (runs.runningProperty().get() || !runs.showsNow()) {
            return;
        }
        Set<String> stale = stale();
        Map<String, NodeStatus> statuses = new LinkedHashMap<>();
        for (NodeSpec node : design.design().nodes()) {
            NodeStatus status = status(node, stale);
            if (status != null) {
                statuses.put(node.name(), status);
            }
        }
        design.setStatuses(statuses);
    }

    private @Nullable NodeStatus status(NodeSpec node, Set<String> stale) {
        Last before = last.get(node.name());
        if (node.pin() != null) {
            return NodeStatus.of(State.PINNED);
        }
        if (forecast.of(node.name()) == Step.KEPT) {
            return before != null && isGood(before.status().state())
                    ? before.status()
                    : NodeStatus.of(State.FROM_CACHE);
        }
        return before == null ? null : stale.contains(node.name()) ? NodeStatus.of(State.STALE) : before.status();
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
                || !before.node().equals(node)
                || (node.needs().isEmpty() && !before.input().equals(signature))) {
            return true;
        }
        for (String need : now.predecessors(node.name())) {
            Last branch = last.get(need);
            NodeSpec source = now.node(need);
            if (branch == null || branch.run() > before.run() || !branch.node().equals(source)) {
                return true;
            }
        }
        return false;
    }
}
