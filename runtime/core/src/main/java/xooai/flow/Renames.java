package xooai.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the nodes that only have another name in another version of a flow, and renames nodes.
final class Renames {
    private static final int ENOUGH = 6;
    private static final int ROUNDS = 3;
    private static final int MOST_PAIRS = 250_000;

    private final FlowSpec before;
    private final FlowSpec after;
    private final Map<String, Set<String>> successorsBefore;
    private final Map<String, Set<String>> successorsAfter;
    private final Map<String, String> found = new LinkedHashMap<>();

    private record Pair(String old, String name, int likeness) {}

    private Renames(FlowSpec before, FlowSpec after) {
        this.before = before;
        this.after = after;
        successorsBefore = successors(before);
        successorsAfter = successors(after);
    }

    /// What nodes of the first flow are called in the second: only those whose name changed, and only where no other
    /// node is as like.
    static Map<String, String> between(FlowSpec before, FlowSpec after) {
        Map<String, NodeSpec> gone = only(before, after);
        Map<String, NodeSpec> added = only(after, before);
        if (gone.isEmpty() || added.isEmpty() || (long) gone.size() * added.size() > MOST_PAIRS) {
            return Map.of();
        }
        Renames renames = new Renames(before, after);
        for (int round = 0; round < ROUNDS && renames.round(gone, added); round++) {
            gone.keySet().removeAll(renames.found.keySet());
            added.keySet().removeAll(renames.found.values());
        }
        return renames.found;
    }

    private static Map<String, NodeSpec> only(FlowSpec in, FlowSpec notIn) {
        Set<String> names = notIn.nodes().stream().map(NodeSpec::name).collect(Collectors.toSet());
        Map<String, NodeSpec> nodes = new LinkedHashMap<>();
        in.nodes().stream().filter(node -> !names.contains(node.name())).forEach(node -> nodes.put(node.name(), node));
        return nodes;
    }

    private static Map<String, Set<String>> successors(FlowSpec spec) {
        Map<String, Set<String>> successors = new HashMap<>();
        spec.nodes()
                .forEach(node -> node.needNames()
                        .forEach(need -> successors
                                .computeIfAbsent(need, _ -> new HashSet<>())
                                .add(node.name())));
        return successors;
    }

    /// Finds those that are sure with what is known; whether there were any.
    private boolean round(Map<String, NodeSpec> gone, Map<String, NodeSpec> added) {
        List<Pair> pairs = new ArrayList<>();
        for (NodeSpec old : gone.values()) {
            for (NodeSpec node : added.values()) {
                int likeness = likeness(old, node);
                if (likeness >= ENOUGH) {
                    pairs.add(new Pair(old.name(), node.name(), likeness));
                }
            }
        }
        pairs.sort(Comparator.comparingInt(Pair::likeness).reversed());
        Map<String, String> sure = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            boolean alone = pairs.stream()
                    .noneMatch(other -> !other.equals(pair)
                            && (other.old().equals(pair.old()) || other.name().equals(pair.name()))
                            && other.likeness() >= pair.likeness());
            if (alone && !sure.containsKey(pair.old()) && !sure.containsValue(pair.name())) {
                sure.put(pair.old(), pair.name());
            }
        }
        found.putAll(sure);
        return !sure.isEmpty();
    }

    private int likeness(NodeSpec old, NodeSpec node) {
        if (!Objects.equals(old.use(), node.use())) {
            return 0;
        }
        Point stood = before.view().get(old.name());
        int likeness = 1;
        likeness += old.config().equals(node.config()) ? (old.config().isEmpty() ? 1 : 3) : 0;
        likeness += Objects.equals(old.on(), node.on()) ? 1 : 0;
        likeness += old.extra().equals(node.extra()) ? 0 : -1;
        likeness += needs(old).equals(new HashSet<>(node.needNames())) ? 2 : 0;
        likeness += follow(old).equals(successorsAfter.getOrDefault(node.name(), Set.of())) ? 2 : 0;
        likeness += stood != null && stood.equals(after.view().get(node.name())) ? 3 : 0;
        return likeness;
    }

    private Set<String> needs(NodeSpec old) {
        return named(new HashSet<>(old.needNames()));
    }

    private Set<String> follow(NodeSpec old) {
        return named(successorsBefore.getOrDefault(old.name(), Set.of()));
    }

    private Set<String> named(Set<String> names) {
        return names.stream().map(name -> found.getOrDefault(name, name)).collect(Collectors.toSet());
    }

    /// That flow with other names for those nodes, everywhere they are named.
    static FlowSpec apply(FlowSpec spec, Map<String, String> names) {
        if (names.isEmpty()) {
            return spec;
        }
        List<NodeSpec> nodes =
                spec.nodes().stream().map(node -> renamed(node, names)).toList();
        Map<String, Point> view = new LinkedHashMap<>();
        spec.view().forEach((name, point) -> view.put(names.getOrDefault(name, name), point));
        return spec.withNodes(nodes).withView(view).withOnConflict(policy(spec.onConflict(), names));
    }

    private static NodeSpec renamed(NodeSpec node, Map<String, String> names) {
        ConflictPolicy own = node.onConflict();
        return node.withName(names.getOrDefault(node.name(), node.name()))
                .withNeeds(node.needs().stream().map(need -> named(need, names)).toList())
                .withOnConflict(own == null ? null : policy(own, names));
    }

    private static Need named(Need need, Map<String, String> names) {
        return new Need(names.getOrDefault(need.node(), need.node()), need.extra());
    }

    private static ConflictPolicy policy(ConflictPolicy policy, Map<String, String> names) {
        return new ConflictPolicy(
                policy.rule(),
                policy.nodes().stream()
                        .map(name -> names.getOrDefault(name, name))
                        .toList());
    }
}
