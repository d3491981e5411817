package xooai.flow;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Description;
import xooai.executor.Addresses;
import xooai.executor.Executors;

/// Makes one [FlowInspection]. Used once, by one thread.
final class FlowInspector {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_FLOWS = 256;
    private static final int MAX_NESTED_PROBLEMS = 100;

    private final Set<FlowInspection.Option> options;
    private final Function<Path, FlowSpec> reader;
    private final Map<Path, Nested> done = new HashMap<>();
    private final Deque<Path> open = new ArrayDeque<>();
    private final Set<String> unset = new TreeSet<>();
    private final RemoteDescriptions remotes = new RemoteDescriptions();

    /// A nested flow, how many flows it makes when it is opened, itself among them, and how deep they go.
    private record Nested(FlowInspection inspection, int flows, int depth) {}

    FlowInspector(Set<FlowInspection.Option> options) {
        this(options, path -> FlowFile.read(path).spec());
    }

    /// @param reader reads a nested flow
    FlowInspector(Set<FlowInspection.Option> options, Function<Path, FlowSpec> reader) {
        this.options = options;
        this.reader = reader;
    }

    FlowInspection inspect(FlowSpec spec, FlowSettings settings, Map<String, Description> given) {
        return new OneFlow(spec, settings, given).inspect(null).inspection();
    }

    /// One flow, without those it uses.
    private final class OneFlow {
        private final FlowSpec spec;
        private final FlowSpec resolved;
        private final FlowSettings settings;
        private final Map<String, Description> given;
        private final Map<String, Description> known;
        private final Map<String, FlowInspection> nested = new HashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private int flows = 1;
        private int depth;

        OneFlow(FlowSpec spec, FlowSettings settings, Map<String, Description> given) {
            this.spec = spec;
            this.settings = settings;
            this.given = given;
            this.known = new HashMap<>(given);
            this.resolved = new Environment(settings.environment(), this::unset).resolve(spec);
        }

        private void unset(String node, String name) {
            unset.add(name);
            if (!options.contains(FlowInspection.Option.ENVIRONMENT_LATER)) {
                problems.add(new Problem(
                        node, "uses ${env:" + name + "}, and the environment variable " + name + " is not set"));
            }
        }

        /// @param file the flow's file, or null for the outermost flow
        Nested inspect(@Nullable Path file) {
            if (options.contains(FlowInspection.Option.ASK_REMOTE)) {
                remotes.ask(resolved, settings);
            }
            for (NodeSpec node : resolved.nodes()) {
                if (!given.containsKey(node.name())) {
                    look(node, file == null && isStoodFor(node));
                }
            }
            if (file == null) {
                checkSize();
            }
            problems.addAll(FlowCheck.problems(resolved, node -> known.get(node.name())));
            return new Nested(
                    new FlowInspection(spec, resolved, settings, file, known, nested, unset, ordered()), flows, depth);
        }

        private void checkSize() {
            if (depth > MAX_DEPTH) {
                problems.add(Problem.ofFlow("flows use each other more than " + MAX_DEPTH + " deep"));
            }
            if (flows - 1 > MAX_FLOWS) {
                problems.add(Problem.ofFlow("more than " + MAX_FLOWS + " flows are used in all"));
            }
        }

        private List<Problem> ordered() {
            Map<String, Integer> places = new HashMap<>();
            resolved.nodes().forEach(node -> places.putIfAbsent(node.name(), places.size()));
            List<Problem> all = new ArrayList<>(new LinkedHashSet<>(problems));
            all.sort(Comparator.comparingInt(problem -> places.getOrDefault(problem.node(), -1)));
            return all;
        }

        private boolean isStoodFor(NodeSpec node) {
            return options.contains(FlowInspection.Option.PINS_STAND) && node.pin() != null;
        }

        /// @param pinned whether a pin stands for what it runs, so that nothing is missing
        private void look(NodeSpec node, boolean pinned) {
            NodeUse use = NodeUse.of(resolved, node);
            try {
                switch (use) {
                    case NodeUse.LocalClass local -> lookAtClass(node, local.className());
                    case NodeUse.OtherFlow other -> lookAtFlow(node, other.path());
                    case NodeUse.Remote remote -> lookAtRemote(node, remote.addressOf(node.on()));
                    case NodeUse.Nothing _, NodeUse.OfEnvironment _, NodeUse.Unusable _ -> {}
                }
            } catch (XooaiException e) {
                if (!pinned) {
                    problems.add(new Problem(node.name(), e.error().message()));
                }
            }
            boolean configured = use instanceof NodeUse.LocalClass || use instanceof NodeUse.OfEnvironment;
            if (!configured && !node.config().isEmpty()) {
                problems.add(new Problem(
                        node.name(), "`config` is only for an executor of the class path, and this node runs none"));
            }
        }

        private void lookAtClass(NodeSpec node, String className) {
            known.put(node.name(), Executors.describe(settings.loader(), className, node.config()));
            Set<String> openFields = node.config().entrySet().stream()
                    .filter(entry -> Environment.isReferredToIn(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            Executors.configProblems(settings.loader(), className, node.config(), openFields)
                    .forEach(wrong -> problems.add(new Problem(node.name(), "`config`: " + wrong)));
        }

        private void lookAtRemote(NodeSpec node, String address) {
            Addresses.parse(address);
            if (options.contains(FlowInspection.Option.ASK_REMOTE)) {
                known.put(node.name(), remotes.of(address));
            }
        }

        private void lookAtFlow(NodeSpec node, String path) {
            Path other = FlowInspector.file(settings, path);
            if (open.contains(other)) {
                problems.add(new Problem(node.name(), "uses " + path + ", which uses itself in the end"));
            } else if (!done.containsKey(other) && (open.size() >= MAX_DEPTH || done.size() >= MAX_FLOWS)) {
                depth = open.size() >= MAX_DEPTH ? MAX_DEPTH + 1 : depth;
                flows = done.size() >= MAX_FLOWS ? MAX_FLOWS + 2 : flows;
            } else {
                boolean first = !done.containsKey(other);
                Nested used = inspectOnce(other);
                add(node, used);
                if (first) {
                    used.inspection().problems().stream()
                            .limit(MAX_NESTED_PROBLEMS)
                            .forEach(inner -> problems.add(inner.within(node.name(), path)));
                }
            }
        }

        private void add(NodeSpec node, Nested other) {
            nested.put(node.name(), other.inspection());
            FlowSpec used = other.inspection().spec();
            known.put(
                    node.name(),
                    new Description(
                            used.name(),
                            "",
                            NodeUse.FLOW + used.name(),
                            List.of(other.inspection().endpoint()),
                            null));
            flows = Math.min(flows + other.flows(), MAX_FLOWS + 2);
            depth = Math.max(depth, other.depth() + 1);
        }

        private Nested inspectOnce(Path file) {
            Nested before = done.get(file);
            if (before != null) {
                return before;
            }
            FlowSpec used = reader.apply(file);
            Path directory = file.getParent() == null ? Path.of("") : file.getParent();
            open.push(file);
            Nested now = new OneFlow(used, settings.withDirectory(directory), Map.of()).inspect(file);
            open.pop();
            done.put(file, now);
            return now;
        }
    }

    /// The file that a `flow:` names, one for all the ways to write it.
    private static Path file(FlowSettings settings, String path) {
        Path file;
        try {
            file = settings.directory().resolve(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "`" + path + "` is no path: " + e.getReason(), e);
        }
        try {
            return file.toRealPath();
        } catch (IOException _) {
            // It cannot be read: the reader says why.
            return file;
        }
    }
}
