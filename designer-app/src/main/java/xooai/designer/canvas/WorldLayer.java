package xooai.designer.canvas;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Piece;
import xooai.designer.design.PortInfo;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.doc.Fit;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// The nodes and wires that are in view, as regions and curves taken from a pool.
final class WorldLayer extends Pane {
    /// How many nodes are usually in view where they are smallest.
    private static final int READY = 160;
    private static final double FAR_AWAY = -1e6;

    private final DesignModel model;
    private final CanvasModel canvas;
    private final Pane wirePane = new Pane();
    private final PieceLayer pieces;
    private final Pane markPane = new Pane();
    private final Pane nodePane = new Pane();
    private final WireLabels labels;
    private final Map<String, NodeView> nodes = new LinkedHashMap<>();
    private final Map<Wire, WireView> wires = new LinkedHashMap<>();
    private final Map<Wire, WireMark> marks = new LinkedHashMap<>();
    private final Deque<NodeView> freeNodes = new ArrayDeque<>();
    private final List<NodeView> styled = new ArrayList<>();
    private final Deque<WireView> freeWires = new ArrayDeque<>();
    private final Translate translate = new Translate();
    private final Scale scale = new Scale();
    private @Nullable Wire hovered;
    private @Nullable Trace trace;

    /// @param passed what a label on a wire says; null for none
    WorldLayer(DesignModel model, CanvasModel canvas, Function<Wire, @Nullable String> passed) {
        this.model = model;
        this.canvas = canvas;
        this.labels = new WireLabels(passed);
        this.pieces = new PieceLayer(model, canvas);
        setManaged(false);
        setMouseTransparent(true);
        getStyleClass().add("canvas-world");
        wirePane.setManaged(false);
        nodePane.setManaged(false);
        markPane.setManaged(false);
        getChildren().addAll(pieces.groups(), pieces.notes(), wirePane, labels, pieces.bends(), markPane, nodePane);
        getTransforms().addAll(scale, translate);
    }

    void setViewport(Viewport viewport) {
        scale.setX(viewport.zoom());
        scale.setY(viewport.zoom());
        translate.setX(-viewport.x());
        translate.setY(-viewport.y());
        Detail detail = Detail.at(viewport.zoom());
        labels.setNear(detail == Detail.FULL);
        if (detail != Detail.PICTURE) {
            nodes.values().forEach(view -> view.setDetail(detail, viewport.zoom()));
        }
    }

    /// Shows those nodes and wires and no others.
    ///
    /// @param anew whether what they look like may have changed, and not only where they stand
    void show(CanvasModel.Visible visible, boolean anew) {
        trace(null);
        release(visible);
        pieces.show(visible.pieces(), anew);
        for (Wire wire : visible.wires()) {
            show(wire, anew);
        }
        for (String name : visible.nodes()) {
            show(name, anew);
        }
    }

    private void release(CanvasModel.Visible visible) {
        for (String name : new ArrayList<>(nodes.keySet())) {
            if (!visible.nodes().contains(name)) {
                free(name);
            }
        }
        for (Wire wire : new ArrayList<>(wires.keySet())) {
            if (!visible.wires().contains(wire)) {
                WireView view = wires.remove(wire);
                if (view != null) {
                    view.setVisible(false);
                    freeWires.add(view);
                    mark(wire, false);
                    labels.remove(wire);
                }
            }
        }
    }

    private void free(String name) {
        NodeView view = nodes.remove(name);
        if (view == null) {
            return;
        }
        if (view.isFocused() && getParent() != null) {
            getParent().requestFocus();
        }
        view.setVisible(false);
        freeNodes.add(view);
    }

    private void show(Wire wire, boolean anew) {
        WireView view = wires.get(wire);
        if (view == null) {
            view = freeWires.isEmpty() ? new WireView() : freeWires.remove();
            if (view.getParent() == null) {
                wirePane.getChildren().add(view);
            }
            view.setVisible(true);
            wires.put(wire, view);
            dress(view, wire);
        } else if (anew) {
            dress(view, wire);
        }
        Route route = canvas.route(wire);
        view.place(route);
        labels.place(wire, route);
        WireMark mark = marks.get(wire);
        if (mark != null) {
            mark.place(route.at(0.5), canvas.viewport().zoom());
        }
    }

    private void dress(WireView view, Wire wire) {
        NodeSpec from = model.design().node(wire.from());
        PortInfo info = from == null ? PortInfo.UNKNOWN : model.ports().output(from);
        Fit.Refused misfit = model.ports().misfits().get(wire);
        int bends = model.design().bends(wire).size();
        view.show(wire, info, model.selection().wires().contains(wire), wire.equals(hovered), misfit, bends);
        mark(wire, misfit != null);
    }

    /// A sign on a wire that does not fit, so that not its colour alone tells.
    private void mark(Wire wire, boolean misfit) {
        WireMark mark = marks.get(wire);
        if (misfit && mark == null) {
            mark = new WireMark();
            marks.put(wire, mark);
            markPane.getChildren().add(mark);
        } else if (!misfit && mark != null) {
            markPane.getChildren().remove(marks.remove(wire));
        }
    }

    private void show(String name, boolean anew) {
        NodeSpec node = model.design().node(name);
        if (node == null) {
            return;
        }
        NodeView view = nodes.get(name);
        boolean fresh = view == null;
        if (view == null) {
            view = freeNodes.isEmpty() ? new NodeView() : freeNodes.remove();
            if (view.getParent() == null) {
                nodePane.getChildren().add(view);
            }
            view.setVisible(true);
            nodes.put(name, view);
        }
        if (fresh || anew) {
            view.show(NodeFace.of(model, node));
            view.setDetail(
                    Detail.at(canvas.viewport().zoom()), canvas.viewport().zoom());
        }
        Point at = canvas.place(name);
        view.relocate(at.x(), at.y());
    }

    /// Dresses those nodes anew, where they are in view.
    void dress(Collection<String> names) {
        for (String name : names) {
            NodeView view = nodes.get(name);
            NodeSpec node = model.design().node(name);
            if (view != null && node != null) {
                view.show(NodeFace.of(model, node));
            }
        }
    }

    /// Dresses those wires anew, where they are in view.
    void dressWires(Collection<Wire> wanted) {
        wanted.forEach(this::redress);
    }

    /// Shows that wire as the one under the pointer, or none.
    void hover(@Nullable Wire wire) {
        Wire before = hovered;
        hovered = wire;
        redress(before);
        redress(wire);
    }

    /// The wire under the pointer, or null.
    @Nullable
    Wire hovered() {
        return hovered;
    }

    /// Lets all fade that is not on the path of that wire; nothing for none.
    void trace(@Nullable Wire wire) {
        if (wire == null ? trace == null : trace != null && trace.wire().equals(wire)) {
            return;
        }
        Trace now = wire == null ? null : Trace.of(model.design(), wire);
        trace = now;
        nodes.forEach((name, view) -> view.pseudoClassStateChanged(Looks.FADED, now != null && !now.holds(name)));
        wires.forEach((each, view) -> view.pseudoClassStateChanged(Looks.FADED, now != null && !now.holds(each)));
    }

    private void redress(@Nullable Wire wire) {
        WireView view = wire == null ? null : wires.get(wire);
        if (wire != null && view != null) {
            dress(view, wire);
        }
    }

    /// Makes a few views that are not needed yet, styled and out of sight, so that zooming out never makes all at once;
    /// says whether more are to be made.
    boolean prepare(int some) {
        // Styled with the frame before, as nothing that is invisible is; nobody shall find them until they show a node.
        styled.stream().filter(freeNodes::contains).forEach(view -> view.setVisible(false));
        styled.clear();
        int wanted = Math.min(READY, model.design().names().size());
        for (int i = 0; i < some && nodes.size() + freeNodes.size() < wanted; i++) {
            NodeView view = new NodeView();
            view.relocate(FAR_AWAY, FAR_AWAY);
            nodePane.getChildren().add(view);
            freeNodes.add(view);
            styled.add(view);
        }
        return !styled.isEmpty();
    }

    /// The groups, notes and points of wires.
    PieceLayer pieces() {
        return pieces;
    }

    /// The labels on the wires.
    WireLabels labels() {
        return labels;
    }

    /// Brings those nodes above the others.
    void raise(Set<String> names) {
        names.forEach(name -> {
            NodeView view = nodes.get(name);
            if (view != null) {
                view.toFront();
            }
        });
    }

    Map<String, NodeView> views() {
        return nodes;
    }

    /// What shows the first of what is selected, or null while that is not in view.
    @Nullable
    Node viewOf(Selection selection) {
        for (String name : selection.nodes()) {
            return nodes.get(name);
        }
        for (Piece piece : selection.pieces()) {
            return pieces.shown(piece);
        }
        return null;
    }

    @Nullable
    WireView view(Wire wire) {
        return wires.get(wire);
    }

    /// How many scene nodes this layer has, those in its pools too.
    int liveNodeCount() {
        return count(this);
    }

    private static int count(Node node) {
        int count = 1;
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                count += count(child);
            }
        }
        return count;
    }
}
