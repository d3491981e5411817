package xooai.designer.canvas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Cargo;
import xooai.designer.design.CarriedFlows;
import xooai.designer.design.Clips;
import xooai.designer.design.Design;
import xooai.designer.design.Drawings;
import xooai.designer.design.Edit;
import xooai.designer.design.Fragment;
import xooai.designer.design.History;
import xooai.designer.design.Piece;
import xooai.designer.design.Refusal;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.designer.wires.WireVerdict;
import xooai.doc.XooaiException;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// What menus and keys do with what is selected. What cannot be done is said to the host and changes nothing.
public final class CanvasActions {
    private static final double BESIDE = 280;
    private static final double PASTED = 32;

    private final Desk desk;
    private final FlowCanvas region;
    private @Nullable History nudged;
    private Selection nudgedThings = Selection.NONE;

    CanvasActions(Desk desk, FlowCanvas region) {
        this.desk = desk;
        this.region = region;
    }

    /// Takes away what is selected, nodes, wires and what is drawn, as one step. What stands in a group stays.
    ///
    /// @param heal whether what needed the nodes then needs what they needed
    public void delete(boolean heal) {
        Selection selection = desk.model().selection();
        List<Edit> edits = new ArrayList<>();
        for (Wire wire : selection.wires()) {
            edits.add(new Edit.Disconnect(wire.from(), wire.to()));
        }
        if (!selection.nodes().isEmpty()) {
            edits.add(new Edit.RemoveNodes(selection.nodes(), heal));
        }
        if (!selection.pieces().isEmpty()) {
            edits.addFirst(Drawings.remove(desk.model().design(), selection.pieces()));
        }
        if (edits.size() == 1) {
            apply(edits.getFirst());
        } else if (!edits.isEmpty()) {
            apply(new Edit.Together("Delete selection", edits));
        }
    }

    private void apply(Edit edit) {
        Refusal refusal = desk.model().apply(edit);
        if (refusal != null) {
            desk.host().message(refusal.reason());
        }
    }

    /// Copies what is selected, with the wires between the nodes and what stands in the groups, as text.
    public void copy() {
        Fragment fragment = selected();
        if (!fragment.isEmpty()) {
            desk.host().copy(Clips.write(fragment, desk.model().file().spec()));
        }
    }

    private Fragment selected() {
        return Fragment.of(desk.model().design(), desk.model().selection());
    }

    /// Copies what is selected and takes it away.
    public void cut() {
        if (!selected().isEmpty()) {
            copy();
            desk.drawing().deleteWithContents();
        }
    }

    /// Adds what the clipboard holds, under fresh names, and selects it.
    public void paste() {
        String text = desk.host().pasted();
        if (text.isBlank()) {
            return;
        }
        try {
            Fragment fragment = Clips.read(text);
            FlowSpec clip =
                    CarriedFlows.fitted(Clips.carried(text), desk.model().file().spec());
            paste(new Fragment(clip.nodes(), fragment.places(), fragment.drawing()), new Edit.TakeSubFlows(clip));
        } catch (XooaiException e) {
            desk.host().message(String.valueOf(e.getMessage()));
        }
    }

    /// Adds copies of what is selected and selects them.
    public void duplicate() {
        Fragment fragment = selected();
        if (!fragment.isEmpty()) {
            paste(fragment, null);
        }
    }

    private void paste(Fragment fragment, @Nullable Edit before) {
        Box seen = desk.canvas().viewport().seen(region.getWidth(), region.getHeight());
        Point corner = fragment.corner();
        Point at = seen.holds(corner.x(), corner.y())
                ? new Point(corner.x() + PASTED, corner.y() + PASTED)
                : new Point(seen.x() + seen.width() / 3, seen.y() + seen.height() / 3);
        Edit.Paste paste = new Edit.Paste(fragment, Geometry.snapped(at));
        Map<String, String> names = paste.newNames(desk.model().design());
        Design start = desk.model().design();
        apply(before == null ? paste : new Edit.Together(paste.title(), List.of(before, paste)));
        desk.model()
                .select(Selection.ofNodes(Set.copyOf(names.values()))
                        .plusPieces(Drawings.added(start, desk.model().design())));
    }

    /// Moves what is selected by world pixels; as one step with the nudges before it, while nothing else was
    /// done since [#endNudges()].
    public void nudge(double dx, double dy) {
        Selection selection = desk.model().selection();
        Cargo cargo = Cargo.of(desk.model().design(), selection);
        if (cargo.isEmpty()) {
            return;
        }
        Edit move = cargo.move(desk.model().design(), dx, dy);
        if (nudged != null && nudged.equals(desk.model().history()) && selection.equals(nudgedThings)) {
            desk.model().amend(move);
        } else {
            apply(move);
        }
        nudged = desk.model().history();
        nudgedThings = selection;
    }

    /// The key that nudges was let go: the next nudge is a step of its own.
    void endNudges() {
        nudged = null;
    }

    /// Connects the selected nodes from left to right, as one step.
    public void connectSelection() {
        List<String> order = desk.model().selection().nodes().stream()
                .sorted(Comparator.<String>comparingDouble(
                                name -> desk.canvas().place(name).x())
                        .thenComparingDouble(name -> desk.canvas().place(name).y()))
                .toList();
        List<Edit> wires = new ArrayList<>();
        for (int i = 1; i < order.size(); i++) {
            Wire wire = new Wire(order.get(i - 1), order.get(i));
            WireVerdict verdict = WireVerdict.of(desk.model(), wire.from(), wire.to());
            if (!verdict.isOk()) {
                desk.host().message(wire + ": " + verdict.text());
                refuse(wire, verdict);
                return;
            }
            wires.add(new Edit.Connect(wire.from(), wire.to()));
        }
        if (!wires.isEmpty()) {
            apply(new Edit.Together("Connect " + order.size() + " nodes", wires));
        }
    }

    private void refuse(Wire wire, WireVerdict verdict) {
        Box target = desk.canvas().screenBox(wire.to());
        desk.refuse(wire, verdict, wire.to(), new Point(target.x(), target.centerY()));
    }

    /// Opens the search for a node after the selected one, or in the middle when there is none.
    public void searchNext() {
        NodeSpec selected = desk.model().selectedNode();
        SearchRequest middle = desk.requestAt(region.getWidth() / 2, region.getHeight() / 2, null);
        if (selected == null) {
            desk.host().search(new SearchRequest(middle.screenX(), middle.screenY(), free(middle.at()), null));
            return;
        }
        Point at = desk.canvas().place(selected.name());
        Viewport viewport = desk.canvas().viewport();
        SearchRequest beside = desk.requestAt(
                Math.clamp(viewport.screenX(at.x() + BESIDE), 0, Math.max(0, region.getWidth() - 40)),
                Math.clamp(viewport.screenY(at.y()), 0, Math.max(0, region.getHeight() - 40)),
                new PortRef(selected.name(), PortRef.Side.OUT));
        desk.host()
                .search(new SearchRequest(
                        beside.screenX(), beside.screenY(), free(new Point(at.x() + BESIDE, at.y())), beside.wired()));
    }

    /// That place, or the next one below it where nothing stands.
    private Point free(Point wanted) {
        Point at = wanted;
        while (!desk.canvas()
                .hits()
                .touching(Geometry.node(at).grown(Geometry.GRID))
                .isEmpty()) {
            at = new Point(at.x(), at.y() + Geometry.NODE_HEIGHT + 4 * Geometry.GRID);
        }
        return at;
    }

    /// Starts a wire from the output of the selected node, to be aimed by the pointer or by keys.
    public void startWire() {
        NodeSpec selected = desk.model().selectedNode();
        if (selected != null) {
            region.startWire(new PortRef(selected.name(), PortRef.Side.OUT));
        }
    }

    /// Asks for a new name of the selected node, or for another text of the selected note or title, in its place.
    public void rename() {
        Piece piece = desk.model().selectedPiece();
        if (piece != null) {
            desk.drawing().edit(piece);
            return;
        }
        NodeSpec selected = desk.model().selectedNode();
        if (selected != null) {
            desk.host().rename(selected.name());
        }
    }

    /// Selects the next node, note, group or point of a wire in a direction, and the first one when nothing alone is
    /// selected.
    public void walk(int dx, int dy) {
        Selection selection = desk.model().selection();
        if (selection.nodes().size() + selection.pieces().size() != 1) {
            Selection first = Stream.concat(
                            desk.model().design().names().stream().map(Selection::of),
                            desk.canvas().pieces().all().stream().map(Selection::of))
                    .findFirst()
                    .orElse(Selection.NONE);
            region.reveal(first);
            return;
        }
        Selection next = new Walk(desk.canvas()).next(selection, dx, dy);
        if (next != null) {
            region.reveal(next);
        }
    }

    /// Adds a node under a fresh name at a free place, wired to a port where the types fit, as one step.
    String add(NodeSpec node, Point at, @Nullable PortRef wired) {
        NodeSpec fresh = node.withName(desk.model().design().freshName(node.name()));
        Edit add = new Edit.AddNode(fresh, Geometry.snapped(at));
        if (wired == null) {
            apply(add);
        } else {
            boolean after = wired.side() == PortRef.Side.OUT;
            Wire wire = after ? new Wire(wired.node(), fresh.name()) : new Wire(fresh.name(), wired.node());
            Insertion.wired(desk.model(), add, wire).ifPresent(reason -> {
                apply(add);
                desk.host().message("Not connected: " + reason);
            });
        }
        desk.model().selectNode(fresh.name());
        region.requestFocus();
        return fresh.name();
    }
}
