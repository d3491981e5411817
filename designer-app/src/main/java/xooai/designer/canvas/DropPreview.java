package xooai.designer.canvas;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Edit;
import xooai.designer.design.Wire;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// A node that is dragged in from outside of the canvas: its outline, the wire it would go into, and its end.
final class DropPreview {
    private static final double REACH = 16;

    private final Desk desk;

    DropPreview(Desk desk) {
        this.desk = desk;
    }

    /// Where the node would stand whose middle of the port line is at that point.
    private Point place(double x, double y) {
        return desk.requestAt(x, y, null).at();
    }

    private @Nullable Wire under(double x, double y) {
        Viewport viewport = desk.canvas().viewport();
        return desk.canvas().hits().wire(viewport.worldX(x), viewport.worldY(y), REACH / viewport.zoom(), Set.of());
    }

    void show(double x, double y, NodeSpec node) {
        Viewport viewport = desk.canvas().viewport();
        Box box = Geometry.node(place(x, y));
        desk.overlay()
                .showOutlines(List.of(Box.between(
                        viewport.screenX(box.x()),
                        viewport.screenY(box.y()),
                        viewport.screenX(box.right()),
                        viewport.screenY(box.bottom()))));
        Wire wire = under(x, y);
        desk.world().hover(wire);
        desk.overlay().showChip(wire == null ? "Add " + node.name() : "Insert into " + wire, false, x, y);
    }

    void hide() {
        desk.overlay().showOutlines(List.of());
        desk.overlay().chip().hide();
        desk.world().hover(null);
    }

    String drop(double x, double y, NodeSpec node) {
        NodeSpec fresh = node.withName(desk.model().design().freshName(node.name()));
        Edit add = new Edit.AddNode(fresh, place(x, y));
        Wire wire = under(x, y);
        if (wire == null) {
            desk.model().apply(add);
            return fresh.name();
        }
        Optional<String> refusal = Insertion.into(desk.model(), fresh.name(), wire, add);
        refusal.ifPresent(reason -> {
            desk.model().apply(add);
            desk.overlay().showChip(reason, true, x, y);
            desk.overlay().chip().leave();
        });
        return fresh.name();
    }
}
