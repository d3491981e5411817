package xooai.designer.canvas;

import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.DesignModel;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.Piece;
import xooai.flow.Drawing;
import xooai.flow.Point;
import xooai.flow.Tint;

/// The whole flow in a corner, with a frame around what is seen: the frame is dragged by where it is held, and a
/// press beside it looks there.
final class Minimap extends Pane {
    static final double WIDTH = 184;
    static final double HEIGHT = 120;
    private static final double INSET = 8;

    private final DesignModel model;
    private final CanvasModel canvas;
    private final Swatches swatches;
    private final Canvas picture = new Canvas(WIDTH, HEIGHT);
    private final Rectangle frame = new Rectangle();
    private final PauseTransition rest = new PauseTransition(Duration.millis(80));
    private Box world = new Box(0, 0, 1, 1);
    private Box seen = new Box(0, 0, 1, 1);
    private boolean painted;
    /// How far from the middle of what is seen the frame is held, in the world.
    private Point held = new Point(0, 0);

    Minimap(DesignModel model, CanvasModel canvas, Swatches swatches, Consumer<Point> lookAt) {
        this.model = model;
        this.canvas = canvas;
        this.swatches = swatches;
        setManaged(false);
        getStyleClass().add("canvas-minimap");
        frame.getStyleClass().add("canvas-minimap-frame");
        frame.setManaged(false);
        setAccessibleText("Map of the whole flow; drag in it to look elsewhere");
        getChildren().addAll(picture, frame);
        setClip(new Rectangle(WIDTH, HEIGHT));
        resize(WIDTH, HEIGHT);
        rest.setOnFinished(_ -> paint());
        addEventHandler(MouseEvent.ANY, event -> {
            Point at = new Point(worldX(event.getX()), worldY(event.getY()));
            if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
                held = frame.contains(event.getX(), event.getY())
                        ? new Point(at.x() - seen.centerX(), at.y() - seen.centerY())
                        : new Point(0, 0);
                lookAt.accept(new Point(at.x() - held.x(), at.y() - held.y()));
            } else if (event.getEventType() == MouseEvent.MOUSE_DRAGGED) {
                lookAt.accept(new Point(at.x() - held.x(), at.y() - held.y()));
            }
            event.consume();
        });
    }

    /// What it shows has changed: it is painted soon, and not more often however often it changes.
    void stale() {
        if (isVisible() && rest.getStatus() != Animation.Status.RUNNING) {
            rest.playFromStart();
        }
    }

    void follow(Box part) {
        seen = part;
        if (!isVisible()) {
            return;
        }
        if (!painted) {
            paint();
            return;
        }
        double left = x(part.x());
        double top = y(part.y());
        frame.setX(Math.clamp(left, 1, WIDTH - 4));
        frame.setY(Math.clamp(top, 1, HEIGHT - 4));
        frame.setWidth(Math.max(3, Math.min(WIDTH - 1, left + part.width() * scale()) - frame.getX()));
        frame.setHeight(Math.max(3, Math.min(HEIGHT - 1, top + part.height() * scale()) - frame.getY()));
    }

    private void paint() {
        painted = true;
        Box around = canvas.around();
        world = around == null ? new Box(0, 0, 1, 1) : around;
        GraphicsContext g = picture.getGraphicsContext2D();
        g.clearRect(0, 0, WIDTH, HEIGHT);
        canvas.pieces().all().forEach(piece -> paintPiece(g, piece));
        double across = Math.max(2, Geometry.NODE_WIDTH * scale());
        double down = Math.max(1.5, Geometry.NODE_HEIGHT * scale());
        for (String name : model.design().names()) {
            Point at = canvas.place(name);
            g.setFill(swatches.color(color(name)));
            g.fillRect(x(at.x()), y(at.y()), across, down);
        }
        follow(seen);
    }

    private void paintPiece(GraphicsContext g, Piece piece) {
        Tint tint = tint(piece);
        if (tint != null) {
            Box box = canvas.pieces().box(piece);
            Color color = swatches.color("tint-" + tint.word());
            g.setFill(color.deriveColor(0, 1, 1, piece instanceof Piece.OfGroup ? 0.25 : 0.6));
            g.fillRect(x(box.x()), y(box.y()), Math.max(2, box.width() * scale()), Math.max(2, box.height() * scale()));
        }
    }

    private @Nullable Tint tint(Piece piece) {
        Drawing drawing = model.design().drawing();
        return switch (piece) {
            case Piece.OfGroup(String id) -> {
                Drawing.Group group = drawing.groups().get(id);
                yield group == null ? null : group.tint();
            }
            case Piece.OfNote(String id) -> {
                Drawing.Note note = drawing.notes().get(id);
                yield note == null ? null : note.tint();
            }
            case Piece.OfBend _ -> null;
        };
    }

    /// The name of the colour that a node has in the map.
    String color(String name) {
        if (model.status(name).state() == NodeStatus.State.FAILED
                || !model.problems(name).isEmpty()) {
            return "failed";
        }
        if (model.selection().nodes().contains(name)) {
            return "accent";
        }
        return switch (model.status(name).state()) {
            case PINNED -> "pinned";
            case STALE -> "stale";
            case RUNNING, QUEUED -> "running";
            default -> "wire";
        };
    }

    private double scale() {
        return Math.min(0.12, Math.min((WIDTH - 2 * INSET) / world.width(), (HEIGHT - 2 * INSET) / world.height()));
    }

    private double x(double worldX) {
        return WIDTH / 2 + (worldX - world.centerX()) * scale();
    }

    private double y(double worldY) {
        return HEIGHT / 2 + (worldY - world.centerY()) * scale();
    }

    private double worldX(double x) {
        return world.centerX() + (x - WIDTH / 2) / scale();
    }

    private double worldY(double y) {
        return world.centerY() + (y - HEIGHT / 2) / scale();
    }
}
