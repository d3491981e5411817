package xooai.flow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.doc.XooaiException;
import xooai.driver.Description;
import xooai.executor.Addresses;
import xooai.executor.Executor;
import xooai.executor.Executors;

/// Makes what a flow's nodes run: finds classes, reads nested flows, resolves `${env:NAME}`, and says
/// everything that is wrong before it makes the first instance.
final class FlowNodes {
    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");
    private static final int MAX_PROBLEMS = 100;

    private final FlowSpec spec;
    private final FlowSettings settings;
    private final Map<String, Executor> instances;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Description> known = new HashMap<>();
    private final Map<String, Flow> nested = new HashMap<>();
    private final Nesting nesting;

    FlowNodes(FlowSpec spec, FlowSettings settings, Map<String, Executor> instances) {
        this(spec, settings, instances, new Nesting());
    }

    private FlowNodes(FlowSpec spec, FlowSettings settings, Map<String, Executor> instances, Nesting nesting) {
        this.spec = resolved(spec, settings.environment(), problems);
        this.settings = settings;
        this.instances = instances;
        this.nesting = nesting;
    }

    /// @throws FlowException with everything that is wrong
    Map<String, FlowNode> make() {
        List<Problem> structural = FlowCheck.problems(spec);
        if (structural.isEmpty()) {
            spec.nodes().forEach(this::describe);
            problems.addAll(FlowCheck.problems(spec, node -> known.get(node.name())));
        } else {
            problems.addAll(structural);
        }
        if (!problems.isEmpty()) {
            nested.values().forEach(Flow::close);
            throw new FlowException(List.copyOf(new java.util.LinkedHashSet<>(problems)));
        }
        Map<String, FlowNode> made = new LinkedHashMap<>();
        for (NodeSpec node : spec.nodes()) {
            make(node, made);
        }
        if (!problems.isEmpty()) {
            made.values().forEach(FlowNode::close);
            nested.forEach((name, flow) -> {
                if (!made.containsKey(name)) {
                    flow.close();
                }
            });
            throw new FlowException(problems);
        }
        return made;
    }

    private void describe(NodeSpec node) {
        try {
            if (instances.containsKey(node.name())) {
                known.put(node.name(), instances.get(node.name()).describe());
                return;
            }
            switch (NodeUse.of(spec, node)) {
                case NodeUse.LocalClass local ->
                    known.put(node.name(), Executors.describe(settings.loader(), local.className()));
                case NodeUse.OtherFlow other -> {
                    Flow flow = open(other.path());
                    nested.put(node.name(), flow);
                    known.put(node.name(), flow.describe());
                }
                default -> {}
            }
        } catch (XooaiException e) {
            problems.add(new Problem(node.name(), e.error().message()));
        } catch (FlowException e) {
            e.problems().stream()
                    .limit(MAX_PROBLEMS)
                    .forEach(problem -> problems.add(new Problem(node.name(), "in " + node.use() + ": " + problem)));
        }
    }

    /// A flow that is used by several nodes is opened once for each; one that uses itself, however
    /// indirectly, not at all.
    private Flow open(String path) {
        Path file = settings.directory().resolve(path).toAbsolutePath().normalize();
        Nesting deeper = nesting.with(file);
        FlowSpec other = FlowFile.read(file).spec();
        Path directory = file.getParent() == null ? Path.of("") : file.getParent();
        return Flow.ofNested(other, settings.withDirectory(directory), deeper);
    }

    static Map<String, FlowNode> make(FlowSpec spec, FlowSettings settings, Nesting nesting) {
        return new FlowNodes(spec, settings, Map.of(), nesting).make();
    }

    private void make(NodeSpec node, Map<String, FlowNode> made) {
        NodeUse use = NodeUse.of(spec, node);
        Description description = known.get(node.name());
        String endpoint = NodeUse.endpoint(use, node, description);
        if (use instanceof NodeUse.Nothing && !instances.containsKey(node.name())) {
            return;
        }
        String path = endpoint == null ? "" : endpoint;
        try {
            List<Executor> executors = executors(node, use);
            made.put(
                    node.name(),
                    new FlowNode(
                            node,
                            path,
                            executors,
                            description == null ? null : description.endpoint(path),
                            !instances.containsKey(node.name())));
        } catch (XooaiException e) {
            problems.add(new Problem(node.name(), e.error().message()));
        }
    }

    private List<Executor> executors(NodeSpec node, NodeUse use) {
        Executor instance = instances.get(node.name());
        if (instance != null) {
            return List.of(instance);
        }
        return switch (use) {
            case NodeUse.LocalClass local -> replicas(node, local);
            case NodeUse.Remote remote -> List.of(remote(node, remote));
            default -> List.of(java.util.Objects.requireNonNull(nested.get(node.name())));
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
        String on = node.on();
        String address = on == null ? remote.address() : remote.address() + "/" + on;
        return Executor.at(address, settings.remote(Addresses.parse(address)));
    }

    private static FlowSpec resolved(FlowSpec spec, Map<String, String> environment, List<Problem> problems) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (NodeSpec node : spec.nodes()) {
            Map<String, @Nullable Object> config = new LinkedHashMap<>();
            node.config().forEach((key, value) -> config.put(key, resolved(value, node.name(), environment, problems)));
            String use = node.use() == null ? null : resolved(node.use(), node.name(), environment, problems);
            nodes.add(node.withUse(use).withConfig(config));
        }
        String gateway = spec.gateway() == null ? null : resolved(spec.gateway(), "", environment, problems);
        return spec.withNodes(nodes).withGateway(gateway);
    }

    private static @Nullable Object resolved(
            @Nullable Object value, String node, Map<String, String> environment, List<Problem> problems) {
        return switch (value) {
            case String text -> resolved(text, node, environment, problems);
            case List<?> list -> {
                List<@Nullable Object> all = new ArrayList<>();
                list.forEach(each -> all.add(resolved(each, node, environment, problems)));
                yield all;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> all = new LinkedHashMap<>();
                map.forEach((key, each) -> all.put(String.valueOf(key), resolved(each, node, environment, problems)));
                yield all;
            }
            case null, default -> value;
        };
    }

    private static String resolved(String text, String node, Map<String, String> environment, List<Problem> problems) {
        if (!text.contains("${env:")) {
            return text;
        }
        Matcher matcher = ENVIRONMENT.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = environment.get(name);
            if (value == null) {
                problems.add(new Problem(
                        node, "uses ${env:" + name + "}, and the environment variable " + name + " is not set"));
                value = matcher.group();
            }
            matcher.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(out).toString();
    }
}
