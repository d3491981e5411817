package xooai.designer.canvas;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import xooai.designer.design.Drawings;
import xooai.designer.design.Piece;
import xooai.flow.Drawing;
import xooai.flow.Frame;

/// The frame of a group with its title.
final class GroupView extends PieceView {
    private static final int MOST_NAMED = 5;

    private final Region bar = new Region();
    private final Label title = new Label();

    GroupView() {
        super("canvas-group", AccessibleRole.NODE);
        bar.getStyleClass().add("canvas-group-bar");
        title.getStyleClass().add("canvas-group-title");
        getChildren().addAll(bar, title);
    }

    @Override
    void dress(Piece piece, CanvasModel canvas) {
        if (piece instanceof Piece.OfGroup(String id)) {
            Drawing.Group group = canvas.design().drawing().groups().get(id);
            if (group != null) {
                setId("group-" + id);
                setTint(group.tint());
                title.setText(group.title());
                setAccessibleText(spoken(group, inside(group, canvas)));
            }
        }
    }

    /// The nodes that stand in it, found without a look at all others.
    private static List<String> inside(Drawing.Group group, CanvasModel canvas) {
        Frame frame = group.frame();
        return canvas.hits().touching(new Box(frame.x(), frame.y(), frame.width(), frame.height())).stream()
                .filter(name -> {
                    Box box = canvas.box(name);
                    return frame.holds(box.centerX(), box.centerY());
                })
                .sorted()
                .toList();
    }

    private static String spoken(Drawing.Group group, List<String> inside) {
        String name = group.title().isBlank() ? "Group without a title" : "Group " + group.title();
        int count = inside.size();
        String names = count > 0 && count <= MOST_NAMED ? ": " + String.join(", ", inside) : "";
        return name + ", " + group.tint().word() + ", " + count + (count == 1 ? " node" : " nodes") + names;
    }

    @Override
    protected void layoutChildren() {
        bar.resizeRelocate(0, 0, getWidth(), Drawings.TITLE);
        title.resizeRelocate(12, 0, Math.max(0, getWidth() - 24), Drawings.TITLE);
    }
}
