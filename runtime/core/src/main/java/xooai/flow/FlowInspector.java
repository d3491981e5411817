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
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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
    private final Map<Place, Nested> done = new HashMap<>();
    private final Deque<Place> open = new ArrayDeque<>();
    private final Set<String> unset = new TreeSet<>();
    private final RemoteDescriptions remotes = new RemoteDescriptions();

    /// Where a flow stands.
    ///
    /// @param file its file; null for that of the outermost flow
    /// @param inside the name of a sub-flow in that file; empty for the flow that the file is
    private record Place(@Nullable Path file, String inside) {
        @Override
        public String toString() {
            Path name = file == null ? null : file.getFileName();
            return inside.isEmpty() ? String.valueOf(name) : inside;
        }
    }

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
        return new OneFlow(spec, settings, given, new Place(null, "")).inspect().inspection();
    }

    /// One flow, without those it uses.
    private final class OneFlow {
        private final FlowSpec spec;
        private final FlowSpec resolved;
        private final FlowSettings settings;
        private final ActiveNodes active;
        private final Map<String, Description> given;
        private final Place place;
        private final Map<String, Description> known;
        private final Map<String, FlowInspection> nested = new HashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private int flows = 1;
        private int depth;

        OneFlow(FlowSpec spec, FlowSettings settings, Map<String, Description> given, Place place) {
            this.place = place;
            this.spec = spec;
            this.settings = settings;
            this.given = given;
            this.known = new HashMap<>(given);
            this.active = ActiveNodes.of(spec);
            this.resolved = new Environment(settings.environment(), this::unset).resolve(spec);
        }

        private void unset(String node, String name) {
            if (!node.isEmpty() && !active.runs(node)) {
                return; // Nobody reads it.
            }
            unset.add(name);
            if (!options.contains(FlowInspection.Option.ENVIRONMENT_LATER)) {
                problems.add(ConfigCheck.unset(node, name));
            }
        }

        Nested inspect() {
            if (options.contains(FlowInspection.Option.ASK_REMOTE)) {
                remotes.ask(called(), settings);
            }
            for (NodeSpec node : resolved.nodes()) {
                if (!given.containsKey(node.name()) && active.runs(node.name())) {
                    look(node, open.isEmpty() && isStoodFor(node));
                }
            }
            if (open.isEmpty()) {
                checkSize();
            }
            problems.addAll(FlowCheck.problems(resolved, node -> known.get(node.name())));
            return new Nested(
                    new FlowInspection(
                            spec,
                            resolved,
                            settings,
                            place.inside().isEmpty() ? place.file() : null,
                            known,
                            nested,
                            unset,
                            ordered()),
                    flows,
                    depth);
        }

        /// The flow with the nodes that are called: of the others nothing is loaded, read or asked.
        private FlowSpec called() {
            return active.all()
                    ? resolved
                    : resolved.withNodes(resolved.nodes().stream()
                            .filter(node -> active.runs(node.name()))
                            .toList());
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
                    case NodeUse.LocalClass local -> lookAtClass(node, local);
                    case NodeUse.OtherFlow other -> lookAtFlow(node, other.path());
                    case NodeUse.Remote remote -> lookAtRemote(node, remote.addressOf(node.on()));
                    case NodeUse.Nothing _, NodeUse.OfEnvironment _, NodeUse.Unusable _ -> {}
                }
            } catch (XooaiException e) {
                if (!pinned) {
                    problems.add(new Problem(node.name(), e.error().message()));
                }
            }
            if (!(use instanceof NodeUse.LocalClass)) {
                ConfigCheck.look(node, use, this::wrong, problems::add);
            }
        }

        private void lookAtClass(NodeSpec node, NodeUse.LocalClass local) {
            known.put(node.name(), Executors.describe(settings.loader(), local.className(), node.config()));
            ConfigCheck.look(node, local, this::wrong, problems::add);
        }

        private List<String> wrong(String className, Map<String, @Nullable Object> config, Set<String> open) {
            return Executors.configProblems(settings.loader(), className, config, open);
        }

        private void lookAtRemote(NodeSpec node, String address) {
            Addresses.parse(address);
            if (options.contains(FlowInspection.Option.ASK_REMOTE)) {
                known.put(node.name(), remotes.of(address));
            }
        }

        private void lookAtFlow(NodeSpec node, String path) {
            Place other = path.startsWith(SubFlows.HERE)
                    ? new Place(place.file(), path.substring(SubFlows.HERE.length()))
                    : new Place(FlowInspector.file(settings, path), "");
            if (open.contains(other)) {
                problems.add(
                        new Problem(node.name(), "uses " + path + ", which uses itself in the end: " + cycle(other)));
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

        /// The way from that flow back to itself.
        private String cycle(Place other) {
            List<String> way = new ArrayList<>(List.of(other.toString()));
            for (Place at : open) {
                way.addFirst(at.toString());
                if (at.equals(other)) {
                    break;
                }
            }
            return String.join(" → ", way);
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

        private Nested inspectOnce(Place other) {
            Nested before = done.get(other);
            if (before != null) {
                return before;
            }
            Path file = other.file();
            FlowSpec used;
            Path directory = settings.directory();
            if (!other.inside().isEmpty()) {
                used = inside(other.inside());
            } else {
                Path read = Objects.requireNonNull(file, "a flow is in a file");
                used = reader.apply(read);
                directory = read.getParent() == null ? Path.of("") : read.getParent();
            }
            open.push(other);
            Nested now = new OneFlow(used, settings.withDirectory(directory), Map.of(), other).inspect();
            open.pop();
            done.put(other, now);
            return now;
        }

        private FlowSpec inside(String name) {
            FlowSpec inside = SubFlows.inside(spec, name);
            if (inside == null) {
                Set<String> names = SubFlows.names(spec);
                throw new XooaiException(
                        Code.NOT_FOUND,
                        "uses flow:#" + name + ", and there is no sub-flow " + name + " under `flows`"
                                + (names.isEmpty() ? "" : "; there are " + String.join(", ", names)));
            }
            return inside;
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
