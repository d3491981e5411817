package xooai.designer.palette;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Design;
import xooai.designer.shared.Bounded;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.driver.Description;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.SubFlows;
import xooai.flow.WireCheck;

/// What the flows take and give that a flow uses: read from their files beside the work of the window, as they are
/// written; no class is loaded and no address called for them.
///
/// Confined to the FX thread, like whoever asks.
public final class NestedFlows {
    private static final String FLOW = "flow:";
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST = 64;
    private static final int DEEPEST = 8;

    private final Supplier<Path> directory;
    private final Supplier<FlowSpec> current;
    private final Function<NodeSpec, @Nullable Description> others;
    private final Runnable told;
    private final Map<Path, FlowSpec> read = new LinkedHashMap<>();
    private final Map<Place, Description> types = new HashMap<>();
    private final Set<Path> asked = new HashSet<>();
    private final Deque<Place> open = new ArrayDeque<>();
    private @Nullable Object subFlows;

    /// Where a flow stands.
    ///
    /// @param file the file, or null for the one that is open
    /// @param inside the name of a sub-flow in it; empty for the flow that the file is
    private record Place(@Nullable Path file, String inside) {}

    /// @param directory what the paths of a flow are relative to
    /// @param current the flow of the file that is open, with its sub-flows
    /// @param others knows the executors of nodes that are no flows
    /// @param told is called when more is known
    public NestedFlows(
            Supplier<Path> directory,
            Supplier<FlowSpec> current,
            Function<NodeSpec, @Nullable Description> others,
            Runnable told) {
        this.directory = directory;
        this.current = current;
        this.others = others;
        this.told = told;
    }

    /// Forgets what was read, as when another flow is opened: the files may have changed.
    public void forget() {
        read.clear();
        types.clear();
        asked.clear();
    }

    /// More is known of the executors that are no flows.
    public void othersChanged() {
        types.clear();
    }

    /// Reads the files of flows that a design uses and that were not read yet.
    public void look(Design design) {
        look(design.spec(), directory.get(), 0);
        Object now = current.get().extra().get(SubFlows.KEY);
        if (!Objects.equals(now, subFlows)) {
            subFlows = now;
            types.clear();
        }
    }

    /// Reads what a flow and the sub-flows of its file use.
    private void look(FlowSpec spec, Path from, int depth) {
        spec.nodes().forEach(node -> look(node, from, depth));
        for (String name : SubFlows.names(spec)) {
            FlowSpec inside = SubFlows.inside(spec, name);
            if (inside != null) {
                inside.nodes().forEach(node -> look(node, from, depth));
            }
        }
    }

    private void look(NodeSpec node, Path from, int depth) {
        Path file = file(node, from);
        if (file == null || depth >= DEEPEST || asked.size() >= MOST || !asked.add(file)) {
            return;
        }
        Work.start(
                "read " + file,
                _ -> FlowFile.read(Bounded.read(file, MOST_BYTES, "a flow file"))
                        .spec(),
                outcome -> {
                    // Why one cannot be read is said where the flow is started or checked.
                    if (outcome instanceof Outcome.Done<FlowSpec> done && asked.contains(file)) {
                        read.put(file, done.value());
                        types.clear();
                        look(done.value(), parent(file), depth + 1);
                        told.run();
                    }
                });
    }

    private static @Nullable Path file(NodeSpec node, Path from) {
        String use = node.use();
        if (use == null || !use.startsWith(FLOW) || use.contains("${env:") || SubFlows.nameOf(node) != null) {
            return null;
        }
        try {
            return from.resolve(use.substring(FLOW.length())).toAbsolutePath().normalize();
        } catch (InvalidPathException _) {
            // The check of the flow says so.
            return null;
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    /// What is known of what a node runs, be it a flow or not; null when it is not known yet.
    public @Nullable Description known(NodeSpec node) {
        return known(node, directory.get(), null, current.get());
    }

    /// @param standing the file that the node stands in; null for the one that is open
    /// @param all that file's flow, with its sub-flows
    private @Nullable Description known(NodeSpec node, Path from, @Nullable Path standing, FlowSpec all) {
        String name = SubFlows.nameOf(node);
        if (name != null) {
            return known(node, new Place(standing, name), SubFlows.inside(all, name), from);
        }
        Path file = file(node, from);
        return file == null ? others.apply(node) : known(node, new Place(file, ""), read.get(file), parent(file));
    }

    private @Nullable Description known(NodeSpec node, Place place, @Nullable FlowSpec spec, Path from) {
        if (spec == null || open.contains(place)) {
            return null;
        }
        String use = String.valueOf(node.use());
        Description known = types.get(place);
        if (known != null) {
            return known.usedBy(use);
        }
        open.push(place);
        try {
            WireCheck wires = WireCheck.of(spec, inner -> known(inner, from, place.file(), spec));
            Description found = new Description(spec.name(), "", use, List.of(wires.flow()), null);
            types.put(place, found);
            return found;
        } finally {
            open.pop();
        }
    }
}
