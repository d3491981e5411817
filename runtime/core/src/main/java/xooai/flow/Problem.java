package xooai.flow;

/// One thing that is wrong with a flow, where it is, and how to mend it.
///
/// @param node the node it concerns, or an empty string when it concerns the flow as a whole
/// @param message one sentence for a person
public record Problem(String node, String message) {

    /// A problem of the flow as a whole.
    public static Problem ofFlow(String message) {
        return new Problem("", message);
    }

    /// This problem of a nested flow as one of the flow that uses it.
    ///
    /// @param user the node that uses the nested flow
    /// @param use what it says: `flow:…`
    public Problem within(String user, String use) {
        String path = use.startsWith(NodeUse.FLOW) ? use.substring(NodeUse.FLOW.length()) : use;
        String file = path.startsWith(SubFlows.HERE) ? path.substring(SubFlows.HERE.length()) : path;
        return new Problem(user, "in " + file + ", " + this);
    }

    @Override
    public String toString() {
        return node.isEmpty() ? message : node + ": " + message;
    }
}
