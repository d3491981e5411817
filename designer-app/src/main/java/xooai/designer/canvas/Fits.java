package xooai.designer.canvas;

import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Refusal;
import xooai.doc.Fit;
import xooai.flow.FlowCheck;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;

/// Whether a wire may be, by the graph and by the types.
final class Fits {
    private Fits() {}

    /// Why there can be no wire between those nodes, or null when there can be one.
    static @Nullable String refusal(DesignModel model, String from, String to) {
        Refusal refusal = model.design().refusesWire(from, to);
        if (refusal != null) {
            return refusal.reason();
        }
        return ofTypes(model, model.design(), from, to);
    }

    /// Why the types of two nodes of a design do not fit, or null when they do.
    static @Nullable String ofTypes(DesignModel model, Design design, String from, String to) {
        NodeSpec source = design.node(from);
        NodeSpec target = design.node(to);
        if (source == null || target == null) {
            return null;
        }
        // The two alone: what else is in the flow has no say in the types, and costs time at every node in
        // view.
        FlowSpec both = FlowSpec.named(design.spec().name())
                .withGateway(design.spec().gateway())
                .withNodes(List.of(source.withNeeds(List.of()), target.withNeeds(List.of())));
        Fit fit = FlowCheck.fit(both, from, to, model.describe());
        return fit instanceof Fit.Refused refused ? String.join("\n", refused.reasons()) : null;
    }

    /// Why there can be no wire between two ports, in the way that docs go.
    static @Nullable String refusal(DesignModel model, PortRef one, PortRef other) {
        if (one.side() == other.side()) {
            return one.side() == PortRef.Side.OUT
                    ? "an output goes into an input, not into another output"
                    : "an input takes an output, not another input";
        }
        boolean forward = one.side() == PortRef.Side.OUT;
        return refusal(model, forward ? one.node() : other.node(), forward ? other.node() : one.node());
    }
}
