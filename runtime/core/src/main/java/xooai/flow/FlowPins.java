package xooai.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;

/// The docs that are pinned to nodes in a flow file, as the nodes would give them. Only a run that is asked to
/// obeys them: where a flow is served, every node is called.
public final class FlowPins {
    private FlowPins() {}

    /// What is pinned in that flow, by node.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT, at the node, when a pin is no docs
    public static Map<String, DocArray<? extends Doc>> of(FlowInspection flow) {
        Map<String, DocArray<? extends Doc>> pins = new LinkedHashMap<>();
        for (NodeSpec node : flow.resolved().nodes()) {
            List<?> pin = node.pin();
            if (pin != null && flow.active().runs(node.name())) {
                pins.put(node.name(), read(flow, node, pin));
            }
        }
        return pins;
    }

    /// The nodes of that flow that something is pinned to, in order.
    public static List<String> nodes(FlowSpec flow) {
        return flow.nodes().stream()
                .filter(node -> node.pin() != null)
                .map(NodeSpec::name)
                .toList();
    }

    /// That flow without its pins and those in its sub-flows, as it is given away: what is pinned is data of whoever
    /// drew it.
    public static FlowSpec without(FlowSpec flow) {
        FlowSpec outer = flow.withNodes(
                flow.nodes().stream().map(node -> node.withPin(null)).toList());
        return SubFlows.withEach(outer, FlowPins::without);
    }

    private static Map<String, @Nullable Object> without(Map<String, @Nullable Object> flow) {
        if (flow.get("nodes") instanceof Map<?, ?> nodes) {
            Map<String, @Nullable Object> bare = FlowFile.keyed(nodes);
            bare.replaceAll((_, node) -> node instanceof Map<?, ?> fields ? withoutPin(fields) : node);
            flow.put("nodes", bare);
        }
        return flow;
    }

    private static Map<String, @Nullable Object> withoutPin(Map<?, ?> node) {
        Map<String, @Nullable Object> bare = FlowFile.keyed(node);
        bare.remove(FlowFile.PIN);
        return bare;
    }

    private static DocArray<? extends Doc> read(FlowInspection flow, NodeSpec node, List<?> pin) {
        try {
            return Codec.JSON.readDocs(Codec.JSON.writeValue(pin), flow.given(node), Limits.DEFAULT);
        } catch (XooaiException e) {
            throw new XooaiException(
                    e.error()
                            .withMessage("Tried to read what is pinned to " + node.name() + ": "
                                    + e.error().message())
                            .atNode(node.name()),
                    e);
        }
    }
}
