package xooai.designer.canvas;

import xooai.designer.design.Piece;
import xooai.designer.design.Wire;

/// What lies under the pointer.
sealed interface Hit {
    /// Nothing: the empty canvas.
    record Nothing() implements Hit {}

    /// A port.
    record OnPort(PortRef port) implements Hit {}

    /// A node, in its title or below.
    record OnNode(String name, boolean title) implements Hit {}

    /// A wire.
    record OnWire(Wire wire) implements Hit {}

    /// A note, a point of a wire, or the title or an edge of a group: what is in a group is not on it.
    record OnPiece(Piece piece, Grip grip) implements Hit {}

    /// Whether there is nothing that a wire could end at.
    default boolean isGround() {
        return this instanceof Nothing || this instanceof OnWire || this instanceof OnPiece;
    }
}
