package xooai.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Questions about the graph that a flow's `needs` make. Needs of nodes that are not there are passed over.
/// Nothing here recurses: a flow may be ten thousand nodes deep.
final class Graph {
    private Graph() {}

    private static Map<String, List<String>> needs(FlowSpec spec) {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        spec.nodes().forEach(node -> needs.putIfAbsent(node.name(), node.needNames()));
        return needs;
    }

    /// The nodes so that each comes after those it needs, else in order of declaration. Nodes in a circle are
    /// left out.
    static List<NodeSpec> ordered(FlowSpec spec) {
        Map<String, List<String>> needs = needs(spec);
        Map<String, Integer> missing = new HashMap<>();
        Map<String, List<String>> successors = new HashMap<>();
        needs.forEach((name, list) -> {
            int count = 0;
            for (String need : list) {
                if (needs.containsKey(need)) {
                    count++;
                    successors.computeIfAbsent(need, key -> new ArrayList<>()).add(name);
                }
            }
            missing.put(name, count);
        });
        Deque<String> ready = new ArrayDeque<>();
        needs.keySet().stream()
                .filter(name -> missing.getOrDefault(name, 0) == 0)
                .forEach(ready::add);
        Map<String, NodeSpec> byName = new HashMap<>();
        spec.nodes().forEach(node -> byName.putIfAbsent(node.name(), node));
        List<NodeSpec> ordered = new ArrayList<>();
        while (!ready.isEmpty()) {
            String name = ready.poll();
            NodeSpec node = byName.get(name);
            if (node != null) {
                ordered.add(node);
            }
            for (String successor : successors.getOrDefault(name, List.of())) {
                if (missing.merge(successor, -1, Integer::sum) == 0) {
                    ready.add(successor);
                }
            }
        }
        return ordered;
    }

    /// A circle, as the names from one node back to itself, or empty.
    static Optional<List<String>> cycle(FlowSpec spec) {
        Map<String, List<String>> needs = needs(spec);
        List<NodeSpec> ordered = ordered(spec);
        if (ordered.size() == needs.size()) {
            return Optional.empty();
        }
        Set<String> left = new HashSet<>(needs.keySet());
        ordered.forEach(node -> left.remove(node.name()));
        String start = spec.nodes().stream()
                .map(NodeSpec::name)
                .filter(left::contains)
                .findFirst()
                .orElseThrow();
        List<String> path = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        String at = start;
        while (!places.containsKey(at)) {
            places.put(at, path.size());
            path.add(at);
            at = needs.getOrDefault(at, List.of()).stream()
                    .filter(left::contains)
                    .findFirst()
                    .orElseThrow();
        }
        List<String> circle = new ArrayList<>(path.subList(places.get(at), path.size()));
        circle.add(at);
        return Optional.of(circle);
    }

    /// Circles that have no node in common, at most so many; empty when there is none.
    static List<List<String>> cycles(FlowSpec spec, int most) {
        List<List<String>> circles = new ArrayList<>();
        FlowSpec rest = spec;
        for (Optional<List<String>> next = cycle(rest); next.isPresent() && circles.size() < most; next = cycle(rest)) {
            circles.add(next.get());
            Set<String> found = Set.copyOf(next.get());
            rest = rest.withNodes(rest.nodes().stream()
                    .filter(node -> !found.contains(node.name()))
                    .toList());
        }
        return circles;
    }

    /// Whether the second node needs the first, directly or by way of others.
    static boolean reaches(FlowSpec spec, String from, String to) {
        Map<String, List<String>> needs = needs(spec);
        Deque<String> open = new ArrayDeque<>(needs.getOrDefault(to, List.of()));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String at = open.pop();
            if (at.equals(from)) {
                return true;
            }
            if (seen.add(at)) {
                open.addAll(needs.getOrDefault(at, List.of()));
            }
        }
        return false;
    }
}
