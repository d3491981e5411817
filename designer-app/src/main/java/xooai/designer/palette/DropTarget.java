package xooai.designer.palette;

import xooai.flow.NodeSpec;

/// Where something of the palette can be put: the canvas.
public interface DropTarget {

    /// It is being dragged over that place of the scene.
    void preview(double sceneX, double sceneY, NodeSpec node);

    /// It is dropped at that place of the scene; nothing happens where it cannot stand.
    void drop(double sceneX, double sceneY, NodeSpec node);

    /// It is no longer being dragged.
    void leave();

    /// It is to be put where there is room.
    void add(NodeSpec node);
}
