package xooai.designer.canvas;

import java.util.Collection;
import javafx.animation.PauseTransition;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.util.Duration;
import xooai.designer.design.DesignModel;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.Wire;
import xooai.flow.NodeSpec;

/// The flow from far away as one picture: painted once, then only moved and scaled, and painted again when the
/// hand rests.
final class FarPicture extends Pane {
    private static final double MARGIN = 256;
    private static final Duration REST = Duration.millis(140);
    private static final double READABLE = 0.2;
    private static final int MANY = 2000;
    private static final double[] MISFIT = {3, 3};
    private static final double[] WHOLE = {};
    private static final double BADGE = 14;
    /// The least zoom at which corners are seen to be round.
    private static final double ROUND = 0.3;

    private final DesignModel model;
    private final CanvasModel canvas;
    private final Swatches swatches;
    private final Canvas picture = new Canvas();
    private final PauseTransition rest = new PauseTransition(REST);
    private Viewport painted = Viewport.START;
    private Box paintedPart = new Box(0, 0, -1, -1);
    private boolean paintedTexts;
    private boolean current;
    private double width;
    private double height;
    private int paintings;
    private int dressed;

    FarPicture(DesignModel model, CanvasModel canvas, Swatches swatches) {
        this.model = model;
        this.canvas = canvas;
        this.swatches = swatches;
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        picture.setManaged(false);
        getChildren().add(picture);
        rest.setOnFinished(_ -> paintIfSeen());
    }

    /// How often it was painted.
    int paintings() {
        return paintings;
    }

    /// How often nodes were painted over since all was painted.
    int dressed() {
        return dressed;
    }

    void setShown(boolean shown) {
        if (shown == isVisible()) {
            return;
        }
        setVisible(shown);
        if (shown) {
            paintIfSeen();
        } else {
            rest.stop();
        }
    }

    void setSize(double wantedWidth, double wantedHeight) {
        if (wantedWidth != width || wantedHeight != height) {
            width = wantedWidth;
            height = wantedHeight;
            stale();
        }
    }

    /// What it shows has changed.
    void stale() {
        current = false;
        if (isVisible()) {
            rest.playFromStart();
        }
    }

    /// What those nodes and wires look like has changed, and not where they stand: they are painted over at once,
    /// however
    /// many others there are, and all is painted again when nothing changes any more.
    void dress(Collection<String> names, Collection<Wire> wires) {
        stale();
        if (!isVisible() || paintings == 0) {
            return;
        }
        dressed++;
        GraphicsContext g = picture.getGraphicsContext2D();
        g.save();
        g.translate(MARGIN, MARGIN);
        wires.stream()
                .filter(wire -> canvas.route(wire).box().meets(paintedPart))
                .forEach(wire -> paintWire(g, wire));
        names.stream()
                .filter(name -> model.design().has(name) && canvas.box(name).meets(paintedPart))
                .forEach(name -> paintNode(g, name, paintedTexts));
        g.restore();
    }

    /// What it shows has changed, and the change must be seen at once.
    void repaint() {
        current = false;
        paintIfSeen();
    }

    /// Moves and scales the picture to another viewport, and paints it once that stays.
    void follow(Viewport viewport) {
        if (!isVisible()) {
            current = false;
            return;
        }
        place(viewport);
        if (!viewport.equals(painted)) {
            current = false;
            rest.playFromStart();
        }
    }

    private void place(Viewport viewport) {
        double scale = viewport.zoom() / painted.zoom();
        picture.setScaleX(scale);
        picture.setScaleY(scale);
        // Whole pixels are copied in place of being mixed, as long as nothing is scaled.
        double left = Math.rint(viewport.screenX(painted.worldX(-MARGIN)));
        double top = Math.rint(viewport.screenY(painted.worldY(-MARGIN)));
        // A node is scaled about its middle.
        picture.setTranslateX(left + picture.getWidth() * (scale - 1) / 2);
        picture.setTranslateY(top + picture.getHeight() * (scale - 1) / 2);
    }

    private void paintIfSeen() {
        if (!isVisible() || current || width <= 0) {
            return;
        }
        rest.stop();
        painted = canvas.viewport();
        picture.setWidth(width + 2 * MARGIN);
        picture.setHeight(height + 2 * MARGIN);
        paint(picture.getGraphicsContext2D());
        place(painted);
        current = true;
        dressed = 0;
        paintings++;
    }

    private void paint(GraphicsContext g) {
        g.clearRect(0, 0, picture.getWidth(), picture.getHeight());
        paintedPart = painted.seen(width, height).grown(MARGIN / painted.zoom());
        CanvasModel.Visible visible = canvas.visible(paintedPart);
        paintedTexts = painted.zoom() >= READABLE && visible.nodes().size() <= MANY;
        g.save();
        g.translate(MARGIN, MARGIN);
        FarPieces pieces = new FarPieces(model, canvas, swatches, painted);
        pieces.paint(g, visible.pieces());
        visible.wires().forEach(wire -> paintWire(g, wire));
        visible.nodes().forEach(name -> paintNode(g, name, paintedTexts));
        pieces.paintTitles(g);
        g.restore();
    }

    private void paintWire(GraphicsContext g, Wire wire) {
        Route route = canvas.route(wire);
        boolean selected = model.selection().wires().contains(wire);
        boolean misfit = model.ports().misfits().containsKey(wire);
        Color color = swatches.color(selected ? "accent" : misfit ? "failed" : "wire");
        double thick = Math.max(1, 2 * painted.zoom());
        if (!misfit && route.isStraight()) {
            // Straight ahead it is a rectangle, which costs a tenth of a curve.
            g.setFill(color);
            g.fillRect(
                    x(route.x1()),
                    Math.rint(y(route.y1()) - thick / 2),
                    x(route.x2()) - x(route.x1()),
                    Math.rint(thick));
            return;
        }
        g.setStroke(color);
        g.setLineWidth(thick);
        if (misfit) {
            g.setLineDashes(MISFIT);
        }
        g.beginPath();
        g.moveTo(x(route.x1()), y(route.y1()));
        for (Geometry.Curve c : route.curves()) {
            g.bezierCurveTo(x(c.c1x()), y(c.c1y()), x(c.c2x()), y(c.c2y()), x(c.x2()), y(c.y2()));
        }
        g.stroke();
        if (misfit) {
            g.setLineDashes(WHOLE);
        }
    }

    private void paintNode(GraphicsContext g, String name, boolean texts) {
        Box box = canvas.box(name);
        double zoom = painted.zoom();
        double left = Math.round(x(box.x()));
        double top = Math.round(y(box.y()));
        double across = Math.max(3, Math.round(box.width() * zoom));
        double down = Math.max(2, Math.round(box.height() * zoom));
        NodeStatus.State state = model.status(name).state();
        boolean selected = model.selection().nodes().contains(name);
        Color border = swatches.color(selected ? "accent" : "border");
        double thick = selected ? 2 : 1;
        if (zoom < ROUND) {
            paintSquare(g, left, top, across, down, border, thick);
        } else {
            paintRound(g, left, top, across, down, border, thick);
        }
        paintState(g, state, left + thick, top + thick, Math.max(1, Math.rint(10 * zoom)), down - 2 * thick);
        if (texts) {
            paintTexts(g, name, left, top, across);
        }
        if (!model.problems(name).isEmpty() || state == NodeStatus.State.FAILED) {
            paintBadge(g, left + across - BADGE / 2, top - BADGE / 2);
        }
    }

    /// A strip at the left border, of another colour and of other parts for each state.
    private void paintState(
            GraphicsContext g, NodeStatus.State state, double left, double top, double across, double down) {
        g.setFill(stateColor(state));
        double[] parts = parts(state);
        for (int i = 0; i < parts.length; i += 2) {
            double from = Math.rint(down * parts[i]);
            g.fillRect(left, top + from, across, Math.max(1, Math.rint(down * parts[i + 1]) - from));
        }
    }

    /// Which parts of the strip are painted, each from and to, of 1.
    private static double[] parts(NodeStatus.State state) {
        return switch (state) {
            case FROM_CACHE -> new double[] {0, 0.4, 0.6, 1};
            case PINNED -> new double[] {0, 0.4};
            case STALE -> new double[] {0, 0.2, 0.4, 0.6, 0.8, 1};
            case RUNNING, QUEUED -> new double[] {0.6, 1};
            case DONE, FAILED, NOT_CONFIGURED, READY, SKIPPED, NOT_NEEDED, CANCELLED, BYPASSED, DISABLED ->
                new double[] {0, 1};
        };
    }

    /// Rectangles of whole pixels, which cost a fraction of outlines with round corners.
    private void paintSquare(
            GraphicsContext g, double left, double top, double across, double down, Color border, double thick) {
        g.setFill(border);
        g.fillRect(left, top, across, down);
        g.setFill(swatches.color("node"));
        g.fillRect(left + thick, top + thick, across - 2 * thick, down - 2 * thick);
    }

    private void paintRound(
            GraphicsContext g, double left, double top, double across, double down, Color border, double thick) {
        double corner = 8 * painted.zoom();
        g.setFill(swatches.color("node"));
        g.fillRoundRect(left, top, across, down, corner, corner);
        g.setStroke(border);
        g.setLineWidth(thick);
        g.strokeRoundRect(left + 0.5, top + 0.5, across - 1, down - 1, corner, corner);
    }

    private void paintTexts(GraphicsContext g, String name, double left, double top, double across) {
        double zoom = painted.zoom();
        double size = Math.max(9, 30 * zoom);
        NodeSpec node = model.design().node(name);
        int most = (int) ((across - 16 * zoom - 4) / (size * 0.56));
        g.setFont(Font.font(null, FontWeight.SEMI_BOLD, size));
        g.setFill(swatches.color("text"));
        g.fillText(cut(name, most), left + 22 * zoom, top + 14 * zoom + size * 0.9);
        if (zoom > READABLE * 1.4 && node != null) {
            g.setFont(Font.font(size * 0.85));
            g.setFill(swatches.color("muted"));
            g.fillText(cut(model.status(name).text(), most), left + 22 * zoom, top + 54 * zoom + size * 0.9);
        }
    }

    private void paintBadge(GraphicsContext g, double left, double top) {
        g.setFill(swatches.color("failed"));
        g.fillOval(left, top, BADGE, BADGE);
        g.setFill(swatches.color("node"));
        g.fillRect(left + BADGE / 2 - 1, top + 3, 2, 5);
        g.fillRect(left + BADGE / 2 - 1, top + 9.5, 2, 2);
    }

    private Color stateColor(NodeStatus.State state) {
        return swatches.color(
                switch (state) {
                    case DONE -> "done";
                    case FROM_CACHE -> "cached";
                    case PINNED -> "pinned";
                    case STALE -> "stale";
                    case FAILED, NOT_CONFIGURED -> "failed";
                    case RUNNING, QUEUED -> "running";
                    case READY, SKIPPED, NOT_NEEDED, CANCELLED, BYPASSED, DISABLED -> "border";
                });
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, Math.max(0, most - 1)) + "…";
    }

    private double x(double worldX) {
        return painted.screenX(worldX);
    }

    private double y(double worldY) {
        return painted.screenY(worldY);
    }
}
