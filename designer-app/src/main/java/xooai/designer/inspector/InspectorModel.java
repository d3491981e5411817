package xooai.designer.inspector;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Change;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Piece;
import xooai.designer.design.Wire;
import xooai.designer.invoke.InvokeModel;
import xooai.driver.EndpointDescription;
import xooai.flow.Drawing;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;

/// What the inspector is about: one node, several, or the flow; and when it has to be drawn anew.
public final class InspectorModel {
    private final DesignModel design;
    private final InvokeModel invoke;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private @Nullable NodeSpec shown;
    private @Nullable FlowSpec shownFlow;
    private @Nullable EndpointDescription shownEndpoint;
    private @Nullable Wire shownWire;
    private @Nullable Piece shownPiece;
    private @Nullable Object shownDrawing;
    private int selected;

    /// A model that follows what is selected in that design.
    public InspectorModel(DesignModel design, InvokeModel invoke) {
        this.design = design;
        this.invoke = invoke;
        design.listen(this::on);
        update();
    }

    /// Calls the listener when something else is to be drawn.
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /// The node, or null when none or several are selected.
    public @Nullable NodeSpec node() {
        return shown;
    }

    /// The wire, or null unless it alone is selected.
    public @Nullable Wire wire() {
        return shownWire;
    }

    /// The group, note or point of a wire, or null unless it alone is selected.
    public @Nullable Piece piece() {
        return shownPiece;
    }

    /// How many nodes are selected.
    public int selected() {
        return selected;
    }

    /// The endpoint of the node as far as it is known.
    public @Nullable EndpointDescription endpoint() {
        return shownEndpoint;
    }

    /// The test-invoke of the node.
    public InvokeModel invoke() {
        return invoke;
    }

    /// Turns the test-invoke to the node, once it is to be seen.
    public void turnInvoke() {
        invoke.show(shown, shownEndpoint);
    }

    private void on(Change change) {
        switch (change) {
            case Change.OfDesign _, Change.OfSelection _, Change.OfDescriptions _ -> update();
            case Change.OfStatuses _, Change.OfProblems _, Change.OfHistory _ -> {}
        }
    }

    private void update() {
        NodeSpec node = design.selectedNode();
        EndpointDescription endpoint = node == null ? null : design.ports().endpoint(node);
        FlowSpec flow = node == null ? Drawing.without(design.design().spec().withView(java.util.Map.of())) : null;
        Piece piece = design.selectedPiece();
        Object drawn = piece == null ? null : design.design().drawing();
        int count = design.selection().nodes().size();
        Wire wire = count == 0 && design.selection().wires().size() == 1
                ? design.selection().wires().iterator().next()
                : null;
        boolean same = Objects.equals(node, shown)
                && Objects.equals(wire, shownWire)
                && Objects.equals(endpoint, shownEndpoint)
                && Objects.equals(flow, shownFlow)
                && Objects.equals(piece, shownPiece)
                && Objects.equals(drawn, shownDrawing)
                && count == selected;
        shown = node;
        shownEndpoint = endpoint;
        shownWire = wire;
        shownFlow = flow;
        shownPiece = piece;
        shownDrawing = drawn;
        selected = count;
        if (!same) {
            listeners.forEach(Runnable::run);
        }
    }
}
