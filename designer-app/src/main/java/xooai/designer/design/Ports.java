package xooai.designer.design;

import org.jspecify.annotations.Nullable;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;
import xooai.flow.NodeSpec;

/// Which endpoint of a description a node means.
final class Ports {
    private Ports() {}

    /// The one that `on` names; without it the one that `use` ends in, or the only one; null when there is
    /// none.
    static @Nullable EndpointDescription endpoint(NodeSpec node, @Nullable Description description) {
        if (description == null) {
            return null;
        }
        String on = node.on();
        if (on != null) {
            return description.endpoint(on);
        }
        String use = node.use();
        String last = use == null ? "" : use.substring(use.lastIndexOf('/') + 1);
        EndpointDescription named = description.endpoint(last);
        return named == null && description.endpoints().size() == 1
                ? description.endpoints().getFirst()
                : named;
    }
}
