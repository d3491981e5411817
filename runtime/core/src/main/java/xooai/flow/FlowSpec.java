package xooai.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.Values;

/// A flow as it is written, right or wrong: what the builder, a `*.flow.json` and the designer all make.
///
/// `Flow` is what becomes of one that is right.
///
/// @param name the flow's name
/// @param gateway the prefix that a relative `use` is resolved against, or null
/// @param nodes the nodes, in order of declaration
/// @param join how several sinks become the flow's output
/// @param onConflict the policy of every merge that has none of its own
/// @param view where the nodes stand on the canvas, by name; no part of the flow's meaning
/// @param extra the other keys of the file, as they were written
public record FlowSpec(
        String name,
        @Nullable String gateway,
        List<NodeSpec> nodes,
        Join join,
        ConflictPolicy onConflict,
        Map<String, Point> view,
        Map<String, @Nullable Object> extra) {

    public FlowSpec {
        nodes = List.copyOf(nodes);
        view = Collections.unmodifiableMap(new LinkedHashMap<>(view));
        extra = Values.copyOf(extra);
    }

    /// An empty flow of that name.
    public static FlowSpec named(String name) {
        return new FlowSpec(name, null, List.of(), Join.MERGE, ConflictPolicy.ERROR, Map.of(), Map.of());
    }

    /// The first node of that name, or null.
    public @Nullable NodeSpec node(String nodeName) {
        for (NodeSpec node : nodes) {
            if (node.name().equals(nodeName)) {
                return node;
            }
        }
        return null;
    }

    /// The nodes that no other node needs, in order of declaration.
    public List<NodeSpec> sinks() {
        Set<String> needed = new HashSet<>();
        nodes.forEach(node -> needed.addAll(node.needNames()));
        return nodes.stream().filter(node -> !needed.contains(node.name())).toList();
    }

    /// This flow with that name.
    public FlowSpec withName(String value) {
        return Objects.equals(value, name)
                ? this
                : new FlowSpec(value, gateway, nodes, join, onConflict, view, without("name"));
    }

    /// This flow with that gateway.
    public FlowSpec withGateway(@Nullable String value) {
        return Objects.equals(value, gateway)
                ? this
                : new FlowSpec(name, value, nodes, join, onConflict, view, without("gateway"));
    }

    /// This flow with those nodes.
    public FlowSpec withNodes(List<NodeSpec> value) {
        return Objects.equals(value, nodes)
                ? this
                : new FlowSpec(name, gateway, value, join, onConflict, view, without("nodes"));
    }

    /// This flow with that node after the others.
    public FlowSpec plus(NodeSpec node) {
        List<NodeSpec> more = new ArrayList<>(nodes);
        more.add(node);
        return withNodes(more);
    }

    /// This flow with that join of its sinks.
    public FlowSpec withJoin(Join value) {
        return Objects.equals(value, join)
                ? this
                : new FlowSpec(name, gateway, nodes, value, onConflict, view, without("join"));
    }

    /// This flow with that policy.
    public FlowSpec withOnConflict(ConflictPolicy value) {
        return Objects.equals(value, onConflict)
                ? this
                : new FlowSpec(name, gateway, nodes, join, value, view, without("onConflict"));
    }

    /// This flow with that value of another key of the file; without the key for null.
    public FlowSpec withExtra(String key, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(extra);
        if (value == null) {
            more.remove(key);
        } else {
            more.put(key, value);
        }
        return new FlowSpec(name, gateway, nodes, join, onConflict, view, more);
    }

    /// The other keys without that one, whose value could not be read and is set anew now.
    private Map<String, @Nullable Object> without(String key) {
        if (!extra.containsKey(key)) {
            return extra;
        }
        Map<String, @Nullable Object> left = new LinkedHashMap<>(extra);
        left.remove(key);
        return left;
    }

    /// This flow with those other keys.
    public FlowSpec withExtra(Map<String, @Nullable Object> value) {
        return new FlowSpec(name, gateway, nodes, join, onConflict, view, value);
    }

    /// This flow with its nodes standing there.
    public FlowSpec withView(Map<String, Point> value) {
        return Objects.equals(value, view)
                ? this
                : new FlowSpec(name, gateway, nodes, join, onConflict, value, without("view"));
    }
}
