package xooai.designer.canvas;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Piece;

/// The groups, notes and points of wires that are in view, as regions taken from pools: groups and notes behind wires
/// and nodes, so that nothing that is said of a flow hides it, points before the wires.
final class PieceLayer {
    private final DesignModel model;
    private final CanvasModel canvas;
    private final Pane groupPane = pane();
    private final Pane notePane = pane();
    private final Pane bendPane = pane();
    private final Map<Piece, PieceView> views = new LinkedHashMap<>();
    private final Deque<GroupView> freeGroups = new ArrayDeque<>();
    private final Deque<NoteView> freeNotes = new ArrayDeque<>();
    private final Deque<BendView> freeBends = new ArrayDeque<>();

    PieceLayer(DesignModel model, CanvasModel canvas) {
        this.model = model;
        this.canvas = canvas;
    }

    private static Pane pane() {
        Pane pane = new Pane();
        pane.setManaged(false);
        return pane;
    }

    Pane groups() {
        return groupPane;
    }

    Pane notes() {
        return notePane;
    }

    Pane bends() {
        return bendPane;
    }

    /// Shows those and no others.
    ///
    /// @param anew whether what they look like may have changed, and not only where they are
    void show(Set<Piece> visible, boolean anew) {
        for (Piece piece : new ArrayList<>(views.keySet())) {
            if (!visible.contains(piece)) {
                free(piece);
            }
        }
        boolean far = Detail.at(canvas.viewport().zoom()) == Detail.SHORT;
        int place = 0;
        for (Piece piece : visible) {
            boolean fresh = !views.containsKey(piece);
            PieceView view = view(piece);
            if (fresh || anew) {
                view.dress(piece, canvas);
                view.setSelected(model.selection().pieces().contains(piece));
            }
            view.setShort(far);
            view.place(canvas.pieces().box(piece), canvas.viewport().zoom());
            if (view instanceof GroupView) {
                // In the order of drawing, so that an inner one lies over an outer one.
                view.setViewOrder(-place++);
            }
        }
    }

    private PieceView view(Piece piece) {
        PieceView known = views.get(piece);
        if (known != null) {
            return known;
        }
        PieceView view = switch (piece) {
            case Piece.OfGroup _ -> taken(freeGroups.poll(), groupPane);
            case Piece.OfNote _ -> taken(freeNotes.poll(), notePane);
            case Piece.OfBend _ -> taken(freeBends.poll(), bendPane);
        };
        view.setVisible(true);
        views.put(piece, view);
        return view;
    }

    private PieceView taken(@Nullable PieceView free, Pane pane) {
        if (free != null) {
            return free;
        }
        PieceView made =
                pane.equals(groupPane) ? new GroupView() : pane.equals(notePane) ? new NoteView() : new BendView();
        pane.getChildren().add(made);
        return made;
    }

    private void free(Piece piece) {
        PieceView view = views.remove(piece);
        if (view == null) {
            return;
        }
        if (view.isFocused()
                && bendPane.getParent() != null
                && bendPane.getParent().getParent() != null) {
            bendPane.getParent().getParent().requestFocus();
        }
        view.setVisible(false);
        switch (view) {
            case GroupView group -> freeGroups.add(group);
            case NoteView note -> freeNotes.add(note);
            case BendView bend -> freeBends.add(bend);
        }
    }

    /// What is shown.
    Set<Piece> all() {
        return Set.copyOf(views.keySet());
    }

    /// What shows that piece, or null while it is not in view.
    @Nullable
    PieceView shown(Piece piece) {
        return views.get(piece);
    }
}
