package xooai.flow;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Values;

/// One entry of a node's `needs`: an edge of the flow.
///
/// @param node the node whose output is needed
/// @param extra the other keys of the entry, as they were written
public record Need(String node, Map<String, @Nullable Object> extra) {

    public Need {
        extra = Values.copyOf(extra);
    }

    /// An edge from that node.
    public static Need of(String node) {
        return new Need(node, Map.of());
    }
}
