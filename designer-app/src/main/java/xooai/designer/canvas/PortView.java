package xooai.designer.canvas;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.PortInfo;
import xooai.designer.wires.WireVerdict;

/// One port of a node: a shape on its border, and a letter with the name of the type inside.
final class PortView {
    private static final double LETTER = 16;
    private static final double GAP = 5;
    private static final double INSET = 12;

    final Region shape = new Region();
    final Label letter = new Label();
    final Label type = new Label();
    private final PortRef.Side side;

    PortView(PortRef.Side side) {
        this.side = side;
        shape.getStyleClass().add("canvas-port");
        letter.getStyleClass().add("canvas-port-letter");
        type.getStyleClass().add("canvas-port-type");
        shape.setAccessibleRole(AccessibleRole.NODE);
        shape.setManaged(false);
        shape.resizeRelocate(
                (side == PortRef.Side.IN ? 0 : Geometry.NODE_WIDTH) - Geometry.PORT_SIZE / 2,
                Geometry.PORT_LINE - Geometry.PORT_SIZE / 2,
                Geometry.PORT_SIZE,
                Geometry.PORT_SIZE);
    }

    void show(String node, PortInfo info) {
        Looks.set(shape, info.kind());
        Looks.set(letter, info.kind());
        shape.pseudoClassStateChanged(Looks.UNKNOWN, !info.known());
        letter.pseudoClassStateChanged(Looks.UNKNOWN, !info.known());
        shape.pseudoClassStateChanged(Looks.STREAM, info.streams());
        shape.pseudoClassStateChanged(Looks.ONE, info.one());
        letter.setText(info.known() ? info.kind().letter() : "?");
        type.setText(info.known() ? info.typeName() : "any");
        shape.setAccessibleText(
                "Port " + new PortRef(node, side) + ", " + (info.known() ? info.spoken() : "type not known"));
    }

    /// Puts letter and name inside the node, at most over half of its width.
    void layOut() {
        double most = Geometry.NODE_WIDTH / 2 - INSET - LETTER - GAP - 4;
        double width = Math.min(most, Math.ceil(type.prefWidth(-1)));
        double top = Geometry.PORT_LINE - LETTER / 2;
        boolean in = side == PortRef.Side.IN;
        double letterX = in ? INSET : Geometry.NODE_WIDTH - INSET - LETTER;
        letter.resizeRelocate(letterX, top, LETTER, LETTER);
        type.resizeRelocate(in ? letterX + LETTER + GAP : letterX - GAP - width, top, width, LETTER);
    }

    void setDetailed(boolean detailed) {
        letter.setVisible(detailed);
        type.setVisible(detailed);
    }

    /// Shows whether a wire that is being drawn may end here; null while none is drawn.
    void setFit(WireVerdict.@Nullable Kind kind) {
        shape.pseudoClassStateChanged(Looks.FITTING, kind == WireVerdict.Kind.FITS);
        shape.pseudoClassStateChanged(Looks.CONVERTING, kind == WireVerdict.Kind.CONVERTS);
        shape.pseudoClassStateChanged(Looks.REFUSED, kind == WireVerdict.Kind.REFUSED);
    }
}
