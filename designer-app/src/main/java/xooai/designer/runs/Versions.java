package xooai.designer.runs;

import java.util.HashMap;
import java.util.Map;
import xooai.designer.design.DesignModel;
import xooai.driver.Description;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;

/// What remote executors said of themselves when they were asked last: what another version gives is another thing.
final class Versions {
    private Versions() {}

    static Map<String, String> of(DesignModel design, FlowSpec flow) {
        Map<String, String> versions = new HashMap<>();
        for (NodeSpec node : flow.nodes()) {
            Description known = design.describe(node);
            if (known != null) {
                versions.put(node.name(), known.version() + " " + known.endpoints());
            }
        }
        return versions;
    }
}
