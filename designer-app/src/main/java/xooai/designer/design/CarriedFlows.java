package xooai.designer.design;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.SubFlows;

/// The sub-flows that nodes in the clipboard are: they go along, and keep what they mean in another file.
public final class CarriedFlows {
    private CarriedFlows() {}

    /// The nodes of a clipboard with the sub-flows that they are, and those that these use.
    static FlowSpec with(FlowSpec clip, FlowSpec file) {
        FlowSpec all = clip;
        Deque<String> open = new ArrayDeque<>(named(clip));
        while (!open.isEmpty()) {
            String name = open.pop();
            FlowSpec inside = SubFlows.names(all).contains(name) ? null : SubFlows.inside(file, name);
            if (inside != null) {
                all = SubFlows.with(all, name, inside.withExtra(SubFlows.KEY, null));
                open.addAll(named(inside));
            }
        }
        return all;
    }

    private static Set<String> named(FlowSpec flow) {
        Set<String> names = new LinkedHashSet<>();
        for (NodeSpec node : flow.nodes()) {
            String name = SubFlows.nameOf(node);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    /// A clipboard as it fits into that file: a sub-flow whose name means something else there has a new one.
    public static FlowSpec fitted(FlowSpec clip, FlowSpec file) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> taken = new LinkedHashSet<>(SubFlows.names(file));
        taken.addAll(SubFlows.names(clip));
        for (String name : SubFlows.names(clip)) {
            boolean other = SubFlows.names(file).contains(name)
                    && !Objects.equals(SubFlows.signature(clip, name), SubFlows.signature(file, name));
            String fresh = other ? fresh(name, taken) : name;
            taken.add(fresh);
            names.put(name, fresh);
        }
        if (names.entrySet().stream().allMatch(each -> each.getKey().equals(each.getValue()))) {
            return clip;
        }
        FlowSpec fitted = renamed(clip, names).withExtra(SubFlows.KEY, null);
        for (Map.Entry<String, String> each : names.entrySet()) {
            FlowSpec inside = SubFlows.inside(clip, each.getKey());
            if (inside == null) {
                continue; // It is none, which the check of the flow says of the nodes that use it.
            }
            FlowSpec moved = renamed(inside, names).withName(each.getValue());
            fitted = SubFlows.with(fitted, each.getValue(), moved.withExtra(SubFlows.KEY, null));
        }
        return accepted(clip, fitted);
    }

    private static String fresh(String name, Set<String> taken) {
        String stem = name.substring(0, Math.min(name.length(), 57));
        int number = 2;
        while (taken.contains(stem + "_" + number)) {
            number++;
        }
        return stem + "_" + number;
    }

    private static FlowSpec renamed(FlowSpec flow, Map<String, String> names) {
        return flow.withNodes(flow.nodes().stream()
                .map(node -> {
                    String name = SubFlows.nameOf(node);
                    return name == null ? node : node.withUse(SubFlows.use(names.getOrDefault(name, name)));
                })
                .toList());
    }

    /// Whoever had seen the inside has seen it under its new name.
    private static FlowSpec accepted(FlowSpec before, FlowSpec after) {
        List<NodeSpec> nodes = after.nodes().stream()
                .map(node -> {
                    NodeSpec was = before.node(node.name());
                    String old = was == null ? null : SubFlows.nameOf(was);
                    String name = SubFlows.nameOf(node);
                    boolean seen = old != null
                            && name != null
                            && node.accepted() != null
                            && node.accepted().equals(SubFlows.signature(before, old));
                    return seen && name != null ? node.withAccepted(SubFlows.signature(after, name)) : node;
                })
                .toList();
        return after.withNodes(nodes);
    }

    /// That file with the sub-flows of a clipboard that it does not have.
    static FlowSpec taken(FlowSpec file, FlowSpec clip) {
        FlowSpec all = file;
        for (String name : SubFlows.names(clip)) {
            FlowSpec inside = SubFlows.names(file).contains(name) ? null : SubFlows.inside(clip, name);
            if (inside != null) {
                all = SubFlows.with(all, name, inside.withExtra(SubFlows.KEY, null));
            }
        }
        return all;
    }
}
