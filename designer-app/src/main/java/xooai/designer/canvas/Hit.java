package xooai.designer.canvas;

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
}
