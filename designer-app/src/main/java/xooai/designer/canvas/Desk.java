package xooai.designer.canvas;

import org.jspecify.annotations.Nullable;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Wire;
import xooai.designer.wires.WireVerdict;
import xooai.flow.Point;

/// What gestures work with: the flow, where things are, the parts that draw, and the ways to have them drawn.
interface Desk {

    DesignModel model();

    CanvasModel canvas();

    WorldLayer world();

    Overlay overlay();

    CanvasHost host();

    /// What is drawn around the flow, and what can be done with it.
    DrawingActions drawing();

    /// Looks elsewhere.
    void look(Viewport viewport);

    /// Draws again where things stand.
    void placeAgain();

    /// Draws again what things look like.
    void drawAgain();

    /// Says of a wire why it cannot be, and how to mend that; beside that point, not over that node.
    void refuse(Wire wire, WireVerdict verdict, String node, Point at);

    /// Closes what [#refuse] shows.
    void hideNotice();

    /// Where a search popup stands beside a point of the canvas: in the window, and not over that box.
    Point besides(Box about, double x, double y);

    /// The request for a new node at a point of the canvas.
    SearchRequest requestAt(double x, double y, @Nullable PortRef wired);
}
