package xooai.designer.runs;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import xooai.codec.Response;
import xooai.designer.design.Change;
import xooai.designer.design.DesignModel;
import xooai.designer.design.PortTypes;
import xooai.designer.design.Wire;
import xooai.designer.shared.FxThread;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Fit;
import xooai.driver.Description;
import xooai.flow.FlowCheck;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;
import xooai.flow.WireCheck;

/// Everything that is wrong: with the file, with the flow, and in the run that is shown. Confined to the FX
/// thread.
public final class ProblemsModel {
    /// Flows of that many nodes are checked in a fraction of a frame.
    private static final int AT_ONCE = 200;

    private final DesignModel design;
    private final RunsModel runs;
    private final Function<NodeSpec, @Nullable String> missing;
    private final ConfigVerdicts configs;
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final Runnable check = FxThread.coalesced(this::check);
    private List<Problem> ofFlow = List.of();
    private @Nullable FlowSpec checked;
    private Runnable again = () -> {};
    private int at = -1;

    /// Where a problem was found.
    public enum Kind {
        /// In the flow as it is written.
        FLOW,
        /// In a run of it.
        RUN
    }

    /// One problem.
    ///
    /// @param node the node it concerns; empty for the flow as a whole
    public record Entry(Kind kind, String node, String message) {}

    /// The problems of that design and those runs.
    ///
    /// @param missing why a node's executor is missing, or null
    /// @param configs knows whether the configurations of nodes fit
    public ProblemsModel(
            DesignModel design, RunsModel runs, Function<NodeSpec, @Nullable String> missing, ConfigVerdicts configs) {
        this.design = design;
        this.runs = runs;
        this.missing = missing;
        this.configs = configs;
        design.listen(this::on);
        runs.shownProperty().subscribe(_ -> list());
        checkNow();
    }

    private void on(Change change) {
        switch (change) {
            case Change.OfDesign _ -> check.run();
            case Change.OfDescriptions _ -> {
                checked = null;
                check.run();
            }
            case Change.OfSelection _, Change.OfStatuses _, Change.OfProblems _, Change.OfHistory _ -> {}
        }
    }

    /// The problems.
    public ObservableList<Entry> entries() {
        return entries;
    }

    /// Checks at once, whatever is known already.
    public void checkNow() {
        FlowSpec spec = logic();
        checked = spec;
        found(spec, FlowCheck.problems(spec, design.describe()));
    }

    /// Checks as another flow is opened: at once, and one of many nodes beside the thread that draws.
    public void checkAnew() {
        checked = null;
        check();
    }

    private FlowSpec logic() {
        return design.design().spec().withView(Map.of());
    }

    private void check() {
        FlowSpec spec = logic();
        if (spec.equals(checked)) {
            return;
        }
        if (spec.nodes().size() <= AT_ONCE) {
            checkNow();
            return;
        }
        checked = spec;
        // Only this thread may ask what is known of executors.
        IdentityHashMap<NodeSpec, Description> known = new IdentityHashMap<>();
        for (NodeSpec node : spec.nodes()) {
            Description description = design.describe(node);
            if (description != null) {
                known.put(node, description);
            }
        }
        Work.start("check the flow", _ -> FlowCheck.problems(spec, known::get), outcome -> {
            if (spec.equals(checked) && outcome instanceof Outcome.Done<List<Problem>>(List<Problem> problems)) {
                found(spec, problems);
            }
        });
    }

    private void found(FlowSpec spec, List<Problem> inFlow) {
        again = () -> {
            if (spec.equals(checked)) { // Else another check of what is there now is under way, and tells itself.
                found(spec, inFlow);
            }
        };
        List<Problem> all = new ArrayList<>(inFlow);
        for (NodeSpec node : spec.nodes()) {
            String why = design.active().runs(node.name()) ? missing.apply(node) : null;
            if (why != null) {
                all.add(new Problem(node.name(), why));
            }
        }
        configs.begin();
        List<Problem> ofConfigs = configs.problems(spec);
        all.addAll(ofConfigs);
        all.addAll(InnerProblems.of(design.file().spec(), spec, design.describe(), missing, configs::problems));
        configs.end(() -> again.run());
        ofFlow = List.copyOf(all);
        design.setProblems(ofFlow, ofConfigs.stream().map(Problem::node).collect(Collectors.toSet()));
        list();
    }

    private void list() {
        Set<Entry> all = new LinkedHashSet<>();
        ofFlow.forEach(problem -> all.add(new Entry(Kind.FLOW, problem.node(), problem.message())));
        Run run = runs.shownProperty().get();
        if (run != null) {
            addRun(all, run);
        }
        if (!List.copyOf(all).equals(entries)) {
            entries.setAll(all);
            at = -1;
        }
    }

    private static void addRun(Set<Entry> all, Run run) {
        Response response = run.response();
        CallError error = response == null ? null : response.error();
        if (error != null && error.node() == null && !error.cause().isEmpty()) {
            error.cause().stream().filter(cause -> !isKnown(all, cause)).forEach(cause -> add(all, cause));
        } else if (error != null) {
            add(all, error);
        }
        run.nodes().values().forEach(event -> {
            if (event.error() != null && event.error().code() != Code.CANCELLED) {
                add(all, event.error());
            }
        });
        if (response != null) {
            response.docs().errors().forEach(docError -> add(all, docError));
        }
    }

    /// Whether the list says already what keeps that node from running.
    private static boolean isKnown(Set<Entry> all, CallError cause) {
        String node = cause.node() == null ? "" : cause.node();
        return all.stream()
                .anyMatch(entry -> entry.kind() == Kind.FLOW && entry.node().equals(node));
    }

    private static void add(Set<Entry> all, CallError error) {
        String doc = error.docId() == null ? "" : " (doc " + error.docId() + ")";
        all.add(new Entry(
                Kind.RUN,
                InnerProblems.outer(error),
                error.code() + ": " + InnerProblems.where(error) + error.message() + doc));
    }

    /// The problem that a person is at: the one gone to last, when its node is selected or nothing is; else the
    /// first of the selected node; else the first. Null when there is none.
    public @Nullable Entry current() {
        Set<String> selected = design.selection().nodes();
        Entry last = at < 0 || at >= entries.size() ? null : entries.get(at);
        if (last != null && (selected.isEmpty() || selected.contains(last.node()))) {
            return last;
        }
        return entries.stream()
                .filter(entry -> selected.contains(entry.node()))
                .findFirst()
                .orElse(entries.isEmpty() ? null : entries.getFirst());
    }

    /// The wire that does not fit, where that is the problem; else null.
    public @Nullable Wire wire(Entry entry) {
        if (entry.kind() == Kind.FLOW) {
            PortTypes ports = design.ports();
            for (Map.Entry<Wire, Fit.Refused> misfit : ports.misfits().entrySet()) {
                Wire wire = misfit.getKey();
                Problem problem =
                        ports.wires().problem(new WireCheck.Misfit(wire.from(), wire.to(), misfit.getValue()));
                if (entry.node().equals(problem.node()) && entry.message().equals(problem.message())) {
                    return wire;
                }
            }
        }
        return null;
    }

    /// Goes to the next problem and selects its node.
    ///
    /// @return the problem, or null when there is none
    public @Nullable Entry next() {
        if (entries.isEmpty()) {
            return null;
        }
        at = (at + 1) % entries.size();
        Entry entry = entries.get(at);
        select(entry);
        return entry;
    }

    /// Selects the node of a problem.
    public void select(Entry entry) {
        at = entries.indexOf(entry);
        if (design.design().has(entry.node())) {
            design.selectNode(entry.node());
        }
    }
}
