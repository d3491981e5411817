package xooai.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import xooai.flow.FlowInspection;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.NodeUse;

/// A flow with the flows it uses, directly or through others, as they go into a flow jar: all in one
/// folder, each under a name of its own, so that nothing tells where they were.
final class NestedFlows {
    private static final String SUFFIX = ".flow.json";

    private final Map<FlowInspection, String> names = new HashMap<>();
    private final SortedMap<String, FlowSpec> embedded = new TreeMap<>();

    /// The flows that are used, by their file name in the folder.
    SortedMap<String, FlowSpec> embedded() {
        return embedded;
    }

    /// The flow with its uses of other flows pointing into the folder.
    ///
    /// @param flow one with nothing wrong
    FlowSpec embed(FlowInspection flow) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (NodeSpec node : flow.spec().nodes()) {
            FlowInspection nested = flow.nested().get(node.name());
            nodes.add(nested == null ? node : node.withUse(new NodeUse.OtherFlow(nameOf(nested)).use()));
        }
        return flow.spec().withNodes(nodes);
    }

    private String nameOf(FlowInspection nested) {
        String known = names.get(nested);
        if (known != null) {
            return known;
        }
        String name = freeName(nested.file());
        names.put(nested, name);
        embedded.put(name, embed(nested));
        return name;
    }

    private String freeName(@Nullable Path file) {
        String full = file == null ? "" : String.valueOf(file.getFileName());
        String base = full.endsWith(SUFFIX) ? full.substring(0, full.length() - SUFFIX.length()) : full;
        String name = base + SUFFIX;
        for (int i = 2; names.containsValue(name); i++) {
            name = base + "-" + i + SUFFIX;
        }
        return name;
    }
}
