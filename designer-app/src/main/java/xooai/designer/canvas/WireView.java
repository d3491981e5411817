package xooai.designer.canvas;

import javafx.scene.AccessibleRole;
import javafx.scene.shape.CubicCurve;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.PortInfo;
import xooai.designer.design.Wire;
import xooai.doc.Fit;
import xooai.flow.WireCheck;

/// One wire as a curve; shows one wire after the other, as they come into view.
final class WireView extends CubicCurve {
    private @Nullable Wire wire;

    WireView() {
        setManaged(false);
        getStyleClass().add("canvas-wire");
        setAccessibleRole(AccessibleRole.NODE);
    }

    @Nullable
    Wire wire() {
        return wire;
    }

    void show(Wire now, PortInfo info, boolean selected, boolean hovered, Fit.@Nullable Refused misfit) {
        wire = now;
        Looks.set(this, info.kind());
        pseudoClassStateChanged(Looks.STREAM, info.streams());
        pseudoClassStateChanged(Looks.SELECTED, selected);
        pseudoClassStateChanged(Looks.HOVERED, hovered);
        pseudoClassStateChanged(Looks.MISFIT, misfit != null);
        setAccessibleText("Wire from " + now.from() + " out " + info.spoken() + " to " + now.to() + " in"
                + (misfit == null ? "" : ", does not fit: " + WireCheck.words(now.to(), misfit)));
    }

    void place(Geometry.Curve curve) {
        setStartX(curve.x1());
        setStartY(curve.y1());
        setControlX1(curve.c1x());
        setControlY1(curve.c1y());
        setControlX2(curve.c2x());
        setControlY2(curve.c2y());
        setEndX(curve.x2());
        setEndY(curve.y2());
    }
}
