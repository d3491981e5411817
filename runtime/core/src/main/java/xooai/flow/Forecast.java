package xooai.flow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import xooai.codec.Request;

/// What a run does with each node, said before it does anything: exactly those nodes are called that it says are.
///
/// @param steps by node, in an order in which each comes after those it needs
public record Forecast(Map<String, Step> steps) {

    public Forecast {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    /// What a run does with one node.
    public enum Step {
        /// Calls it: nothing is kept of it for what it runs on now.
        CALLED,
        /// Calls it, because that was asked for.
        REPEATED,
        /// Takes what it gave before, for the same executor, configuration, docs and parameters.
        KEPT,
        /// Takes what is pinned to it.
        PINNED,
        /// Leaves it alone: nobody who is called needs it.
        NOT_NEEDED
    }

    /// What a run of an inspected flow would do. Makes no executor, and calls and fetches nothing.
    ///
    /// @throws FlowException when anything is wrong with the flow
    public static Forecast of(FlowInspection flow, Request request, RunOptions options) {
        return of(flow, request, options, _ -> {});
    }

    /// What a run of an inspected flow would do, with what it would take of what is kept.
    ///
    /// @param kept is told of each node of which something is kept what that is, as a run would tell it
    /// @throws FlowException when anything is wrong with the flow
    public static Forecast of(FlowInspection flow, Request request, RunOptions options, Consumer<NodeEvent> kept) {
        flow.refuseProblems();
        NodeKeys keys = NodeKeys.of(flow, Set.of());
        RunReuse reuse = RunReuse.plan(Plan.of(flow.spec()), keys, request, options);
        reuse.tellKept(request.rid(), kept);
        return reuse.forecast();
    }

    /// What is done with that node; it is not needed where there is none.
    public Step of(String node) {
        return steps.getOrDefault(node, Step.NOT_NEEDED);
    }

    /// The nodes with which that is done, in order.
    public Set<String> nodes(Step step) {
        Set<String> found = new LinkedHashSet<>();
        steps.forEach((node, each) -> {
            if (each == step) {
                found.add(node);
            }
        });
        return found;
    }

    /// The nodes that are called, for either reason, in order.
    public Set<String> called() {
        Set<String> found = new LinkedHashSet<>();
        steps.forEach((node, each) -> {
            if (each == Step.CALLED || each == Step.REPEATED) {
                found.add(node);
            }
        });
        return found;
    }
}
