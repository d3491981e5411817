package xooai.designer.canvas;

import org.jspecify.annotations.Nullable;
import xooai.designer.design.DesignModel;

/// What gestures work with: the flow, where things are, the parts that draw, and the ways to have them drawn.
interface Desk {

    DesignModel model();

    CanvasModel canvas();

    WorldLayer world();

    Overlay overlay();

    CanvasHost host();

    /// Looks elsewhere.
    void look(Viewport viewport);

    /// Draws again where things stand.
    void placeAgain();

    /// Draws again what things look like.
    void drawAgain();

    /// The request for a new node at a point of the canvas.
    SearchRequest requestAt(double x, double y, @Nullable PortRef wired);
}
