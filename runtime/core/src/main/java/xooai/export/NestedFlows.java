package xooai.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import xooai.flow.FlowInspection;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.NodeUse;
import xooai.flow.SubFlows;

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
        // Sub-flows of the file are flows of the folder there.
        return flow.spec().withNodes(nodes).withExtra(SubFlows.KEY, null);
    }

    private String nameOf(FlowInspection nested) {
        String known = names.get(nested);
        if (known != null) {
            return known;
        }
        String name = freeName(nested);
        names.put(nested, name);
        embedded.put(name, embed(nested));
        return name;
    }

    private String freeName(FlowInspection nested) {
        Path file = nested.file();
        String full = file == null ? nested.spec().name() : String.valueOf(file.getFileName());
        String base = full.endsWith(SUFFIX) ? full.substring(0, full.length() - SUFFIX.length()) : full;
        String name = base + SUFFIX;
        for (int i = 2; names.containsValue(name); i++) {
            name = base + "-" + i + SUFFIX;
        }
        return name;
    }
}
