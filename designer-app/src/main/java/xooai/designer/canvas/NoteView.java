package xooai.designer.canvas;

import java.net.URI;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Piece;
import xooai.designer.notes.NoteText;
import xooai.flow.Drawing;

/// A note: its text, as much of it as fits; the rest is scrolled to.
final class NoteView extends PieceView {
    private static final double PADDING = 12;
    private static final double BAR = 4;
    private static final int LONGEST_SPOKEN = 1000;

    private final NoteBody body = new NoteBody();
    private final Region thumb = new Region();
    private final Rectangle clip = new Rectangle();
    private String text = "";
    private double offset;
    private double height;

    NoteView() {
        super("canvas-note", AccessibleRole.TEXT);
        thumb.getStyleClass().add("canvas-note-thumb");
        body.setClip(clip);
        getChildren().addAll(body, thumb);
    }

    @Override
    void dress(Piece piece, CanvasModel canvas) {
        if (piece instanceof Piece.OfNote(String id)) {
            Drawing.Note note = canvas.design().drawing().notes().get(id);
            if (note != null) {
                setId("note-" + id);
                setTint(note.tint());
                if (!note.text().equals(text)) {
                    text = note.text();
                    body.show(text.isBlank() ? "*Empty note*" : text);
                    String plain = NoteText.plain(text);
                    setAccessibleText("Note, " + note.tint().word() + ": "
                            + (plain.length() > LONGEST_SPOKEN ? plain.substring(0, LONGEST_SPOKEN) + "…" : plain));
                    requestLayout();
                }
            }
        }
    }

    @Override
    void place(Box box, double zoom) {
        if (box.width() != getWidth() || box.height() != getHeight()) {
            requestLayout();
        }
        super.place(box, zoom);
    }

    /// Scrolls the text; whether it could be scrolled that way.
    boolean scroll(double by) {
        double before = offset;
        offset = Math.clamp(offset + by, 0, most());
        requestLayout();
        return offset != before;
    }

    private double most() {
        return Math.max(0, height - (getHeight() - 2 * PADDING));
    }

    @Nullable
    URI linkAt(Point2D scene) {
        return contains(sceneToLocal(scene)) ? body.linkAt(scene) : null;
    }

    @Override
    protected void layoutChildren() {
        double width = Math.max(1, getWidth() - 2 * PADDING);
        double room = Math.max(1, getHeight() - 2 * PADDING);
        height = body.prefHeight(width);
        offset = Math.clamp(offset, 0, most());
        body.resizeRelocate(PADDING, PADDING - offset, width, height);
        clip.setY(offset);
        clip.setWidth(width);
        clip.setHeight(room);
        boolean isLong = height > room + 1;
        thumb.setVisible(isLong);
        if (isLong) {
            double size = Math.max(16, room * room / height);
            double at = most() == 0 ? 0 : (room - size) * offset / most();
            thumb.resizeRelocate(getWidth() - BAR - 3, PADDING + at, BAR, size);
        }
    }
}
