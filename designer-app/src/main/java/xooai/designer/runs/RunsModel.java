package xooai.designer.runs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import xooai.codec.Response;
import xooai.designer.design.DesignModel;
import xooai.designer.design.NodeStatus;
import xooai.designer.invoke.Engine;
import xooai.designer.invoke.Moved;
import xooai.designer.invoke.Moving;
import xooai.designer.invoke.StreamLog;
import xooai.designer.invoke.Talk;
import xooai.designer.shared.FxThread;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.DocArray;
import xooai.driver.CallKind;
import xooai.driver.Context;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.Forecast;
import xooai.flow.KeptOutputs;
import xooai.flow.NodeEvent;
import xooai.flow.NodeSpec;
import xooai.flow.RunListener;
import xooai.flow.RunOptions;
import xooai.record.Heard;

/// The runs of the flow: the one that goes on, those that ended, and those that were written down.
///
/// What becomes of nodes arrives on many threads and is painted at most once a frame. Confined to the FX
/// thread.
public final class RunsModel {
    private static final int KEPT = 50;
    private static final long KEPT_BYTES = Math.clamp(Runtime.getRuntime().maxMemory() / 8, 8L << 20, 256L << 20);

    private final DesignModel design;
    private final Engine engine;
    private final InputModel input;
    private final KeptOutputs kept;
    private final NodeEvents events;
    private final ReadOnlyObjectWrapper<@Nullable Forecast> plan = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Run> runs = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Run> shown = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Moved> moved = new ReadOnlyObjectWrapper<>();
    private final Runnable moves = FxThread.onceAFrame(this::showMoved);
    private final Runnable paint = FxThread.onceAFrame(this::paint);
    private Consumer<Run> onEnded = _ -> {};
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private Heard heard = new Heard();
    private @Nullable Moving moving;
    private @Nullable Work<Response> work;
    private @Nullable Run current;
    /// The number of the run that was started last; 0 before.
    private int latest;
    /// The signature of the input on which it was started.
    private String signature = "";
    /// What is kept of nodes that gave something else last.
    private Map<String, NodeEvents.Heard> keptNow = Map.of();
    private long start;
    /// How long the run waited for its plan to be seen, which is no time that it took.
    private volatile long lookedAt;

    /// The runs of that design on that input.
    ///
    /// @param kept what nodes gave, to be used where it still holds
    public RunsModel(DesignModel design, Engine engine, InputModel input, KeptOutputs kept) {
        this.design = design;
        this.engine = engine;
        this.input = input;
        this.kept = kept;
        this.events = new NodeEvents(design);
    }

    /// The runs, the latest first.
    public ObservableList<Run> runs() {
        return runs;
    }

    /// The run that is shown on the canvas and in the inspector, or null.
    public ObjectProperty<@Nullable Run> shownProperty() {
        return shown;
    }

    /// Whether a run goes on.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// What the run that goes on does with each node, once that is decided; null while no run goes on, and where
    /// something streams.
    public ReadOnlyObjectProperty<@Nullable Forecast> planProperty() {
        return plan.getReadOnlyProperty();
    }

    /// What content moves in the run that goes on; null for none.
    public ReadOnlyObjectProperty<@Nullable Moved> movedProperty() {
        return moved.getReadOnlyProperty();
    }

    private void showMoved() {
        moved.set(moving == null ? null : moving.now());
    }

    /// What is known of a node in the run that is shown, or null. The latest run shows also what nodes gave last
    /// that it left alone.
    public @Nullable NodeEvent event(String node) {
        NodeEvents.Heard heard = heardOf(node);
        return heard == null ? null : heard.event();
    }

    /// The node as it was written when it gave what [#event] has; null where nothing is known of it.
    public @Nullable NodeSpec ranAs(String node) {
        NodeEvents.Heard heard = heardOf(node);
        return heard == null ? null : heard.node();
    }

    private NodeEvents.@Nullable Heard heardOf(String node) {
        NodeEvents.Heard now = showsNow() ? keptNow.get(node) : null;
        return now != null ? now : events.in(shown.get(), isLatest(shown.get()), node);
    }

    /// What that node gave last; null for nothing.
    @Nullable
    DocArray<?> gaveLast(String node) {
        NodeEvents.Heard heard = events.in(shown.get(), isLatest(shown.get()), node);
        return heard == null ? null : heard.event().output();
    }

    /// What the node of that name in a run is called now.
    String now(Run run, String name) {
        return events.now(run, name);
    }

    /// The signature of the input on which the latest run was started.
    String signature() {
        return signature;
    }

    private boolean isLatest(@Nullable Run run) {
        return run != null && run.number() == latest;
    }

    /// What a run would take of nodes that gave something else last, as when a change was undone: that is shown of
    /// them.
    void setKeptNow(Map<String, NodeEvents.Heard> now) {
        keptNow = Map.copyOf(now);
    }

    /// Whether what is shown is what is so now, and not what was in an earlier run.
    public boolean showsNow() {
        return shown.get() == null || isLatest(shown.get());
    }

    /// Forgets all runs, as when another flow is opened.
    public void clear() {
        stop();
        current = null; // What is still under way of it is of the flow that was left.
        runs.clear();
        events.clear();
        latest = 0;
        shown.set(null);
        design.setStatuses(Map.of());
    }

    /// Runs as much of the flow as that says, on its input. Where something streams, nothing is taken from the
    /// cache, kept, or pinned.
    public void start(RunScope scope) {
        if (running.get()) {
            return;
        }
        FlowSpec flow = scope.part(design.design());
        Moving content = new Moving(moves);
        moving = content;
        FlowSettings settings = engine.settings(content);
        byte[] docs = input.json();
        int number = nextNumber();
        CallKind kind = design.ports().kind(flow);
        StreamLog log = kind == CallKind.UNARY ? null : new StreamLog(paint);
        Run run = Run.begun(number, flow, input.form().value() instanceof List<?> given ? given : List.of(), log);
        current = run;
        latest = number;
        signature = Content.sign(docs);
        events.began(number);
        Heard listening = new Heard();
        heard = listening;
        keptNow = Map.of();
        queue(flow, scope);
        add(run);
        running.set(true);
        start = System.nanoTime();
        lookedAt = 0;
        Talk talk = log == null ? null : Talk.of(kind, log, input.chunks(kind.streamsIn()));
        RunListener listener = new Listening(listening);
        RunOptions options = RunOptions.with(kept)
                .towards(scope.targets())
                .anew(scope.anew())
                .withVersions(Versions.of(design, flow));
        work = Work.start(
                "run " + flow.name(),
                talk == null ? Context.DEFAULT_TIMEOUT : Context.ENDLESS,
                progress -> talk == null
                        ? engine.run(flow, settings, docs, progress.context(), listener, options)
                        : engine.run(flow, settings, talk, progress.context(), listener),
                this::ended);
    }

    /// Shows what surely runs, until it is decided what else does.
    private void queue(FlowSpec flow, RunScope scope) {
        Map<String, NodeStatus> queued = new LinkedHashMap<>();
        flow.nodes().stream()
                .map(NodeSpec::name)
                .filter(name -> design.active().runs(name))
                .filter(name -> scope.targets().isEmpty() || scope.anew().contains(name))
                .forEach(name -> queued.put(name, NodeStatus.of(NodeStatus.State.QUEUED)));
        design.updateStatuses(queued);
    }

    /// Hears one run, on the threads that do its work.
    private final class Listening implements RunListener {
        private final Heard heardOf;

        Listening(Heard heardOf) {
            this.heardOf = heardOf;
        }

        @Override
        public void planned(Forecast decided) {
            if (PlanWords.isPartial(decided)) {
                long before = System.nanoTime();
                ShownPlan.until(seen -> show(decided, seen));
                lookedAt = System.nanoTime() - before;
            } else {
                FxThread.run(() -> show(decided, () -> {}));
            }
        }

        private void show(Forecast decided, Runnable seen) {
            Run run = current;
            if (run != null) {
                replace(run, run.planned(decided));
                plan.set(decided);
                design.updateStatuses(events.now(run, PlanWords.statuses(decided)));
            }
            seen.run();
        }

        @Override
        public void on(NodeEvent event) {
            heardOf.on(event);
            paint.run();
        }
    }

    private int nextNumber() {
        return runs.isEmpty() ? 1 : runs.getFirst().number() + 1;
    }

    /// Shows a run that was written down as the latest.
    public void showRecorded(Run recorded) {
        Run run = recorded.numbered(nextNumber());
        events.began(run.number());
        runs.addFirst(run);
        trim();
        show(run);
    }

    /// Lets go of the oldest runs that do not fit: so many, and so many bytes of docs. The latest always stays.
    private void trim() {
        long weight = 0;
        for (int i = 0; i < runs.size(); i++) {
            weight += runs.get(i).weight();
            if (i > 0 && (i >= KEPT || weight > KEPT_BYTES)) {
                runs.subList(i, runs.size()).forEach(gone -> events.forget(gone.number()));
                runs.remove(i, runs.size());
                return;
            }
        }
    }

    /// Adds runs of earlier sessions below those that are there.
    ///
    /// @param earlier the latest first
    void addEarlier(List<Run> earlier) {
        int before = runs.isEmpty() ? earlier.size() + 1 : runs.getLast().number();
        for (Run run : earlier) {
            before--;
            runs.add(run.numbered(before));
        }
        trim();
    }

    /// Brings back the runs of a flow that is seen again, as they were.
    ///
    /// @param before the latest first
    /// @param chosen the one that was shown; null for none
    public void restore(List<Run> before, @Nullable Run chosen) {
        runs.addAll(before);
        trim();
        if (!runs.isEmpty()) {
            latest = runs.getFirst().number();
        }
        if (chosen != null && runs.contains(chosen)) {
            show(chosen);
        }
    }

    /// Calls the listener when a run has ended.
    void addOnEnded(Consumer<Run> listener) {
        onEnded = onEnded.andThen(listener);
    }

    private void add(Run run) {
        runs.addFirst(run);
        trim();
        shown.set(run);
    }

    /// Stops the run that goes on.
    public void stop() {
        if (work != null) {
            work.cancel();
        }
    }

    private void paint() {
        Run run = current;
        if (run == null) {
            return;
        }
        Map<String, NodeEvent> newer = heard.take();
        if (!newer.isEmpty()) {
            Run after = run.with(newer, heard.passed());
            replace(run, after);
            events.heard(after, newer);
            design.updateStatuses(events.now(after, RunStatuses.of(after, newer.values())));
        }
        listeners.forEach(Runnable::run);
    }

    /// Calls the listener when something passed in a run in which something streams, at most once a frame.
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    private void replace(Run before, Run after) {
        int at = runs.indexOf(before);
        boolean isShown = before.equals(shown.get());
        current = after;
        if (at >= 0) {
            runs.set(at, after);
        }
        if (isShown) {
            shown.set(after);
        }
    }

    private void ended(Outcome<Response> outcome) {
        paint();
        Response response = switch (outcome) {
            case Outcome.Done<Response> done -> done.value();
            case Outcome.Failed<Response> failed -> Response.failed(null, failed.error());
            case Outcome.Cancelled<Response> _ ->
                new Response(
                        null,
                        Code.CANCELLED,
                        DocArray.empty(),
                        CallError.of(Code.CANCELLED, "The run was stopped."),
                        Map.of());
        };
        Run run = current;
        if (run != null) {
            if (run.log() != null) {
                run.log().ended(response);
            }
            Run after = run.ended(response, Duration.ofNanos(System.nanoTime() - start - lookedAt));
            replace(run, after);
            settle(run);
            onEnded.accept(after);
            trim();
        }
        current = null;
        plan.set(null);
        moving = null;
        moved.set(null);
        running.set(false);
    }

    /// Nodes that were waiting or working when the run ended are so no longer.
    private void settle(Run run) {
        Map<String, NodeStatus> settled = new LinkedHashMap<>();
        run.flow().nodes().forEach(node -> {
            String name = now(run, node.name());
            NodeStatus.State state = design.status(name).state();
            if (state == NodeStatus.State.QUEUED) {
                settled.put(name, NodeStatus.READY);
            } else if (state == NodeStatus.State.RUNNING) {
                settled.put(name, NodeStatus.of(NodeStatus.State.CANCELLED));
            }
        });
        design.updateStatuses(settled);
    }

    /// Shows a run on the canvas again.
    public void show(Run run) {
        if (run.equals(shown.get())) {
            return;
        }
        shown.set(run);
        if (!run.equals(current)) {
            design.setStatuses(events.now(run, RunStatuses.of(run, run.nodes().values())));
        }
    }
}
