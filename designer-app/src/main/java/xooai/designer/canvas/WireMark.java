package xooai.designer.canvas;

import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import xooai.flow.Point;

/// The sign in the middle of a wire that does not fit; at least 14 pixels of the screen large.
final class WireMark extends StackPane {
    private static final double SIZE = 18;
    private static final double SMALLEST = 14;

    WireMark() {
        super(new FontIcon(Feather.ALERT_TRIANGLE));
        getStyleClass().add("canvas-wire-mark");
        setManaged(false);
        resize(SIZE, SIZE);
    }

    void place(Point middle, double zoom) {
        double scale = Math.max(1, SMALLEST / (SIZE * zoom));
        setScaleX(scale);
        setScaleY(scale);
        relocate(middle.x() - SIZE / 2, middle.y() - SIZE / 2);
    }
}
