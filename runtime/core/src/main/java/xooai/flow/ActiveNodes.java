package xooai.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What of a flow does its work: the one reading of disabled and bypassed nodes for start, check, export, keys
/// and the designer.
///
/// A wire from a node that is off is as if it were not there. A node that is left with no wire of those it has is
/// skipped, and so is one whose docs only lead to nodes that are off: nobody would take them. The output is the
/// join of the sinks that are left. Immutable; made once for many questions.
public final class ActiveNodes {
    /// What one node does.
    public enum State {
        /// It runs.
        RUNS,
        /// It passes on what reaches it.
        BYPASSED,
        /// It is disabled.
        DISABLED,
        /// It does not run, because others are disabled.
        SKIPPED
    }

    private final FlowSpec spec;
    private final Map<String, State> states;
    private final Map<String, String> reasons;
    private final FlowSpec running;

    private ActiveNodes(FlowSpec spec, Map<String, State> states, Map<String, String> reasons, FlowSpec running) {
        this.spec = spec;
        this.states = states;
        this.reasons = reasons;
        this.running = running;
    }

    /// What of that flow does its work; of one that is wrong, as far as that can be told.
    public static ActiveNodes of(FlowSpec spec) {
        if (spec.nodes().stream().allMatch(node -> node.mode() == NodeMode.RUNS)) {
            return new ActiveNodes(spec, Map.of(), Map.of(), spec);
        }
        return new Reading(spec).read();
    }

    /// What that node does.
    public State state(String node) {
        return states.getOrDefault(node, State.RUNS);
    }

    /// Why that node does not run, as half a sentence; empty where it runs.
    public String why(String node) {
        return reasons.getOrDefault(node, "");
    }

    /// Whether that node is called when the flow runs.
    public boolean runs(String node) {
        return state(node) == State.RUNS;
    }

    /// Whether docs go through that node when the flow runs: it is called or bypassed.
    public boolean isOn(String node) {
        return state(node) == State.RUNS || state(node) == State.BYPASSED;
    }

    /// Whether all nodes run.
    public boolean all() {
        return states.isEmpty();
    }

    /// The flow as it is run: without the nodes that are off, and without their wires.
    FlowSpec running() {
        return running;
    }

    /// The nodes whose docs are the flow's output, in order of declaration: its sinks that are on.
    public List<String> sinks() {
        return spec.sinks().stream().map(NodeSpec::name).filter(this::isOn).toList();
    }

    /// Reads one flow.
    private static final class Reading {
        private final FlowSpec spec;
        private final Map<String, State> states = new HashMap<>();
        private final Map<String, String> reasons = new HashMap<>();

        Reading(FlowSpec spec) {
            this.spec = spec;
        }

        ActiveNodes read() {
            List<NodeSpec> ordered = Graph.ordered(spec);
            for (NodeSpec node : ordered) {
                State state = state(node);
                if (state != State.RUNS) {
                    states.put(node.name(), state);
                }
            }
            leaveIdle(ordered);
            List<NodeSpec> running = spec.nodes().stream()
                    .filter(node -> isOn(node.name()))
                    .map(node -> node.withNeeds(needsOn(node)))
                    .toList();
            return new ActiveNodes(spec, states, reasons, spec.withNodes(running));
        }

        private State state(NodeSpec node) {
            if (node.mode() == NodeMode.DISABLED) {
                reasons.put(node.name(), "disabled");
                return State.DISABLED;
            }
            if (!node.needs().isEmpty() && needsOn(node).isEmpty()) {
                reasons.put(node.name(), "skipped, since " + all(node.needNames()) + " off");
                return State.SKIPPED;
            }
            if (node.mode() == NodeMode.BYPASSED) {
                reasons.put(node.name(), "bypassed");
                return State.BYPASSED;
            }
            return State.RUNS;
        }

        private List<Need> needsOn(NodeSpec node) {
            return node.needs().stream().filter(need -> isOn(need.node())).toList();
        }

        private boolean isOn(String node) {
            State state = states.get(node);
            return state == null || state == State.BYPASSED;
        }

        /// Skips the nodes whose docs nobody takes.
        private void leaveIdle(List<NodeSpec> ordered) {
            Map<String, List<String>> takers = takers(ordered);
            Set<String> useful = new HashSet<>();
            Map<String, State> idle = new HashMap<>();
            for (NodeSpec node : ordered.reversed()) {
                List<String> taking = takers.getOrDefault(node.name(), List.of());
                if (!isOn(node.name())) {
                    continue;
                }
                if (taking.isEmpty() || taking.stream().anyMatch(useful::contains)) {
                    useful.add(node.name());
                } else {
                    idle.put(node.name(), State.SKIPPED);
                    reasons.put(node.name(), "skipped, since " + all(taking) + " off, which alone would take its docs");
                }
            }
            states.putAll(idle);
        }

        private static Map<String, List<String>> takers(List<NodeSpec> nodes) {
            Map<String, List<String>> takers = new HashMap<>();
            nodes.forEach(node -> new LinkedHashSet<>(node.needNames())
                    .forEach(need ->
                            takers.computeIfAbsent(need, _ -> new ArrayList<>()).add(node.name())));
            return takers;
        }

        private static String all(List<String> names) {
            return names.stream().distinct().collect(Collectors.joining(", ")) + (names.size() == 1 ? " is" : " are");
        }
    }

    /// The problem that nothing is left to give the flow's output, or null.
    @Nullable
    Problem nothingLeft() {
        if (all() || spec.nodes().isEmpty() || !sinks().isEmpty()) {
            return null;
        }
        String off = spec.sinks().stream()
                .map(sink -> sink.name() + " (" + why(sink.name()) + ")")
                .collect(Collectors.joining(", "));
        return Problem.ofFlow("the flow gives nothing, since what it ends with is off: " + off
                + ". Enable one of them, or bypass it so that it passes on what reaches it");
    }
}
