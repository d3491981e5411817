package xooai.designer.canvas;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.PortInfo;
import xooai.designer.design.Wire;
import xooai.doc.Fit;
import xooai.flow.WireCheck;

/// One wire as a line through its points; shows one wire after the other, as they come into view.
final class WireView extends Path {
    private final MoveTo start = new MoveTo();
    private final List<CubicCurveTo> pieces = new ArrayList<>();
    private @Nullable Wire wire;
    private @Nullable Route placed;

    WireView() {
        setManaged(false);
        getStyleClass().add("canvas-wire");
        setAccessibleRole(AccessibleRole.NODE);
        getElements().add(start);
    }

    @Nullable
    Wire wire() {
        return wire;
    }

    void show(Wire now, PortInfo info, boolean selected, boolean hovered, Fit.@Nullable Refused misfit, int bends) {
        wire = now;
        Looks.set(this, info.kind());
        pseudoClassStateChanged(Looks.STREAM, info.streams());
        pseudoClassStateChanged(Looks.SELECTED, selected);
        pseudoClassStateChanged(Looks.HOVERED, hovered);
        pseudoClassStateChanged(Looks.MISFIT, misfit != null);
        setAccessibleText("Wire from " + now.from() + " out " + info.spoken() + " to " + now.to() + " in"
                + (bends == 0 ? "" : bends == 1 ? ", through a point" : ", through " + bends + " points")
                + (misfit == null ? "" : ", does not fit: " + WireCheck.words(now.to(), misfit)));
    }

    void place(Route route) {
        if (route.equals(placed)) {
            return;
        }
        placed = route;
        start.setX(route.x1());
        start.setY(route.y1());
        List<Geometry.Curve> curves = route.curves();
        while (pieces.size() < curves.size()) {
            CubicCurveTo piece = new CubicCurveTo();
            pieces.add(piece);
            getElements().add(piece);
        }
        if (pieces.size() > curves.size()) {
            pieces.subList(curves.size(), pieces.size()).clear();
            getElements().remove(curves.size() + 1, getElements().size());
        }
        for (int i = 0; i < curves.size(); i++) {
            place(pieces.get(i), curves.get(i));
        }
    }

    private static void place(CubicCurveTo piece, Geometry.Curve curve) {
        piece.setControlX1(curve.c1x());
        piece.setControlY1(curve.c1y());
        piece.setControlX2(curve.c2x());
        piece.setControlY2(curve.c2y());
        piece.setX(curve.x2());
        piece.setY(curve.y2());
    }
}
