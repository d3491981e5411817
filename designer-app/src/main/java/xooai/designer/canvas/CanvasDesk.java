package xooai.designer.canvas;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Wire;
import xooai.designer.shared.SearchPopup;
import xooai.designer.wires.WireVerdict;
import xooai.flow.Point;

/// The desk of one canvas.
record CanvasDesk(
        FlowCanvas region, DesignModel model, CanvasModel canvas, WorldLayer world, Overlay overlay, CanvasHost host)
        implements Desk {

    @Override
    public DrawingActions drawing() {
        return region.drawing();
    }

    @Override
    public void look(Viewport viewport) {
        region.setViewport(viewport);
    }

    @Override
    public void placeAgain() {
        region.placeAgain();
    }

    @Override
    public void drawAgain() {
        region.drawAgain();
    }

    @Override
    public void refuse(Wire wire, WireVerdict verdict, String node, Point at) {
        region.refuse(wire, verdict, node, at);
    }

    @Override
    public void hideNotice() {
        region.hideNotice();
    }

    @Override
    public Point besides(Box about, double x, double y) {
        Scene scene = region.getScene();
        Bounds window = scene == null
                ? region.getLayoutBounds()
                : region.sceneToLocal(new BoundingBox(0, 0, scene.getWidth(), scene.getHeight()));
        Box view = new Box(window.getMinX(), window.getMinY(), window.getWidth(), window.getHeight());
        return Beside.of(x, y, SearchPopup.WIDTH, SearchPopup.HEIGHT, about, view);
    }

    @Override
    public SearchRequest requestAt(double x, double y, @Nullable PortRef wired) {
        Viewport viewport = canvas.viewport();
        // The port of the new node, or else its middle, comes to stand at that point.
        double across =
                wired == null ? Geometry.NODE_WIDTH / 2 : wired.side() == PortRef.Side.OUT ? 0 : Geometry.NODE_WIDTH;
        Point at = Geometry.snapped(new Point(viewport.worldX(x) - across, viewport.worldY(y) - Geometry.PORT_LINE));
        Point popup = wired == null ? new Point(x, y) : besides(canvas.screenBox(wired.node()), x, y);
        Point2D screen = region.localToScreen(popup.x(), popup.y());
        return new SearchRequest(
                screen == null ? popup.x() : screen.getX(), screen == null ? popup.y() : screen.getY(), at, wired);
    }
}
