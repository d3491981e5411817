package xooai.designer.design;

/// One wire: the node `to` needs the node `from`.
public record Wire(String from, String to) {

    /// Whether one of its ends is that node.
    public boolean touches(String node) {
        return from.equals(node) || to.equals(node);
    }

    @Override
    public String toString() {
        return from + " → " + to;
    }
}
