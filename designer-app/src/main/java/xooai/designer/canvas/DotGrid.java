package xooai.designer.canvas;

import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.shape.Rectangle;

/// The dots behind the flow, so that moving and zooming is seen.
final class DotGrid extends Pane {
    private static final double STEP = 32;
    private static final double FAINTEST = 14;
    private static final int TILE = 64;

    private final Rectangle surface = new Rectangle();
    private final Swatches swatches;
    private WritableImage tile = new WritableImage(TILE, TILE);

    DotGrid(Swatches swatches) {
        this.swatches = swatches;
        setManaged(false);
        setMouseTransparent(true);
        getChildren().add(surface);
    }

    void recolor() {
        WritableImage image = new WritableImage(TILE, TILE);
        Color dot = swatches.color("dot");
        for (int x = 0; x < 3; x++) {
            for (int y = 0; y < 3; y++) {
                boolean corner = x != 1 && y != 1;
                image.getPixelWriter().setColor(x, y, corner ? dot.deriveColor(0, 1, 1, 0.35) : dot);
            }
        }
        tile = image;
    }

    void follow(Viewport viewport, double width, double height) {
        double step = STEP * viewport.zoom();
        while (step < FAINTEST) {
            step *= 4;
        }
        surface.setWidth(width);
        surface.setHeight(height);
        double left = Math.round(-viewport.x() * viewport.zoom()) % step;
        double top = Math.round(-viewport.y() * viewport.zoom()) % step;
        surface.setFill(new ImagePattern(tile, left - 1, top - 1, step, step, false));
    }
}
