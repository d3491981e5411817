package xooai.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import xooai.codec.Docs;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;
import xooai.executor.Executors;

/// By what the output of each node is found again: who makes it, of which version, configured how. With what
/// reaches the node, that is its key.
///
/// What is in a configuration is hashed once `${env:NAME}` is put in, and is kept nowhere; of files that it names,
/// what is seen of them when the keys are made. Immutable; safe for use
/// by many threads.
final class NodeKeys {
    /// What has no executor, and only joins.
    private static final String JOIN = "";

    private final Map<String, Maker> makers;

    /// Who makes what a node gives.
    ///
    /// @param identity what tells it from any other; null where it cannot be told; empty for a node
    ///     that only joins
    /// @param endpoint the path of the endpoint that is called
    /// @param apart whether it takes the branches of a join apart
    /// @param takes the class of docs that it takes
    private record Maker(
            @Nullable String identity, String endpoint, boolean apart, boolean remote, Class<? extends Doc> takes) {}

    private NodeKeys(Map<String, Maker> makers) {
        this.makers = Map.copyOf(makers);
    }

    /// Of the nodes of that flow.
    ///
    /// @param instances the nodes that run an instance that somebody made, of which nothing is known: what they
    ///     give is found again by these very keys alone
    static NodeKeys of(FlowInspection flow, Set<String> instances) {
        Map<String, Maker> makers = new HashMap<>();
        String own = instances.isEmpty() ? "" : UUID.randomUUID().toString();
        for (NodeSpec node : flow.active().running().nodes()) {
            Description known = flow.known(node);
            String path = NodeUse.endpoint(flow.use(node), node, known);
            String endpoint = path == null ? "" : path;
            EndpointDescription called = known == null ? null : known.endpoint(endpoint);
            String identity = instances.contains(node.name())
                    ? CanonicalHash.of("instance", own, node.name(), endpoint)
                    : identity(flow, node, endpoint, called);
            makers.put(
                    node.name(),
                    new Maker(
                            identity,
                            endpoint,
                            called != null && called.branchesApart(),
                            flow.active().runs(node.name()) && flow.use(node) instanceof NodeUse.Remote,
                            flow.taken(node)));
        }
        return new NodeKeys(makers);
    }

    private static @Nullable String identity(
            FlowInspection flow, NodeSpec node, String endpoint, @Nullable EndpointDescription called) {
        if (!flow.active().runs(node.name())) {
            return JOIN; // It is bypassed.
        }
        return switch (flow.use(node)) {
            case NodeUse.Nothing _ -> JOIN;
            case NodeUse.LocalClass local -> ofClass(flow, node, local.className(), endpoint);
            case NodeUse.OtherFlow _ -> ofFlow(flow.nested().get(node.name()));
            case NodeUse.Remote remote -> {
                Description known = flow.known(node);
                yield CanonicalHash.of(
                        "remote",
                        remote.addressOf(node.on()),
                        known == null ? null : known.version(),
                        called == null ? null : called.toString());
            }
            case NodeUse.OfEnvironment _, NodeUse.Unusable _ -> null;
        };
    }

    private static @Nullable String ofClass(FlowInspection flow, NodeSpec node, String className, String endpoint) {
        try {
            String version = Executors.identity(flow.settings().loader(), className);
            Object files = FileLook.of(node.config(), flow.settings());
            return CanonicalHash.of("class", className, version, endpoint, node.config(), files);
        } catch (XooaiException _) {
            return null; // There is no such class, which the inspection has named.
        }
    }

    /// What another flow is: all that its nodes are, and how they hang together.
    private static @Nullable String ofFlow(@Nullable FlowInspection flow) {
        if (flow == null) {
            return null;
        }
        FlowSpec spec = flow.active().running();
        NodeKeys keys = of(flow, Set.of());
        List<@Nullable Object> parts = new ArrayList<>(List.of(
                "flow",
                spec.join().fileName(),
                spec.onConflict().toString(),
                flow.active().sinks()));
        for (NodeSpec node : spec.nodes()) {
            Maker maker = Objects.requireNonNull(keys.makers.get(node.name()));
            if (maker.identity() == null || maker.remote()) {
                return null; // Nobody asks a remote executor in another flow of which version it is.
            }
            Map<String, @Nullable Object> part = new LinkedHashMap<>();
            part.put("name", node.name());
            part.put("maker", maker.identity());
            part.put("needs", node.needNames());
            part.put("join", node.join() == null ? null : node.join().fileName());
            part.put("onConflict", String.valueOf(node.onConflict()));
            parts.add(part);
        }
        return CanonicalHash.of(parts);
    }

    /// Whether that node has no executor, and only joins.
    boolean isJoin(String node) {
        return JOIN.equals(maker(node).identity());
    }

    /// Whether that node is a flow.
    boolean isFlow(String node) {
        return !isJoin(node) && maker(node).endpoint().isEmpty();
    }

    /// Whether that node takes the branches of a join apart, as far as is known.
    boolean isApart(String node) {
        return maker(node).apart();
    }

    /// The signature of the flow's input as that node takes it, so that it is the same whatever else takes it; null
    /// where it cannot be told.
    @Nullable
    String input(String node, DocArray<Doc> docs) {
        try {
            return DocSignature.of(Docs.typed(docs, maker(node).takes()));
        } catch (XooaiException _) {
            return null; // The node is called, and says what is wrong with its docs.
        }
    }

    /// By what the output of that node is found; null where that cannot be told.
    ///
    /// @param input the signature of what reaches it, or null
    /// @param version what is known of the version of a remote executor, or null
    /// @param params the parameters of its call
    @Nullable
    String key(String node, @Nullable String input, @Nullable String version, Map<String, @Nullable Object> params) {
        Maker maker = maker(node);
        return input == null || maker.identity() == null
                ? null
                : CanonicalHash.of("node", maker.identity(), maker.remote() ? version : null, input, params);
    }

    private Maker maker(String node) {
        return Objects.requireNonNull(makers.get(node));
    }
}
