package xooai.flow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.Values;

/// What is different between two flows: nodes, wires, settings, and apart from them where nodes stand.
///
/// A node with another name and the same content is renamed, not gone and new. Of what this version does not
/// know it tells the differences too. No difference means equal but for the order of keys.
public final class FlowDiff {
    private final FlowSpec before;
    private final FlowSpec after;
    private final List<Difference> found = new ArrayList<>();

    private FlowDiff(FlowSpec before, FlowSpec after) {
        this.before = before;
        this.after = after;
    }

    /// Everything that is different in the second flow, in the order of its nodes; layout last.
    public static List<Difference> between(FlowSpec before, FlowSpec after) {
        Map<String, String> renames = Renames.between(before, after);
        FlowDiff diff = new FlowDiff(Renames.apply(before, renames), after);
        renames.forEach((old, name) -> diff.add(Difference.Kind.RENAMED, name, "", old, name));
        diff.compare();
        return List.copyOf(diff.found);
    }

    private void compare() {
        Map<String, @Nullable Object> was = FlowPrint.tree(before);
        Map<String, @Nullable Object> is = FlowPrint.tree(after);
        for (String key : keys(was, is)) {
            boolean nodes = key.equals("nodes") && was.get(key) instanceof Map && is.get(key) instanceof Map;
            boolean places = key.equals("view")
                    && !before.extra().containsKey(key)
                    && !after.extra().containsKey(key);
            boolean last = key.equals(Drawing.KEY) || key.equals(SubFlows.KEY);
            if (!nodes && !places && !last) {
                entry("", key, key, was, is);
            }
        }
        Map<String, NodeSpec> nodesBefore = byName(before);
        Map<String, NodeSpec> nodesAfter = byName(after);
        for (NodeSpec node : nodesBefore.values()) {
            if (!nodesAfter.containsKey(node.name())) {
                add(Difference.Kind.REMOVED, node.name(), "", node.use(), null);
            }
        }
        for (NodeSpec node : nodesAfter.values()) {
            NodeSpec old = nodesBefore.get(node.name());
            if (old == null) {
                add(Difference.Kind.ADDED, node.name(), "", null, node.use());
            }
            node(old == null ? NodeSpec.of(node.name(), node.use()) : old, node, old == null);
        }
        order("", "nodes", List.copyOf(nodesBefore.keySet()), List.copyOf(nodesAfter.keySet()));
        subFlows();
        layout(nodesBefore.keySet());
        new DrawingDiff(this).compare(before.extra(), after.extra());
    }

    /// What is different in the sub-flows, each node after the name of the one that it stands in: `#count/e2`.
    private void subFlows() {
        Map<String, @Nullable Object> was = written(before);
        Map<String, @Nullable Object> is = written(after);
        if (was == null || is == null || (was.isEmpty() && is.isEmpty())) {
            entry("", SubFlows.KEY, SubFlows.KEY, before.extra(), after.extra());
            return;
        }
        for (String name : keys(was, is)) {
            FlowSpec old = SubFlows.alone(before, name);
            FlowSpec now = SubFlows.alone(after, name);
            String path = SubFlows.KEY + "." + name;
            if (old != null && now != null) {
                List<Difference> inside = between(old, now);
                inside.forEach(each -> add(each.kind(), inside(name, each.node()), each.path(), each));
                if (inside.isEmpty()) {
                    entry("", path, name, was, is); // The same, and perhaps written otherwise.
                }
            } else if ((now == null && is.containsKey(name)) || (old == null && was.containsKey(name))) {
                entry("", path, name, was, is);
            } else {
                add(old == null ? Difference.Kind.ADDED : Difference.Kind.REMOVED, inside(name, ""), "", null, null);
            }
        }
    }

    /// What is written under `flows`, nothing where nothing is; null when it is no flows by name.
    private static @Nullable Map<String, @Nullable Object> written(FlowSpec flow) {
        Object flows = flow.extra().get(SubFlows.KEY);
        return flows == null && !flow.extra().containsKey(SubFlows.KEY) ? Map.of() : TreeMerge.map(flows);
    }

    private static String inside(String flow, String node) {
        return SubFlows.HERE + flow + (node.isEmpty() ? "" : "/" + node);
    }

    private void add(Difference.Kind kind, String node, String path, Difference of) {
        add(kind, node, path, of.before(), of.after());
    }

    private static Map<String, NodeSpec> byName(FlowSpec spec) {
        Map<String, NodeSpec> nodes = new LinkedHashMap<>();
        spec.nodes().forEach(node -> nodes.putIfAbsent(node.name(), node));
        return nodes;
    }

    private void node(NodeSpec was, NodeSpec is, boolean added) {
        Object treeBefore = FlowPrint.node(was);
        Object treeAfter = FlowPrint.node(is);
        if (!(treeBefore instanceof Map<?, ?> mapBefore) || !(treeAfter instanceof Map<?, ?> mapAfter)) {
            value(is.name(), "", treeBefore, treeAfter);
            return;
        }
        needs(was, is);
        if (added) {
            return; // What a new node says is all new.
        }
        for (String key : keys(mapBefore, mapAfter)) {
            boolean wires = key.equals("needs")
                    && !was.extra().containsKey(key)
                    && !is.extra().containsKey(key);
            if (!wires) {
                entry(is.name(), key, key, mapBefore, mapAfter);
            }
        }
    }

    private void needs(NodeSpec was, NodeSpec is) {
        Map<String, Need> old = byNode(was);
        Map<String, Need> now = byNode(is);
        old.keySet().stream()
                .filter(from -> !now.containsKey(from))
                .forEach(from -> add(Difference.Kind.UNWIRED, is.name(), from, null, null));
        now.forEach((from, need) -> {
            Need before = old.get(from);
            if (before == null) {
                add(Difference.Kind.WIRED, is.name(), from, null, null);
            }
            value(is.name(), "needs." + from, before == null ? Map.of() : before.extra(), need.extra());
        });
        order(is.name(), "needs", List.copyOf(old.keySet()), List.copyOf(now.keySet()));
    }

    private static Map<String, Need> byNode(NodeSpec node) {
        Map<String, Need> needs = new LinkedHashMap<>();
        node.needs().forEach(need -> needs.putIfAbsent(need.node(), need));
        return needs;
    }

    private void order(String node, String path, List<String> was, List<String> is) {
        Set<String> both = new HashSet<>(was);
        both.retainAll(new HashSet<>(is));
        List<String> commonBefore = was.stream().filter(both::contains).toList();
        List<String> commonAfter = is.stream().filter(both::contains).toList();
        if (!commonBefore.equals(commonAfter)) {
            add(Difference.Kind.REORDERED, node, path, commonBefore, commonAfter);
        }
    }

    private void layout(Set<String> known) {
        for (NodeSpec node : after.nodes()) {
            Point was = before.view().get(node.name());
            Point is = after.view().get(node.name());
            if (known.contains(node.name()) && !Objects.equals(was, is)) {
                add(Difference.Kind.MOVED, node.name(), "", pair(was), pair(is));
            }
        }
    }

    private static @Nullable Object pair(@Nullable Point point) {
        return point == null ? null : List.of(FlowPrint.number(point.x()), FlowPrint.number(point.y()));
    }

    private void value(String node, String path, @Nullable Object was, @Nullable Object is) {
        if (Values.equal(was, is)) {
            return;
        }
        Map<?, ?> mapBefore = was instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> mapAfter = is instanceof Map<?, ?> map ? map : Map.of();
        boolean maps = (was == null || was instanceof Map) && (is == null || is instanceof Map);
        if (maps && !(mapBefore.isEmpty() && mapAfter.isEmpty())) {
            keys(mapBefore, mapAfter).forEach(key -> entry(node, path + "." + key, key, mapBefore, mapAfter));
        } else {
            add(Difference.Kind.CHANGED, node, path, was, is);
        }
    }

    /// Tells what is different under one key.
    void entry(String node, String path, String key, Map<?, ?> was, Map<?, ?> is) {
        boolean nulls = was.get(key) == null && is.get(key) == null;
        if (nulls && was.containsKey(key) != is.containsKey(key)) {
            add(Difference.Kind.CHANGED, node, path, null, null);
        } else {
            value(node, path, was.get(key), is.get(key));
        }
    }

    /// The keys of both, each once.
    static Set<String> keys(Map<?, ?> one, Map<?, ?> other) {
        Set<String> keys = new LinkedHashSet<>();
        one.keySet().forEach(key -> keys.add(String.valueOf(key)));
        other.keySet().forEach(key -> keys.add(String.valueOf(key)));
        return keys;
    }

    /// Tells a difference.
    void add(Difference.Kind kind, String node, String path, @Nullable Object was, @Nullable Object is) {
        found.add(new Difference(kind, node, path, was, is));
    }
}
