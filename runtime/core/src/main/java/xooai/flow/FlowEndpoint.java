package xooai.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xooai.doc.DocSchema;
import xooai.driver.CallKind;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;

/// Works out what a flow takes and gives from what its nodes take and give: a type when all agree on it, any
/// doc when they do not or when it is not known.
final class FlowEndpoint {
    private static final DocSchema ANY = new DocSchema.AnySchema();

    private FlowEndpoint() {}

    static EndpointDescription of(FlowSpec spec, Function<NodeSpec, @Nullable Description> known) {
        Map<String, NodeSpec> nodes = new HashMap<>();
        spec.nodes().forEach(node -> nodes.putIfAbsent(node.name(), node));
        List<DocSchema> taken = spec.nodes().stream()
                .filter(node -> node.needs().isEmpty() && node.use() != null)
                .map(node -> FlowCheck.endpoint(spec, node, known))
                .map(endpoint -> endpoint == null ? ANY : endpoint.input())
                .toList();
        List<DocSchema> given = spec.sinks().stream()
                .map(sink -> FlowCheck.endpoint(spec, firstThatRuns(sink, nodes), known))
                .map(endpoint -> endpoint == null ? ANY : endpoint.output())
                .toList();
        List<CallKind> kinds = spec.nodes().stream()
                .map(node -> FlowCheck.endpoint(spec, node, known))
                .filter(Objects::nonNull)
                .map(EndpointDescription::kind)
                .toList();
        CallKind kind = CallKind.of(
                kinds.stream().anyMatch(CallKind::streamsIn), kinds.stream().anyMatch(CallKind::streamsOut));
        return new EndpointDescription("", kind, common(taken), common(given), false, false);
    }

    /// The node whose docs leave a node: itself, or the first that a mere join needs.
    private static NodeSpec firstThatRuns(NodeSpec sink, Map<String, NodeSpec> nodes) {
        NodeSpec at = sink;
        for (int steps = nodes.size();
                steps > 0 && at.use() == null && !at.needs().isEmpty();
                steps--) {
            at = nodes.getOrDefault(at.needs().getFirst().node(), at);
        }
        return at;
    }

    private static DocSchema common(List<DocSchema> schemas) {
        return schemas.stream().distinct().count() == 1 ? schemas.getFirst() : ANY;
    }
}
