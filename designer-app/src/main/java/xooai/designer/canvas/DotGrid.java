package xooai.designer.canvas;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;

/// The dots behind the flow, so that moving and zooming is seen.
///
/// Painted once for a zoom and a size, and only moved while the view moves: a pattern would cost more than
/// the flow.
final class DotGrid extends Pane {
    private static final double STEP = 32;
    private static final double FINEST = 14;
    private static final double DOT = 2;
    /// The widest step, so that the picture has one size for all zooms, and no new one is made while zooming.
    private static final double WIDEST = 4 * FINEST;
    /// More dots take longer to paint than there is time for while zooming.
    private static final double MOST = 5000;

    private final Swatches swatches;
    private final Canvas picture = new Canvas();
    private double step;
    private boolean stale = true;

    DotGrid(Swatches swatches) {
        this.swatches = swatches;
        setManaged(false);
        setMouseTransparent(true);
        picture.setManaged(false);
        getChildren().add(picture);
    }

    /// The theme has other colours.
    void recolor() {
        stale = true;
    }

    void follow(Viewport viewport, double width, double height) {
        double wanted = STEP * viewport.zoom();
        while (wanted < FINEST || width * height > MOST * wanted * wanted) {
            wanted *= wanted < FINEST ? 4 : 2;
        }
        double across = Math.ceil(width + 2 * Math.max(WIDEST, wanted));
        double down = Math.ceil(height + 2 * Math.max(WIDEST, wanted));
        if (stale || wanted != step || across != picture.getWidth() || down != picture.getHeight()) {
            step = wanted;
            picture.setWidth(across);
            picture.setHeight(down);
            paint(picture.getGraphicsContext2D());
            stale = false;
        }
        picture.setTranslateX(Math.floor(offset(viewport.x() * viewport.zoom())));
        picture.setTranslateY(Math.floor(offset(viewport.y() * viewport.zoom())));
    }

    /// How far before the border the first dot is.
    private double offset(double pixels) {
        return -(pixels - Math.floor(pixels / step) * step);
    }

    private void paint(GraphicsContext g) {
        g.clearRect(0, 0, picture.getWidth(), picture.getHeight());
        g.setFill(swatches.color("dot"));
        for (double x = 0; x < picture.getWidth(); x += step) {
            for (double y = 0; y < picture.getHeight(); y += step) {
                g.fillRect(Math.floor(x), Math.floor(y), DOT, DOT);
            }
        }
    }
}
