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
    private final Function<NodeSpec, @Nullable Description> others;
    private final Runnable told;
    private final Map<Path, FlowSpec> read = new LinkedHashMap<>();
    private final Map<Path, Description> types = new HashMap<>();
    private final Set<Path> asked = new HashSet<>();
    private final Deque<Path> open = new ArrayDeque<>();

    /// @param directory what the paths of a flow are relative to
    /// @param others knows the executors of nodes that are no flows
    /// @param told is called when more is known
    public NestedFlows(Supplier<Path> directory, Function<NodeSpec, @Nullable Description> others, Runnable told) {
        this.directory = directory;
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
        design.nodes().forEach(node -> look(node, directory.get(), 0));
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
                        done.value().nodes().forEach(inner -> look(inner, parent(file), depth + 1));
                        told.run();
                    }
                });
    }

    private static @Nullable Path file(NodeSpec node, Path from) {
        String use = node.use();
        if (use == null || !use.startsWith(FLOW) || use.contains("${env:")) {
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
        return known(node, directory.get());
    }

    private @Nullable Description known(NodeSpec node, Path from) {
        Path file = file(node, from);
        FlowSpec spec = file == null ? null : read.get(file);
        if (file == null) {
            return others.apply(node);
        }
        if (spec == null || open.contains(file)) {
            return null;
        }
        Description known = types.get(file);
        if (known != null) {
            return known.usedBy(String.valueOf(node.use()));
        }
        open.push(file);
        try {
            WireCheck wires = WireCheck.of(spec, inner -> known(inner, parent(file)));
            Description found =
                    new Description(spec.name(), "", String.valueOf(node.use()), List.of(wires.flow()), null);
            types.put(file, found);
            return found;
        } finally {
            open.pop();
        }
    }
}
