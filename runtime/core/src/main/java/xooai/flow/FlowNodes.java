package xooai.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import xooai.doc.XooaiException;
import xooai.driver.Description;
import xooai.executor.Addresses;
import xooai.executor.Executor;
import xooai.executor.Executors;

/// Makes what the nodes of an inspected flow run, all of it or nothing.
final class FlowNodes {
    private final FlowInspection flow;
    private final FlowSettings settings;
    private final Map<String, Executor> instances;
    private final Map<String, FlowNode> made = new LinkedHashMap<>();

    /// @param instances what some nodes run, by node, which is the caller's
    FlowNodes(FlowInspection flow, Map<String, Executor> instances) {
        this.flow = flow;
        this.settings = flow.settings();
        this.instances = instances;
    }

    /// @throws FlowException with everything that could not be made
    Map<String, FlowNode> make() {
        flow.refuseProblems();
        List<Problem> problems = new ArrayList<>();
        for (NodeSpec node : flow.resolved().nodes()) {
            try {
                if (makes(node)) {
                    make(node);
                }
            } catch (XooaiException e) {
                problems.add(new Problem(node.name(), e.error().message()));
            } catch (FlowException e) {
                e.problems().forEach(inner -> problems.add(inner.within(node.name(), String.valueOf(node.use()))));
            }
        }
        if (!problems.isEmpty()) {
            made.values().forEach(FlowNode::close);
            throw new FlowException(problems);
        }
        return made;
    }

    /// Whether a node calls anything, even if only when a part of the flow is run.
    private boolean makes(NodeSpec node) {
        boolean calls = instances.containsKey(node.name()) || !(flow.use(node) instanceof NodeUse.Nothing);
        return calls && flow.active().runs(node.name());
    }

    private void make(NodeSpec node) {
        NodeUse use = flow.use(node);
        Description description = flow.known(node);
        String endpoint = NodeUse.endpoint(use, node, description);
        String path = endpoint == null ? "" : endpoint;
        made.put(
                node.name(),
                new FlowNode(
                        node,
                        path,
                        executors(node, use),
                        description == null ? null : description.endpoint(path),
                        !instances.containsKey(node.name())));
    }

    private List<Executor> executors(NodeSpec node, NodeUse use) {
        Executor instance = instances.get(node.name());
        if (instance != null) {
            return List.of(instance);
        }
        return switch (use) {
            case NodeUse.LocalClass local ->
                flow.known(node) == null ? List.of(new MissingExecutor(node)) : replicas(node, local);
            case NodeUse.Remote remote -> List.of(remote(node, remote));
            default -> {
                FlowInspection nested = flow.nested().get(node.name());
                yield List.of(nested == null ? new MissingExecutor(node) : Flow.of(nested));
            }
        };
    }

    private List<Executor> replicas(NodeSpec node, NodeUse.LocalClass local) {
        List<Executor> replicas = new ArrayList<>();
        try {
            for (int i = 0; i < node.replicas(); i++) {
                replicas.add(Executors.create(settings.loader(), local.className(), node.config()));
            }
            return replicas;
        } catch (XooaiException e) {
            replicas.forEach(Executor::close);
            throw e;
        }
    }

    private Executor remote(NodeSpec node, NodeUse.Remote remote) {
        return at(remote.addressOf(node.on()), settings);
    }

    /// What is at that address, with the token of its host.
    static Executor at(String address, FlowSettings settings) {
        return Executor.at(address, settings.remote(Addresses.parse(address)));
    }
}
