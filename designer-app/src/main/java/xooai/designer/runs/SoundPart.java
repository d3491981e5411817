package xooai.designer.runs;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import xooai.designer.design.Design;
import xooai.designer.invoke.Engine;
import xooai.flow.FlowInspection;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.Forecast;
import xooai.flow.NodeEvent;
import xooai.flow.Problem;
import xooai.flow.RunOptions;

/// The part of a flow in which nothing is wrong.
final class SoundPart {
    static final Forecast NOTHING = new Forecast(Map.of());

    private SoundPart() {}

    /// The forecast of that part of a flow in which nothing is wrong: a node that is unfinished says nothing of
    /// those that do not need it.
    static Forecast forecast(
            Engine engine,
            FlowSpec spec,
            Set<String> wrong,
            FlowSettings settings,
            byte[] docs,
            RunOptions options,
            Consumer<NodeEvent> kept) {
        FlowSpec part = without(spec, wrong);
        while (!part.nodes().isEmpty()) {
            FlowInspection flow = FlowInspection.of(part, settings);
            if (flow.problems().isEmpty()) {
                return engine.forecast(
                        flow, docs, options.towards(Design.of(part).names()), kept);
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
}
