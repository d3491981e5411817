package xooai.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xooai.doc.Fit;
import xooai.doc.PortType;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;

/// What the nodes of one flow take and give, and whether its wires fit: the one checker of wires for the
/// runtime, the command line and the designer, with one verdict and the same words.
///
/// What is not known fits. Immutable; made once for many questions.
public final class WireCheck {
    private final FlowSpec spec;
    private final ActiveNodes active;
    private final Map<String, EndpointDescription> endpoints = new HashMap<>();
    private final Map<String, PortType> gives = new HashMap<>();

    /// A wire that does not fit.
    ///
    /// @param why every field that does not
    public record Misfit(String from, String to, Fit.Refused why) {

        /// The wire as a problem of the node that takes it.
        public Problem problem() {
            return new Problem(
                    to,
                    "the wire " + from + " → " + to + " does not fit: " + words(to, why)
                            + ". Insert a converter, or change what runs at one of its ends");
        }
    }

    private WireCheck(FlowSpec spec, Function<NodeSpec, @Nullable Description> known) {
        this.spec = spec;
        this.active = ActiveNodes.of(spec);
        for (NodeSpec node : spec.nodes()) {
            EndpointDescription endpoint = FlowCheck.endpoint(spec, node, known);
            if (endpoint != null && active.state(node.name()) != ActiveNodes.State.BYPASSED) {
                endpoints.put(node.name(), endpoint);
            }
        }
        for (NodeSpec node : Graph.ordered(spec)) {
            EndpointDescription endpoint = endpoints.get(node.name());
            boolean joins = node.use() == null || active.state(node.name()) == ActiveNodes.State.BYPASSED;
            PortType given = endpoint != null ? endpoint.gives() : joins ? joined(on(node.needNames())) : null;
            if (given != null) {
                gives.put(node.name(), given);
            }
        }
    }

    /// The wires of that flow.
    ///
    /// @param known what an executor says of itself, or null where that is not known
    public static WireCheck of(FlowSpec spec, Function<NodeSpec, @Nullable Description> known) {
        return new WireCheck(spec, known);
    }

    private List<String> on(List<String> names) {
        return active.all() ? names : names.stream().filter(active::isOn).toList();
    }

    /// What comes of branches that only meet: their type, when it is one; any doc when there are several, since
    /// each slot may then hold either; null when one of them is not known.
    private @Nullable PortType joined(List<String> needs) {
        PortType common = null;
        for (String need : needs) {
            PortType given = gives.get(need);
            if (given == null) {
                return null;
            }
            PortType.Shape shape = given.shape() == PortType.Shape.STREAM
                            || (common != null && common.shape() == PortType.Shape.STREAM)
                    ? PortType.Shape.STREAM
                    : PortType.Shape.ARRAY;
            boolean same = common == null || common.schema().equals(given.schema());
            common = new PortType(same ? given.schema() : PortType.any().schema(), shape);
        }
        return common;
    }

    /// What that node gives, or null when it is not known.
    public @Nullable PortType gives(String node) {
        return gives.get(node);
    }

    /// What that node takes; null when it is not known, and where it takes whatever comes: the branches of a join,
    /// apart or to be joined.
    public @Nullable PortType takes(String node) {
        EndpointDescription endpoint = endpoints.get(node);
        return endpoint == null || endpoint.branchesApart() ? null : endpoint.takes();
    }

    /// What the flow as a whole takes and gives: a type where all its ends agree on one, else any doc.
    public EndpointDescription flow() {
        return FlowEndpoint.of(spec, active, this);
    }

    /// Whether the types of a wire between those nodes fit, be there such a wire or not.
    public Fit fit(String from, String to) {
        return fit(gives.get(from), takes(to));
    }

    /// Whether what one port gives fits what another takes; null for a port of which nothing is known.
    public static Fit fit(@Nullable PortType given, @Nullable PortType taken) {
        return given == null || taken == null ? new Fit.Exact() : given.fits(taken);
    }

    /// The endpoint that a node calls when the flow runs, or null where it is not known or the node is not called.
    @Nullable
    EndpointDescription called(String node) {
        return active.runs(node) ? endpoints.get(node) : null;
    }

    /// Why a wire to that node does not fit, in one sentence: `e2 takes Image, and is given Text`.
    public static String words(String to, Fit.Refused why) {
        return to + " " + String.join("; ", why.reasons());
    }

    /// The wires of the flow that do not fit, by the node that takes them.
    public List<Misfit> misfits() {
        List<Misfit> misfits = new ArrayList<>();
        for (NodeSpec node : Graph.ordered(spec)) {
            for (String need : active.isOn(node.name()) ? on(node.needNames()) : List.<String>of()) {
                if (fit(need, node.name()) instanceof Fit.Refused refused) {
                    misfits.add(new Misfit(need, node.name(), refused));
                }
            }
        }
        return misfits;
    }

    /// Everything that is wrong with the wires of the flow and with what meets in it.
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (NodeSpec node : Graph.ordered(spec)) {
            if (active.isOn(node.name())) {
                meet(node.name(), on(node.needNames()), node.join(), problems);
            }
        }
        meet("", active.sinks(), spec.join(), problems);
        return problems;
    }

    private void meet(String node, List<String> needs, @Nullable Join join, List<Problem> problems) {
        EndpointDescription endpoint = endpoints.get(node);
        boolean merges = (join == null || join == Join.MERGE) && (endpoint == null || !endpoint.branchesApart());
        String first = null;
        String firstNeed = "";
        for (String need : needs) {
            PortType given = gives.get(need);
            if (given == null || given.isAny()) {
                continue;
            }
            String type = given.schema().typeName();
            if (fit(need, node) instanceof Fit.Refused refused) {
                problems.add(problem(new Misfit(need, node, refused)));
            } else if (first == null) {
                first = type;
                firstNeed = need;
            } else if (merges && !first.equals(type)) {
                problems.add(new Problem(
                        node,
                        (node.isEmpty() ? "the output merges " : "merges ") + first + " of " + firstNeed + " and "
                                + type + " of " + need
                                + ", which are different types: use `join` concat, a converter, or an endpoint that"
                                + " takes Inputs"));
            }
        }
    }

    /// A wire that does not fit as a problem, with why something else comes through it than its end gives.
    public Problem problem(Misfit misfit) {
        Problem problem = misfit.problem();
        return active.state(misfit.from()) == ActiveNodes.State.BYPASSED
                ? new Problem(
                        problem.node(),
                        problem.message() + ", or let " + misfit.from()
                                + " run: it is bypassed, and passes on what reaches it")
                : problem;
    }
}
