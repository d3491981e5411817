package xooai.flow;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xooai.doc.DocSchema;
import xooai.doc.PortType;
import xooai.driver.CallKind;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;

/// Works out what a flow takes and gives from what its nodes take and give: a type when all agree on it, any
/// doc when they do not or when it is not known.
final class FlowEndpoint {
    private static final DocSchema ANY = new DocSchema.AnySchema();

    private FlowEndpoint() {}

    static EndpointDescription of(FlowSpec spec, Function<NodeSpec, @Nullable Description> known) {
        return WireCheck.of(spec, known).flow();
    }

    static EndpointDescription of(FlowSpec spec, ActiveNodes active, WireCheck wires) {
        List<DocSchema> taken = spec.nodes().stream()
                .filter(node -> node.needs().isEmpty() && node.use() != null && active.isOn(node.name()))
                .map(node -> schema(wires.takes(node.name())))
                .toList();
        List<DocSchema> given =
                active.sinks().stream().map(sink -> schema(wires.gives(sink))).toList();
        List<CallKind> kinds = spec.nodes().stream()
                .map(node -> wires.called(node.name()))
                .filter(Objects::nonNull)
                .map(EndpointDescription::kind)
                .toList();
        CallKind kind = CallKind.of(
                kinds.stream().anyMatch(CallKind::streamsIn), kinds.stream().anyMatch(CallKind::streamsOut));
        return new EndpointDescription("", kind, common(taken), common(given), false, false);
    }

    private static DocSchema schema(@Nullable PortType port) {
        return port == null ? ANY : port.schema();
    }

    private static DocSchema common(List<DocSchema> schemas) {
        return schemas.stream().distinct().count() == 1 ? schemas.getFirst() : ANY;
    }
}
