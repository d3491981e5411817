package xooai.designer.canvas;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Piece;
import xooai.flow.Tint;

/// A group, a note or a point of a wire as a region.
abstract sealed class PieceView extends Region permits GroupView, NoteView, BendView {
    private @Nullable Tint tint;
    private boolean isShort;

    PieceView(String styleClass, AccessibleRole role) {
        setManaged(false);
        setAccessibleRole(role);
        getStyleClass().add(styleClass);
    }

    void setTint(Tint wanted) {
        if (wanted != tint) {
            if (tint != null) {
                getStyleClass().remove(style(tint));
            }
            getStyleClass().add(style(wanted));
            tint = wanted;
        }
    }

    static String style(Tint tint) {
        return "tint-" + tint.word();
    }

    /// Whether it is so far away that only large letters can be read.
    void setShort(boolean far) {
        if (far != isShort) {
            isShort = far;
            pseudoClassStateChanged(Looks.SHORT, far);
            requestLayout();
        }
    }

    void setSelected(boolean selected) {
        pseudoClassStateChanged(Looks.SELECTED, selected);
    }

    /// Shows what that piece says and looks like.
    abstract void dress(Piece piece, CanvasModel canvas);

    /// Puts it into that box of the world.
    void place(Box box, double zoom) {
        resizeRelocate(box.x(), box.y(), box.width(), box.height());
    }
}
