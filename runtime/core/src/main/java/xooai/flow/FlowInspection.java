package xooai.flow;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.Doc;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;
import xooai.executor.Executors;

/// A flow and all flows it uses, looked through before anything is made: what every node's executor says of
/// itself, and everything that is wrong. What starts a flow, checks it and exports it asks here, so that all
/// have one verdict.
///
/// Loads the classes of executors and makes their configurations, but no executor; reads each nested flow
/// once, however many nodes use it. Immutable; safe for use by many threads.
public final class FlowInspection {
    /// What an inspection does beyond its usual.
    public enum Option {
        /// Asks remote executors what they are; one that does not answer is a problem.
        ASK_REMOTE,
        /// Lets variables of the environment be set later: one that is not set is no problem, and what
        /// depends on it is not checked.
        ENVIRONMENT_LATER,
        /// Lets nodes of the flow that something is pinned to have no executor: a run that obeys the pins asks none of
        /// it.
        PINS_STAND
    }

    private final FlowSpec spec;
    private final FlowSpec resolved;
    private final ActiveNodes active;
    private final FlowSettings settings;
    private final @Nullable Path file;
    private final Map<String, Description> known;
    private final Map<String, FlowInspection> nested;
    private final Set<String> unset;
    private final List<Problem> problems;

    FlowInspection(
            FlowSpec spec,
            FlowSpec resolved,
            FlowSettings settings,
            @Nullable Path file,
            Map<String, Description> known,
            Map<String, FlowInspection> nested,
            Set<String> unset,
            List<Problem> problems) {
        this.spec = spec;
        this.resolved = resolved;
        this.active = ActiveNodes.of(resolved);
        this.settings = settings;
        this.file = file;
        this.known = Map.copyOf(known);
        this.nested = Map.copyOf(nested);
        this.unset = Set.copyOf(unset);
        this.problems = List.copyOf(problems);
    }

    /// Looks a flow through.
    ///
    /// @param settings where it finds what it names
    public static FlowInspection of(FlowSpec spec, FlowSettings settings, Option... options) {
        return new FlowInspector(Set.of(options)).inspect(spec, settings, Map.of());
    }

    /// Looks a flow through, some nodes of which run what is there already.
    ///
    /// @param given what those say of themselves, by node
    static FlowInspection of(FlowSpec spec, FlowSettings settings, Map<String, Description> given) {
        return new FlowInspector(Set.of()).inspect(spec, settings, given);
    }

    /// The flow as it is written.
    public FlowSpec spec() {
        return spec;
    }

    /// The flow with the environment put in.
    FlowSpec resolved() {
        return resolved;
    }

    /// What of the flow does its work.
    public ActiveNodes active() {
        return active;
    }

    /// Where this flow finds what it names.
    FlowSettings settings() {
        return settings;
    }

    /// The file of a flow that another uses, with its symbolic links followed; null for the flow that was
    /// asked about.
    public @Nullable Path file() {
        return file;
    }

    /// What a node of this flow uses, once the environment is put in.
    public NodeUse use(NodeSpec node) {
        NodeSpec there = resolved.node(node.name());
        return NodeUse.of(resolved, there == null ? node : there);
    }

    /// What is known of a node's executor, or null.
    public @Nullable Description known(NodeSpec node) {
        return known.get(node.name());
    }

    /// The class of docs that the flow takes: that of all nodes that start from its input, and [Doc] itself where
    /// they differ, or where that is not known. It is what [Flow#docsOf] says of the flow once it is made.
    public Class<? extends Doc> docs() {
        Class<? extends Doc> found = null;
        for (NodeSpec node : resolved.nodes()) {
            boolean starts = node.needs().isEmpty() && active.runs(node.name());
            if (starts && !(use(node) instanceof NodeUse.Nothing)) {
                Class<? extends Doc> taken = taken(node);
                if (found != null && found != taken) {
                    return Doc.class;
                }
                found = taken;
            }
        }
        return found == null ? Doc.class : found;
    }

    /// The class of docs that a node takes; [Doc] itself where that is not known.
    Class<? extends Doc> taken(NodeSpec node) {
        FlowInspection other = nested.get(node.name());
        if (other != null) {
            return other.docs();
        }
        String path = NodeUse.endpoint(use(node), node, known(node));
        return use(node) instanceof NodeUse.LocalClass local && known(node) != null && path != null
                ? Executors.docsTakenBy(settings.loader(), local.className(), path)
                : Doc.class;
    }

    /// The class of docs that a node gives; [Doc] itself where that is not known.
    Class<? extends Doc> given(NodeSpec node) {
        String path = NodeUse.endpoint(use(node), node, known(node));
        return use(node) instanceof NodeUse.LocalClass local && known(node) != null && path != null
                ? Executors.docsGivenBy(settings.loader(), local.className(), path)
                : Doc.class;
    }

    /// The flows that its nodes use, by node. One that several nodes use is the very same.
    public Map<String, FlowInspection> nested() {
        return nested;
    }

    /// The variables of the environment that it and the flows it uses name, and that are not set.
    public Set<String> unset() {
        return unset;
    }

    /// Everything that is wrong: with the flow as a whole first, then in the order of its nodes. What is wrong
    /// with a nested flow is said at the first node that leads to it.
    public List<Problem> problems() {
        return problems;
    }

    /// @throws FlowException when anything is wrong
    void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new FlowException(problems);
        }
    }

    /// Everything that is wrong, given also what is known by now of other nodes' executors.
    List<Problem> problems(Map<String, Description> more) {
        Map<String, Description> all = new HashMap<>(known);
        all.putAll(more);
        return FlowCheck.problems(resolved, node -> all.get(node.name()));
    }

    /// What the flow takes and gives, as far as it is known.
    EndpointDescription endpoint() {
        return FlowEndpoint.of(resolved, node -> known.get(node.name()));
    }
}
