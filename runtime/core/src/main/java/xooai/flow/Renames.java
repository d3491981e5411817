package xooai.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        Numbers numbers = new Numbers();
        List<Features> old = gone.values().stream()
                .map(node -> features(node, before, successorsBefore, found, numbers))
                .toList();
        List<Features> now = added.values().stream()
                .map(node -> features(node, after, successorsAfter, Map.of(), numbers))
                .toList();
        Best[] ofOld = bests(old.size());
        Best[] ofNow = bests(now.size());
        for (int i = 0; i < old.size(); i++) {
            for (int j = 0; j < now.size(); j++) {
                int likeness = old.get(i).likeness(now.get(j));
                ofOld[i].offer(likeness, j);
                ofNow[j].offer(likeness, i);
            }
        }
        List<Pair> sure = new ArrayList<>();
        for (int i = 0; i < old.size(); i++) {
            Best best = ofOld[i];
            if (best.isSure() && ofNow[best.with].isSure() && ofNow[best.with].with == i) {
                sure.add(new Pair(old.get(i).name(), now.get(best.with).name(), best.likeness));
            }
        }
        sure.sort(Comparator.comparingInt(Pair::likeness).reversed());
        sure.forEach(pair -> found.put(pair.old(), pair.name()));
        return !sure.isEmpty();
    }

    /// What makes a node like another, each as a number that equal ones share: any two are compared in no time.
    private record Features(
            String name, int use, int config, boolean plain, int on, int extra, int needs, int successors, int place) {

        int likeness(Features other) {
            if (use != other.use) {
                return 0;
            }
            int likeness = 1;
            likeness += config == other.config ? (plain ? 1 : 3) : 0;
            likeness += on == other.on ? 1 : 0;
            likeness += extra == other.extra ? 0 : -1;
            likeness += needs == other.needs ? 2 : 0;
            likeness += successors == other.successors ? 2 : 0;
            likeness += place >= 0 && place == other.place ? 3 : 0;
            return likeness;
        }
    }

    private static Features features(
            NodeSpec node,
            FlowSpec in,
            Map<String, Set<String>> successors,
            Map<String, String> names,
            Numbers numbers) {
        Point place = in.view().get(node.name());
        return new Features(
                node.name(),
                numbers.of(node.use()),
                numbers.of(node.config()),
                node.config().isEmpty(),
                numbers.of(node.on()),
                numbers.of(node.extra()),
                numbers.of(named(node.needNames(), names)),
                numbers.of(named(successors.getOrDefault(node.name(), Set.of()), names)),
                place == null ? -1 : numbers.of(place));
    }

    private static Set<String> named(Collection<String> nodes, Map<String, String> names) {
        return nodes.stream().map(name -> names.getOrDefault(name, name)).collect(Collectors.toSet());
    }

    /// One number for all that are equal.
    private static final class Numbers {
        private final Map<@Nullable Object, Integer> known = new HashMap<>();

        int of(@Nullable Object value) {
            return known.computeIfAbsent(value, _ -> known.size());
        }
    }

    private static Best[] bests(int count) {
        return Stream.generate(Best::new).limit(count).toArray(Best[]::new);
    }

    /// What a node is most like, and whether it is that alone.
    private static final class Best {
        private int likeness;
        private int with;
        private boolean alone;

        void offer(int other, int index) {
            if (other > likeness) {
                likeness = other;
                with = index;
                alone = true;
            } else if (other == likeness) {
                alone = false;
            }
        }

        boolean isSure() {
            return alone && likeness >= ENOUGH;
        }
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
        FlowSpec renamed = spec.withNodes(nodes).withView(view).withOnConflict(policy(spec.onConflict(), names));
        return Drawing.renamed(TestCases.renamed(renamed, names), names);
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
