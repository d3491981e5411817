package xooai.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Docs;
import xooai.executor.Executor;

/// Collects one node of a flow in Java; used by one thread. Made by [Flow#use(String)] and its kin.
public final class NodeBuilder {
    private NodeSpec spec;
    private final @Nullable Executor instance;

    NodeBuilder(@Nullable String use, @Nullable Executor instance) {
        this.spec = NodeSpec.of("", use);
        this.instance = instance;
    }

    /// The endpoint that is called.
    public NodeBuilder on(String endpoint) {
        spec = spec.withOn(endpoint);
        return this;
    }

    /// The nodes whose output it takes, in order; one or more.
    public NodeBuilder needs(String... nodes) {
        if (nodes.length == 0) {
            spec = new NodeSpec(
                    "",
                    spec.use(),
                    spec.on(),
                    List.of(),
                    spec.config(),
                    spec.join(),
                    spec.onConflict(),
                    spec.timeout(),
                    spec.replicas(),
                    Map.of("needs", List.of()));
            return this;
        }
        List<Need> needs = new ArrayList<>();
        for (String node : nodes) {
            needs.add(Need.of(node));
        }
        spec = spec.withNeeds(needs);
        return this;
    }

    /// The executor's configuration.
    public NodeBuilder config(Record config) {
        spec = spec.withConfig(Docs.value(config));
        return this;
    }

    /// The executor's configuration.
    public NodeBuilder config(Map<String, @Nullable Object> config) {
        spec = spec.withConfig(config);
        return this;
    }

    /// How its branches meet.
    public NodeBuilder join(Join join) {
        spec = spec.withJoin(join);
        return this;
    }

    /// What its merge does with conflicting changes.
    public NodeBuilder onConflict(ConflictPolicy policy) {
        spec = spec.withOnConflict(policy);
        return this;
    }

    /// The longest a call of it may take.
    public NodeBuilder timeout(Duration timeout) {
        spec = spec.withTimeout(timeout);
        return this;
    }

    /// How many instances of its executor work side by side.
    public NodeBuilder replicas(int count) {
        spec = spec.withReplicas(count);
        return this;
    }

    /// Whether it does its work.
    public NodeBuilder mode(NodeMode mode) {
        spec = spec.withMode(mode);
        return this;
    }

    NodeSpec spec(String name) {
        return spec.withName(name);
    }

    @Nullable
    Executor instance() {
        return instance;
    }
}
