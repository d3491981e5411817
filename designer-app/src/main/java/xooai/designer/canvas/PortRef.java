package xooai.designer.canvas;

/// One port of one node.
public record PortRef(String node, Side side) {

    /// The two ports that a node has.
    public enum Side {
        IN,
        OUT;

        Side other() {
            return this == IN ? OUT : IN;
        }
    }

    @Override
    public String toString() {
        return node + (side == Side.IN ? " in" : " out");
    }
}
