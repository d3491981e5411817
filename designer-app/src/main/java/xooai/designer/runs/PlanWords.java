package xooai.designer.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import xooai.designer.design.NodeStatus;
import xooai.flow.Forecast;
import xooai.flow.Forecast.Step;

/// What a run is about to do, in words and as states of its nodes.
public final class PlanWords {
    private PlanWords() {}

    /// Such as `Calls 3 nodes, 5 from cache, 1 pinned`.
    public static String of(Forecast plan) {
        int kept = plan.nodes(Step.KEPT).size();
        int pinned = plan.nodes(Step.PINNED).size();
        int called = plan.called().size();
        List<String> parts = new ArrayList<>();
        parts.add(called == 0 ? "Calls nothing" : called == 1 ? "Calls 1 node" : "Calls " + called + " nodes");
        add(parts, " from cache", kept);
        add(parts, " pinned", pinned);
        add(parts, " not needed", plan.nodes(Step.NOT_NEEDED).size());
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String what, int count) {
        if (count > 0) {
            parts.add(count + what);
        }
    }

    /// Whether it is a part of the flow that is run: something is run, and not all.
    static boolean isPartial(Forecast plan) {
        int called = plan.called().size();
        return called > 0 && called < plan.steps().size();
    }

    /// How each node is shown before the run begins.
    static Map<String, NodeStatus> statuses(Forecast plan) {
        Map<String, NodeStatus> statuses = new LinkedHashMap<>();
        plan.steps().forEach((node, step) -> statuses.put(node, NodeStatus.of(state(step))));
        return statuses;
    }

    private static NodeStatus.State state(Step step) {
        return switch (step) {
            case CALLED, REPEATED -> NodeStatus.State.QUEUED;
            case KEPT -> NodeStatus.State.FROM_CACHE;
            case PINNED -> NodeStatus.State.PINNED;
            case NOT_NEEDED -> NodeStatus.State.NOT_NEEDED;
        };
    }
}
