package xooai.designer.design;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xooai.doc.Fit;
import xooai.doc.PortType;
import xooai.driver.CallKind;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;
import xooai.flow.ActiveNodes;
import xooai.flow.FlowCheck;
import xooai.flow.FlowSpec;
import xooai.flow.NodeMode;
import xooai.flow.NodeSpec;
import xooai.flow.WireCheck;

/// What goes into the nodes of one design and what comes out, as far as their executors are described.
///
/// It is worked out when it is asked for, and holds as long as neither the nodes nor what is known of executors
/// changes: a model makes another then. For one thread.
public final class PortTypes {
    private final FlowSpec spec;
    private final Function<NodeSpec, @Nullable Description> describe;
    private @Nullable WireCheck wires;
    private @Nullable Map<Wire, Fit.Refused> misfits;

    PortTypes(FlowSpec spec, Function<NodeSpec, @Nullable Description> describe) {
        this.spec = spec;
        this.describe = describe;
    }

    /// What goes through the wires of the design as it is now, and whether they fit.
    public WireCheck wires() {
        WireCheck known = wires;
        if (known == null) {
            known = WireCheck.of(spec, describe);
            wires = known;
        }
        return known;
    }

    /// The wires of the design that do not fit, with why.
    public Map<Wire, Fit.Refused> misfits() {
        WireCheck check = wires();
        Map<Wire, Fit.Refused> known = misfits;
        if (known == null) {
            known = new HashMap<>();
            for (WireCheck.Misfit each : check.misfits()) {
                known.put(new Wire(each.from(), each.to()), each.why());
            }
            misfits = known;
        }
        return Collections.unmodifiableMap(known);
    }

    /// The endpoint that a node calls, or null when it is not known.
    public @Nullable EndpointDescription endpoint(NodeSpec node) {
        return FlowCheck.endpoint(spec, node, describe);
    }

    /// How the flow as a whole is called: it streams where something in it does.
    public CallKind kind() {
        return kind(spec);
    }

    /// How a part of the flow is called: by what runs of it.
    public CallKind kind(FlowSpec part) {
        ActiveNodes active = ActiveNodes.of(part);
        List<CallKind> kinds = part.nodes().stream()
                .filter(node -> active.runs(node.name()))
                .map(this::endpoint)
                .filter(Objects::nonNull)
                .map(EndpointDescription::kind)
                .toList();
        return CallKind.of(
                kinds.stream().anyMatch(CallKind::streamsIn), kinds.stream().anyMatch(CallKind::streamsOut));
    }

    /// What that node takes; a node that only joins takes what its branches give.
    public PortInfo input(NodeSpec node) {
        EndpointDescription endpoint = endpoint(node);
        return endpoint == null ? joined(node) : PortInfo.of(endpoint.takes());
    }

    /// What that node gives; a node that only joins gives what it takes.
    public PortInfo output(NodeSpec node) {
        EndpointDescription endpoint = node.mode() == NodeMode.BYPASSED ? null : endpoint(node);
        return endpoint == null ? joined(node) : PortInfo.of(endpoint.gives());
    }

    private PortInfo joined(NodeSpec node) {
        boolean passes = node.use() == null || node.mode() == NodeMode.BYPASSED;
        PortType given = passes ? wires().gives(node.name()) : null;
        return given == null || given.isAny() ? PortInfo.UNKNOWN : PortInfo.of(given);
    }
}
