package xooai.flow;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import xooai.doc.Values;

/// One node of a flow as it is written, right or wrong.
///
/// @param name its name, unique in the flow
/// @param use what it runs: `class:…`, `flow:…`, a remote address, or one relative to the flow's gateway;
///     null for a node that only joins
/// @param on the endpoint; null for the last segment of `use`, or the only endpoint there is
/// @param needs the nodes whose output it takes, in order; empty to take the flow's input
/// @param config the executor's configuration
/// @param join how its branches meet; null for [Join#MERGE]
/// @param onConflict what its merge does with conflicting changes; null for the flow's policy
/// @param timeout the longest a call of it may take; null for what remains of the request's deadline
/// @param replicas how many instances of its executor work side by side, from 1
/// @param extra the other keys of the node, as they were written
public record NodeSpec(
        String name,
        @Nullable String use,
        @Nullable String on,
        List<Need> needs,
        Map<String, @Nullable Object> config,
        @Nullable Join join,
        @Nullable ConflictPolicy onConflict,
        @Nullable Duration timeout,
        int replicas,
        Map<String, @Nullable Object> extra) {

    public NodeSpec {
        needs = List.copyOf(needs);
        config = Values.copyOf(config);
        extra = Values.copyOf(extra);
    }

    /// A node of that name that runs that.
    public static NodeSpec of(String name, @Nullable String use) {
        return new NodeSpec(name, use, null, List.of(), Map.of(), null, null, null, 1, Map.of());
    }

    /// The names of the nodes it needs, in order.
    public List<String> needNames() {
        return needs.stream().map(Need::node).toList();
    }

    /// The docs that are pinned to it, as they are written, or null: a run of the designer takes them instead of
    /// calling the node.
    public @Nullable List<?> pin() {
        return extra.get(FlowFile.PIN) instanceof List<?> docs ? docs : null;
    }

    /// This node with those docs pinned to it, or with none.
    public NodeSpec withPin(@Nullable List<?> docs) {
        Map<String, @Nullable Object> other = new LinkedHashMap<>(extra);
        if (docs == null) {
            other.remove(FlowFile.PIN);
        } else {
            other.put(FlowFile.PIN, docs);
        }
        return new NodeSpec(name, use, on, needs, config, join, onConflict, timeout, replicas, other);
    }

    /// The signature of the inside that its user has seen, of a node that is a sub-flow; null where nobody said.
    public @Nullable String accepted() {
        return extra.get(SubFlows.ACCEPTED) instanceof String signature ? signature : null;
    }

    /// This node with the inside of that signature as the one that its user has seen.
    public NodeSpec withAccepted(@Nullable String signature) {
        Map<String, @Nullable Object> other = new LinkedHashMap<>(extra);
        if (signature == null) {
            other.remove(SubFlows.ACCEPTED);
        } else {
            other.put(SubFlows.ACCEPTED, signature);
        }
        return new NodeSpec(name, use, on, needs, config, join, onConflict, timeout, replicas, other);
    }

    /// Whether it does its work.
    public NodeMode mode() {
        NodeMode written = NodeMode.named(extra.get(NodeMode.KEY));
        return written == null ? NodeMode.RUNS : written;
    }

    /// This node in that mode.
    public NodeSpec withMode(NodeMode value) {
        Map<String, @Nullable Object> other = new LinkedHashMap<>(extra);
        if (value == NodeMode.RUNS) {
            other.remove(NodeMode.KEY);
        } else {
            other.put(NodeMode.KEY, value.fileName());
        }
        return new NodeSpec(name, use, on, needs, config, join, onConflict, timeout, replicas, other);
    }

    /// This node with that name.
    public NodeSpec withName(String value) {
        return new NodeSpec(value, use, on, needs, config, join, onConflict, timeout, replicas, extra);
    }

    /// This node with that to run.
    public NodeSpec withUse(@Nullable String value) {
        return Objects.equals(value, use)
                ? this
                : new NodeSpec(name, value, on, needs, config, join, onConflict, timeout, replicas, without("use"));
    }

    /// This node with that endpoint.
    public NodeSpec withOn(@Nullable String value) {
        return Objects.equals(value, on)
                ? this
                : new NodeSpec(name, use, value, needs, config, join, onConflict, timeout, replicas, without("on"));
    }

    /// This node with those needs.
    public NodeSpec withNeeds(List<Need> value) {
        return Objects.equals(value, needs)
                ? this
                : new NodeSpec(name, use, on, value, config, join, onConflict, timeout, replicas, without("needs"));
    }

    /// This node with that configuration.
    public NodeSpec withConfig(Map<String, @Nullable Object> value) {
        return Objects.equals(value, config)
                ? this
                : new NodeSpec(name, use, on, needs, value, join, onConflict, timeout, replicas, without("config"));
    }

    /// This node with that join.
    public NodeSpec withJoin(@Nullable Join value) {
        return Objects.equals(value, join)
                ? this
                : new NodeSpec(name, use, on, needs, config, value, onConflict, timeout, replicas, without("join"));
    }

    /// This node with that policy.
    public NodeSpec withOnConflict(@Nullable ConflictPolicy value) {
        return Objects.equals(value, onConflict)
                ? this
                : new NodeSpec(name, use, on, needs, config, join, value, timeout, replicas, without("onConflict"));
    }

    /// This node with that timeout.
    public NodeSpec withTimeout(@Nullable Duration value) {
        return Objects.equals(value, timeout)
                ? this
                : new NodeSpec(name, use, on, needs, config, join, onConflict, value, replicas, without("timeout"));
    }

    /// The other keys without that one, whose value could not be read and is set anew now.
    private Map<String, @Nullable Object> without(String key) {
        if (!extra.containsKey(key) && !extra.containsKey(FlowFile.WHOLE)) {
            return extra;
        }
        Map<String, @Nullable Object> left = new LinkedHashMap<>(extra);
        left.remove(key);
        left.remove(FlowFile.WHOLE);
        return left;
    }

    /// This node with those other keys.
    public NodeSpec withExtra(Map<String, @Nullable Object> value) {
        return new NodeSpec(name, use, on, needs, config, join, onConflict, timeout, replicas, value);
    }

    /// This node with that many replicas.
    public NodeSpec withReplicas(int value) {
        return value == replicas
                ? this
                : new NodeSpec(name, use, on, needs, config, join, onConflict, timeout, value, without("replicas"));
    }
}
