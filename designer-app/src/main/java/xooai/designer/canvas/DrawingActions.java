package xooai.designer.canvas;

import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Point2D;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Arrange;
import xooai.designer.design.Cargo;
import xooai.designer.design.Design;
import xooai.designer.design.Drawings;
import xooai.designer.design.Edit;
import xooai.designer.design.History;
import xooai.designer.design.Piece;
import xooai.designer.design.Refusal;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.flow.Drawing;
import xooai.flow.Frame;
import xooai.flow.Point;
import xooai.flow.Tint;

/// What menus, keys and hands do with groups, notes, the points of wires, bookmarks, and to put things in line. What
/// cannot be done is said to the host and changes nothing.
public final class DrawingActions {
    private static final double NOTE_WIDTH = 256;
    private static final double NOTE_HEIGHT = 160;
    private static final double EMPTY_WIDTH = 480;
    private static final double EMPTY_HEIGHT = 280;

    /// The colours that new groups get in turn.
    private static final List<Tint> TURNS = List.of(Tint.BLUE, Tint.GREEN, Tint.PURPLE, Tint.ORANGE, Tint.TEAL);

    private final Desk desk;
    private final FlowCanvas region;
    private final PlaceEditor editor;
    private @Nullable History typed;

    DrawingActions(Desk desk, FlowCanvas region, PlaceEditor editor) {
        this.desk = desk;
        this.region = region;
        this.editor = editor;
    }

    private Design design() {
        return desk.model().design();
    }

    private boolean apply(Edit edit) {
        Refusal refusal = desk.model().apply(edit);
        if (refusal != null) {
            desk.host().message(refusal.reason());
        }
        return refusal == null;
    }

    /// Draws a group around what is selected, or in the middle of the view, and asks for its title in its place.
    public void group() {
        Frame around = Drawings.around(design(), Cargo.of(design(), desk.model().selection()));
        Frame frame = around == null ? centred(EMPTY_WIDTH, EMPTY_HEIGHT) : around;
        String id = Drawings.freshGroup(design());
        Tint tint = TURNS.get(design().drawing().groups().size() % TURNS.size());
        added(Drawings.addGroup(design(), id, new Drawing.Group("Group", tint, frame)), new Piece.OfGroup(id));
    }

    /// Puts an empty note in the middle of the view and opens it.
    public void note() {
        String id = Drawings.freshNote(design());
        Drawing.Note note = new Drawing.Note("", Tint.YELLOW, centred(NOTE_WIDTH, NOTE_HEIGHT));
        added(Drawings.addNote(design(), id, note), new Piece.OfNote(id));
    }

    private void added(Edit edit, Piece piece) {
        if (apply(edit)) {
            desk.model().select(Selection.of(piece));
            edit(piece);
        }
    }

    private Frame centred(double width, double height) {
        Box seen = desk.canvas().viewport().seen(region.getWidth(), region.getHeight());
        Point corner = Geometry.snapped(new Point(seen.centerX() - width / 2, seen.centerY() - height / 2));
        return new Frame(corner.x(), corner.y(), width, height);
    }

    /// Takes away the frames that are selected, or those around the selected nodes; what stands in them stays.
    public void ungroup() {
        Set<String> groups = Drawings.groupsOf(design(), desk.model().selection());
        if (groups.isEmpty()) {
            desk.host().message("Ungroup needs a selected group, or a node that stands in one");
            return;
        }
        Set<Piece> pieces = new LinkedHashSet<>();
        groups.forEach(id -> pieces.add(new Piece.OfGroup(id)));
        apply(Drawings.remove(design(), pieces));
    }

    /// Makes the selected groups, or those around the selected nodes, as large as what stands in them.
    public void fitGroups() {
        Set<String> groups = Drawings.groupsOf(design(), desk.model().selection());
        if (groups.isEmpty()) {
            desk.host().message("Fit group needs a selected group, or a node that stands in one");
        } else {
            apply(Drawings.fit(design(), groups));
        }
    }

    /// Takes away the selected groups with all that stands in them.
    public void deleteWithContents() {
        Cargo cargo = Cargo.of(design(), desk.model().selection());
        desk.model().select(Selection.ofNodes(cargo.nodes()).plusPieces(cargo.pieces()));
        region.actions().delete(false);
    }

    /// Gives the selected groups and notes that colour.
    public void tint(Tint tint) {
        Set<Piece> pieces = new HashSet<>(desk.model().selection().pieces());
        pieces.removeIf(piece -> piece instanceof Piece.OfBend);
        Drawings.groupsOf(design(), desk.model().selection()).forEach(id -> pieces.add(new Piece.OfGroup(id)));
        if (pieces.isEmpty()) {
            desk.host().message("A colour needs a selected group or note");
        } else {
            apply(Drawings.setTint(design(), pieces, tint));
        }
    }

    /// Lets a wire go through one more point, where it was clicked.
    void bendAt(Wire wire, Gesture.Mark mark) {
        Viewport viewport = desk.canvas().viewport();
        bend(wire, new Point(viewport.worldX(mark.x()), viewport.worldY(mark.y())));
    }

    /// Lets the selected wire, or the one under the pointer, go through one more point in its middle.
    public void bend() {
        Set<Wire> wires = desk.model().selection().wires();
        Wire hovered = desk.world().hovered();
        Wire wire = wires.isEmpty() ? hovered : wires.iterator().next();
        if (wire == null) {
            desk.host().message("A point needs a wire that is selected or under the pointer");
            return;
        }
        bend(wire, desk.canvas().route(wire).at(0.5));
    }

    private void bend(Wire wire, Point at) {
        int index = desk.canvas().route(wire).nearest(at.x(), at.y());
        if (apply(Drawings.addBend(design(), wire, index, Geometry.snapped(at)))) {
            desk.model().select(Selection.of(new Piece.OfBend(wire, index)));
        }
    }

    /// Lets the selected wires go straight on.
    public void straighten() {
        Set<Wire> wires = new LinkedHashSet<>(desk.model().selection().wires());
        for (Piece piece : desk.model().selection().pieces()) {
            if (piece instanceof Piece.OfBend bend) {
                wires.add(bend.wire());
            }
        }
        Drawing drawing = design().drawing();
        for (Wire wire : wires) {
            drawing = drawing.withBends(wire.from(), wire.to(), List.of());
        }
        if (wires.isEmpty()) {
            desk.host().message("Straighten needs a selected wire");
        } else {
            apply(new Edit.Draw(
                    "Straighten " + (wires.size() == 1 ? wires.iterator().next() : "wires"), drawing));
        }
    }

    /// Puts what is selected in line.
    public void arrange(Arrange how) {
        Arrange.Outcome outcome = how.of(design(), desk.model().selection());
        if (outcome.refusal() != null) {
            desk.host().message(outcome.refusal().reason());
        } else if (outcome.edit() != null) {
            apply(outcome.edit());
        }
    }

    /// Remembers what is seen now under that key; it keeps the title that the key has, or gets one.
    public void setBookmark(String key) {
        Box seen = desk.canvas().viewport().seen(region.getWidth(), region.getHeight());
        Drawing.Bookmark known = design().drawing().bookmarks().get(key);
        String title = known == null ? titleOf(seen, key) : known.title();
        Point middle = new Point(Math.rint(seen.centerX()), Math.rint(seen.centerY()));
        double zoom = Math.rint(desk.canvas().viewport().zoom() * 1000) / 1000;
        if (apply(Drawings.setBookmark(design(), key, new Drawing.Bookmark(title, middle, zoom)))) {
            desk.host().message("Key " + key + " comes back to this view: " + title);
        }
    }

    /// What a view is called: as the group that its middle lies in, else by its key.
    private String titleOf(Box seen, String key) {
        return design().drawing().groups().values().stream()
                .filter(group -> group.frame().holds(seen.centerX(), seen.centerY())
                        && !group.title().isBlank())
                .map(Drawing.Group::title)
                .findFirst()
                .orElse("View " + key);
    }

    /// Comes back to the view of that key.
    public void goToBookmark(String key) {
        Drawing.Bookmark bookmark = design().drawing().bookmarks().get(key);
        if (bookmark == null) {
            desk.host().message("No view is remembered under " + key + "; Shift+" + key + " remembers one");
        } else {
            region.glideTo(bookmark.at(), bookmark.zoom());
        }
    }

    /// Opens the field in which a note or the title of a group is written, over it; nothing for a point of a wire.
    public void edit(Piece piece) {
        region.layout();
        typed = null;
        switch (piece) {
            case Piece.OfNote(String id) -> {
                Drawing.Note note = design().drawing().notes().get(id);
                if (note != null) {
                    editor.open(
                            piece,
                            note.text(),
                            Drawing.LONGEST_TEXT,
                            text -> typed(Drawings.setText(design(), id, text)));
                }
            }
            case Piece.OfGroup(String id) -> {
                Drawing.Group group = design().drawing().groups().get(id);
                if (group != null) {
                    editor.open(
                            piece,
                            group.title(),
                            Drawing.LONGEST_TITLE,
                            text -> typed(Drawings.setTitle(design(), id, text)));
                }
            }
            case Piece.OfBend _ -> {}
        }
    }

    /// Takes over what was typed: all of it since the field was opened is one step.
    private void typed(Edit edit) {
        if (edit.apply(design()).equals(design())) {
            return;
        }
        if (typed != null && typed.equals(desk.model().history())) {
            desk.model().amend(edit);
        } else {
            apply(edit);
        }
        typed = desk.model().history();
    }

    /// What is written in its place now, or null.
    public @Nullable Piece edited() {
        return editor.piece();
    }

    /// Takes over what is being written and closes its field.
    public void endEditing() {
        editor.close();
    }

    /// The link of a note that is there, or null.
    @Nullable
    URI link(Piece piece, Gesture.Mark mark) {
        Point2D scene = region.localToScene(mark.x(), mark.y());
        return desk.world().pieces().shown(piece) instanceof NoteView note
                        && desk.world().isVisible()
                ? note.linkAt(scene)
                : null;
    }

    /// Opens the link of a note that is there, if there is one.
    boolean follow(Piece piece, Gesture.Mark mark) {
        URI address = mark.menu() || mark.shift() ? null : link(piece, mark);
        if (address == null) {
            return false;
        }
        desk.host().browse(address);
        return true;
    }

    /// Makes the one selected group or note so much wider and higher; whether there is one.
    public boolean resize(double byWidth, double byHeight) {
        Set<Piece> pieces = desk.model().selection().pieces();
        Piece piece = pieces.size() == 1 ? pieces.iterator().next() : null;
        if (piece == null || piece instanceof Piece.OfBend) {
            return false;
        }
        Frame frame = Grip.SOUTH_EAST.resized(
                piece.frame(design()), byWidth, byHeight, Drawings.LEAST_WIDTH, Drawings.LEAST_HEIGHT);
        return apply(Drawings.setFrame(design(), piece, frame));
    }

    /// Scrolls the selected note that is there; whether there is one that could be scrolled.
    boolean scroll(double x, double y, double by) {
        return desk.canvas().hits().hit(x, y) instanceof Hit.OnPiece on
                && desk.model().selection().pieces().contains(on.piece())
                && desk.world().pieces().shown(on.piece()) instanceof NoteView view
                && view.scroll(by);
    }

    /// Scrolls the one selected note by pages; whether there is one.
    boolean page(int pages) {
        Set<Piece> pieces = desk.model().selection().pieces();
        return pieces.size() == 1
                && desk.world().pieces().shown(pieces.iterator().next()) instanceof NoteView note
                && note.scroll(pages * note.getHeight() * 0.8);
    }
}
