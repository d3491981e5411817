package xooai.designer.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import xooai.designer.design.Wire;
import xooai.flow.Point;

/// Draws marks over the flow: an outline and a tag for a node, a thick line and a tag for a wire. Only what is in
/// view has scene nodes, and never more than some hundreds.
final class MarkLayer extends Pane {
    private static final int MOST = 300;
    private static final double OUTLINE = 5;

    /// The least zoom at which words fit beside a node.
    private static final double WORDS = 0.3;

    private final CanvasModel canvas;
    private Marks marks = Marks.NONE;

    MarkLayer(CanvasModel canvas) {
        this.canvas = canvas;
        setManaged(false);
        setMouseTransparent(true);
        getStyleClass().add("canvas-marks");
    }

    void show(Marks wanted) {
        marks = wanted;
        setVisible(!wanted.isEmpty());
    }

    void layOut(double width, double height) {
        if (marks.isEmpty()) {
            getChildren().clear();
            return;
        }
        resize(width, height);
        Viewport viewport = canvas.viewport();
        Box seen = viewport.seen(width, height).grown(40 / viewport.zoom());
        List<Node> drawn = new ArrayList<>();
        marks.wires().forEach((wire, mark) -> wire(wire, mark, viewport, seen, drawn));
        for (Map.Entry<String, Marks.Absent> absent : marks.absent().entrySet()) {
            Box box = Geometry.node(absent.getValue().at());
            node(absent.getKey(), box, absent.getValue().mark(), true, viewport, seen, drawn);
        }
        for (Map.Entry<String, Marks.Mark> one : marks.nodes().entrySet()) {
            if (canvas.design().has(one.getKey())) {
                node(one.getKey(), canvas.box(one.getKey()), one.getValue(), false, viewport, seen, drawn);
            }
        }
        getChildren().setAll(drawn);
    }

    private static void node(
            String name, Box box, Marks.Mark mark, boolean absent, Viewport viewport, Box seen, List<Node> drawn) {
        if (drawn.size() >= MOST || !seen.meets(box)) {
            return;
        }
        double zoom = viewport.zoom();
        double x = viewport.screenX(box.x());
        double y = viewport.screenY(box.y());
        Region outline = new Region();
        outline.setManaged(false);
        outline.getStyleClass().addAll("canvas-mark", mark.kind().style());
        if (absent) {
            outline.getStyleClass().add("canvas-mark-absent");
        }
        outline.resizeRelocate(
                x - OUTLINE, y - OUTLINE, box.width() * zoom + 2 * OUTLINE, box.height() * zoom + 2 * OUTLINE);
        outline.setAccessibleRole(AccessibleRole.TEXT);
        outline.setAccessibleText(name + ": " + mark.words());
        drawn.add(outline);
        String words = absent ? name + ": " + mark.words() : mark.words();
        tag(mark, zoom >= WORDS ? words : "", x, y - OUTLINE - 20, drawn);
    }

    private void wire(Wire wire, Marks.Mark mark, Viewport viewport, Box seen, List<Node> drawn) {
        Point from = place(wire.from());
        Point to = place(wire.to());
        if (drawn.size() >= MOST || from == null || to == null) {
            return;
        }
        Route world = Route.through(
                Geometry.port(from, PortRef.Side.OUT), canvas.pieces().bends(wire), Geometry.port(to, PortRef.Side.IN));
        if (!seen.meets(world.box())) {
            return;
        }
        Path curve = new Path(new MoveTo(viewport.screenX(world.x1()), viewport.screenY(world.y1())));
        for (Geometry.Curve piece : world.curves()) {
            curve.getElements()
                    .add(new CubicCurveTo(
                            viewport.screenX(piece.c1x()),
                            viewport.screenY(piece.c1y()),
                            viewport.screenX(piece.c2x()),
                            viewport.screenY(piece.c2y()),
                            viewport.screenX(piece.x2()),
                            viewport.screenY(piece.y2())));
        }
        curve.setManaged(false);
        curve.getStyleClass().addAll("canvas-mark-wire", mark.kind().style());
        curve.setAccessibleText("Wire from " + wire.from() + " to " + wire.to() + ": " + mark.words());
        drawn.add(curve);
        Point middle = world.at(0.5);
        String words = viewport.zoom() >= WORDS ? mark.words() : "";
        tag(mark, words, viewport.screenX(middle.x()) - 22, viewport.screenY(middle.y()) - 10, drawn);
    }

    private @Nullable Point place(String name) {
        if (canvas.design().has(name)) {
            return canvas.place(name);
        }
        Marks.Absent absent = marks.absent().get(name);
        return absent == null ? null : absent.at();
    }

    private static void tag(Marks.Mark mark, String words, double x, double y, List<Node> drawn) {
        Label tag = new Label(words, new FontIcon(mark.kind().icon()));
        tag.getStyleClass().addAll("canvas-mark-tag", mark.kind().style());
        tag.relocate(x, y);
        drawn.add(tag);
    }
}
