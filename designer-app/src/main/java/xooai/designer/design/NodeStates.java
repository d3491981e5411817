package xooai.designer.design;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import xooai.flow.ActiveNodes;
import xooai.flow.Problem;

/// What became of the nodes of the flow that is shown, and what is wrong with them. Confined to one thread.
final class NodeStates {
    private final Map<String, NodeStatus> statuses = new LinkedHashMap<>();
    private List<Problem> problems = List.of();
    private Map<String, List<Problem>> problemsByNode = Map.of();
    private Set<String> unconfigured = Set.of();

    NodeStatus status(String name, ActiveNodes active) {
        return switch (active.state(name)) {
            case RUNS -> {
                NodeStatus known = statuses.getOrDefault(name, NodeStatus.READY);
                yield known.equals(NodeStatus.READY) && unconfigured.contains(name)
                        ? NodeStatus.of(NodeStatus.State.NOT_CONFIGURED)
                        : known;
            }
            case BYPASSED -> NodeStatus.of(NodeStatus.State.BYPASSED);
            case DISABLED -> NodeStatus.of(NodeStatus.State.DISABLED);
            case SKIPPED -> NodeStatus.skipped(active.why(name));
        };
    }

    /// Sets what became of every node, and says of which it is something else than before.
    Set<String> set(Map<String, NodeStatus> wanted) {
        Set<String> changed = new HashSet<>(statuses.keySet());
        changed.addAll(wanted.keySet());
        changed.removeIf(name -> Objects.equals(statuses.get(name), wanted.get(name)));
        statuses.clear();
        statuses.putAll(wanted);
        return changed;
    }

    /// What became of every node, of some of them that.
    Map<String, NodeStatus> with(Map<String, NodeStatus> some) {
        Map<String, NodeStatus> all = new LinkedHashMap<>(statuses);
        all.putAll(some);
        return all;
    }

    void rename(String name, String newName) {
        NodeStatus status = statuses.remove(name);
        if (status != null) {
            statuses.put(newName, status);
        }
    }

    List<Problem> problems(String name) {
        return problemsByNode.getOrDefault(name, List.of());
    }

    List<Problem> problems() {
        return problems;
    }

    /// Sets everything that is wrong; whether that is something else than before.
    boolean setProblems(List<Problem> found, Set<String> notConfigured) {
        if (problems.equals(found) && unconfigured.equals(notConfigured)) {
            return false;
        }
        problems = List.copyOf(found);
        unconfigured = Set.copyOf(notConfigured);
        problemsByNode = problems.stream().collect(Collectors.groupingBy(Problem::node));
        return true;
    }
}
