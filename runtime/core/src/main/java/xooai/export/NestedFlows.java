package xooai.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import xooai.doc.XooaiException;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;

/// A flow with the flows it uses, directly or through others, as they go into a flow jar: all in one
/// folder, each under a name of its own, so that nothing tells where they were.
final class NestedFlows {
    private static final String SCHEME = "flow:";
    private static final String SUFFIX = ".flow.json";

    private final List<Problem> problems;
    private final Map<Path, String> names = new HashMap<>();
    private final SortedMap<String, FlowSpec> embedded = new TreeMap<>();
    private final Deque<Path> open = new ArrayDeque<>();

    /// @param problems is given what is wrong with the nested flows
    NestedFlows(List<Problem> problems) {
        this.problems = problems;
    }

    /// The flows that are used, by their file name in the folder.
    SortedMap<String, FlowSpec> embedded() {
        return embedded;
    }

    /// The flow with its uses of other flows pointing into the folder.
    ///
    /// @param path the nodes that lead to the flow, each with a slash; empty for the outermost flow
    FlowSpec embed(FlowSpec spec, Path directory, String path) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (NodeSpec node : spec.nodes()) {
            String use = node.use();
            if (use == null || !use.startsWith(SCHEME)) {
                nodes.add(node);
                continue;
            }
            String name = embedFile(use.substring(SCHEME.length()), directory, path + node.name());
            nodes.add(name == null ? node : node.withUse(SCHEME + name));
        }
        return spec.withNodes(nodes);
    }

    private @Nullable String embedFile(String reference, Path directory, String node) {
        try {
            Path file = directory.resolve(reference).toRealPath();
            if (open.contains(file)) {
                problems.add(new Problem(node, "uses " + reference + ", which uses itself in the end"));
                return null;
            }
            String known = names.get(file);
            return known == null ? embedNew(file, node) : known;
        } catch (IOException | InvalidPathException e) {
            problems.add(new Problem(node, "uses " + reference + ", which cannot be read: " + e.getMessage()));
        } catch (XooaiException e) {
            problems.add(new Problem(node, "uses " + reference + ": " + e.getMessage()));
        }
        return null;
    }

    private String embedNew(Path file, String node) throws IOException {
        FlowFile read = FlowFile.read(Files.readAllBytes(file));
        String name = freeName(file);
        names.put(file, name);
        read.problems().forEach(problem -> problems.add(new Problem(node + "/" + problem.node(), problem.message())));
        open.push(file);
        embedded.put(name, embed(read.spec(), parentOf(file), node + "/"));
        open.pop();
        return name;
    }

    private static Path parentOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private String freeName(Path file) {
        String full = String.valueOf(file.getFileName());
        String base = full.endsWith(SUFFIX) ? full.substring(0, full.length() - SUFFIX.length()) : full;
        String name = base + SUFFIX;
        for (int i = 2; names.containsValue(name); i++) {
            name = base + "-" + i + SUFFIX;
        }
        return name;
    }
}
