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

    @Override
    public String toString() {
        return node.isEmpty() ? message : node + ": " + message;
    }
}
