package xooai.designer.canvas;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Change;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Drawings;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.designer.wires.WireVerdict;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// The canvas on which a flow is drawn, moved and wired by hand.
///
/// It draws what the model holds and edits the model; it keeps nothing of the flow but where it is looked at
/// from. Only what is in view has scene nodes, so that a flow of thousands of nodes stays quick. For the
/// JavaFX thread.
public final class FlowCanvas extends Region {
    private static final double FIT_MARGIN = 56;

    private final DesignModel model;
    private final CanvasHost host;
    private final CanvasModel canvas;
    private final Scenery scenery;
    private final EmptyState empty;
    private final MarkLayer marks;
    private final Pointer pointer;
    private final CanvasActions actions;
    private final PlaceEditor editor;
    private final DrawingActions drawing;
    private final DropPreview preview;
    private final Motion motion;
    private final Wheel wheel;
    private final WireNotice notice = new WireNotice(this);
    private final Refusals refusals;
    private final Runnable unlisten;

    /// A canvas of the flow in that model, in that window.
    public FlowCanvas(DesignModel model, CanvasHost host) {
        this.model = model;
        this.host = host;
        canvas = new CanvasModel(model);
        scenery = new Scenery(model, canvas, this::requestLayout, this::lookAt, host::passed);
        empty = new EmptyState(() -> host.search(desk().requestAt(getWidth() / 2, getHeight() / 2, null)));
        marks = new MarkLayer(canvas);
        motion = new Motion(canvas::viewport, this::look);
        Desk desk = desk();
        editor = new PlaceEditor(canvas, this, host::message);
        drawing = new DrawingActions(desk, this, editor);
        pointer = new Pointer(this, desk);
        actions = new CanvasActions(desk, this);
        preview = new DropPreview(desk);
        refusals = new Refusals(this, desk, notice);
        getStyleClass().add("flow-canvas");
        getStylesheets().add(stylesheet());
        setId("flow-canvas");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.PARENT);
        getChildren().addAll(scenery.back());
        getChildren().addAll(empty, marks, editor, scenery.front(), notice);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        wheel = new Wheel(this, motion);
        new CanvasKeys(this, desk, pointer, actions);
        Runnable design = model.listen(this::changed);
        Runnable leaving = model.addOnLeaving(editor::close);
        unlisten = () -> List.of(design, leaving).forEach(Runnable::run);
        setAccessibleText(Drawings.spoken(model.design()));
    }

    private static String stylesheet() {
        return Objects.requireNonNull(FlowCanvas.class.getResource("canvas.css"), "canvas.css")
                .toExternalForm();
    }

    private Desk desk() {
        return new CanvasDesk(this, model, canvas, scenery.world, scenery.overlay, host);
    }

    /// Stops listening to the model; the canvas shall not be used any more.
    public void dispose() {
        unlisten.run();
        motion.stop();
        pointer.cancel();
        editor.close();
        scenery.overlay.chip().hide();
        notice.hide();
    }

    private void changed(Change change) {
        switch (change) {
            case Change.OfDesign _ -> designChanged();
            case Change.OfSelection(Selection before, Selection after)
            when !before.pieces().equals(after.pieces()) -> drawAgain();
            case Change.OfSelection(Selection before, Selection after) ->
                scenery.dress(
                        Selection.apart(before.nodes(), after.nodes()), Selection.apart(before.wires(), after.wires()));
            case Change.OfDescriptions _, Change.OfProblems _ -> drawAgain();
            case Change.OfStatuses statuses -> scenery.dress(statuses.nodes());
            case Change.OfHistory _ -> {}
        }
    }

    private void designChanged() {
        pointer.cancel();
        notice.hide();
        canvas.index();
        setAccessibleText(Drawings.spoken(model.design()));
        drawAgain();
    }

    /// Draws again what things look like, and where they stand.
    void drawAgain() {
        scenery.drawAgain();
    }

    /// Draws again where things stand.
    void placeAgain() {
        scenery.placeAgain();
    }

    /// Looks at another part of the flow.
    void look(Viewport viewport) {
        canvas.setViewport(viewport);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double emptyWidth = Math.min(width, 560);
        boolean nothing = scenery.isEmpty();
        empty.setVisible(nothing);
        empty.resizeRelocate(Math.floor((width - emptyWidth) / 2), Math.floor(height / 2 - 120), emptyWidth, 240);
        scenery.layOut(width, height, pointer.wire());
        marks.layOut(width, height);
        editor.resize(width, height);
        editor.layOut();
    }

    /// Draws those marks over the flow until others are given.
    public void setMarks(Marks wanted) {
        marks.show(wanted);
        requestLayout();
    }

    /// Where the flow is looked at from.
    public Viewport viewport() {
        return canvas.viewport();
    }

    /// Looks at the flow from there at once.
    public void setViewport(Viewport viewport) {
        motion.stop();
        look(viewport);
    }

    /// Lets the view be at once where it goes, without gliding there.
    public void setReducedMotion(boolean reduced) {
        motion.setReduced(reduced);
    }

    private void lookAt(Point point) {
        Box seen = canvas.viewport().seen(getWidth(), getHeight());
        setViewport(new Viewport(
                point.x() - seen.width() / 2,
                point.y() - seen.height() / 2,
                canvas.viewport().zoom()));
    }

    /// Shows everything at the zoom of 100 %.
    public void actualSize() {
        zoomTo(1);
    }

    /// Zooms in by a step, about the middle.
    public void zoomIn() {
        zoomTo(canvas.viewport().zoom() * 1.25);
    }

    /// Zooms out by a step, about the middle.
    public void zoomOut() {
        zoomTo(canvas.viewport().zoom() / 1.25);
    }

    private void zoomTo(double zoom) {
        motion.go(canvas.viewport().zoomedTo(zoom, getWidth() / 2, getHeight() / 2), getWidth(), getHeight());
    }

    /// Shows the whole flow.
    public void fitAll() {
        fit(canvas.around());
    }

    /// Shows all that is selected, or the whole flow when nothing is.
    public void fitSelection() {
        Box selected = canvas.around(model.selection());
        fit(selected == null ? canvas.around() : selected);
    }

    private void fit(@Nullable Box box) {
        if (box != null) {
            motion.go(Viewport.fitting(box, getWidth(), getHeight(), FIT_MARGIN), getWidth(), getHeight());
        }
    }

    /// Says on an empty canvas on which key an executor is added; empty for none.
    public void setAddKey(String key) {
        empty.setKey(key);
    }

    /// Shows the whole flow at once, as when it is opened; waits for nothing.
    public void showAll() {
        Box box = canvas.around();
        setViewport(box == null ? Viewport.START : Viewport.fitting(box, getWidth(), getHeight(), FIT_MARGIN));
    }

    /// Moves the view to where that point is in the middle, at that zoom.
    void glideTo(Point middle, double zoom) {
        motion.go(Viewport.around(middle, zoom, getWidth(), getHeight()), getWidth(), getHeight());
    }

    /// Selects a node, brings it into view and gives it the focus.
    public void reveal(String name) {
        reveal(Selection.of(name));
    }

    /// Selects what there is of that, brings it into view and gives it the focus.
    void reveal(Selection wanted) {
        model.select(wanted);
        Box box = canvas.around(model.selection());
        if (box == null) {
            return;
        }
        if (!seen().grown(-16 / canvas.viewport().zoom()).holds(box)) {
            lookAt(new Point(box.centerX(), box.centerY()));
        }
        layout();
        Node view = scenery.world.viewOf(model.selection());
        (view == null ? this : view).requestFocus();
    }

    private Box seen() {
        return canvas.viewport().seen(getWidth(), getHeight());
    }

    /// The whole flow as a picture, as it stands now.
    public FlowPicture picture() {
        return FlowPicture.of(model, canvas);
    }

    /// Whether wires have labels that say what passed.
    public boolean isWireLabelsShown() {
        return scenery.world.labels().isOn();
    }

    /// Shows or hides the labels on the wires that say what passed.
    public void setWireLabelsShown(boolean shown) {
        scenery.world.labels().setOn(shown);
    }

    /// What passed the wires has changed.
    public void refreshWireLabels() {
        scenery.world.labels().refresh();
    }

    /// Whether the map in the corner is shown.
    public boolean isMinimapShown() {
        return scenery.isMapWanted();
    }

    /// Shows the map in the corner, or hides it.
    public void setMinimapShown(boolean shown) {
        scenery.setMapWanted(shown);
    }

    /// Whether the wheel alone zooms, and scrolls with the menu key; else it is the other way round.
    public boolean isWheelZooming() {
        return wheel.isZooming();
    }

    /// Lets the wheel alone zoom, or scroll.
    public void setWheelZooming(boolean zooming) {
        wheel.setZooming(zooming);
    }

    /// What can be done here by keys and menus.
    public CanvasActions actions() {
        return actions;
    }

    /// What can be done with groups, notes, the points of wires and bookmarks.
    public DrawingActions drawing() {
        return drawing;
    }

    /// Adds the node that was found for a request, wired as the request says, as one step.
    ///
    /// The node gets a fresh name when its own is taken. A wire whose types do not fit is not made, and said.
    ///
    /// @return the name that the node got
    public String answer(SearchRequest request, NodeSpec node) {
        String added = actions.add(node, request.at(), request.wired());
        Box box = canvas.around(Set.of(added));
        // Where a person pointed it may stand at the border; one that is hardly seen there is looked at.
        if (box != null && !seen().holds(new Box(box.x(), box.y(), box.width() / 2, Geometry.PORT_LINE / 2))) {
            lookAt(new Point(box.centerX(), box.centerY()));
        }
        return added;
    }

    /// Shows where a node dragged from elsewhere would be let go.
    public void previewDropAt(double sceneX, double sceneY, NodeSpec node) {
        Point2D at = sceneToLocal(sceneX, sceneY);
        preview.show(at.getX(), at.getY(), node);
    }

    /// The node dragged from elsewhere is no longer over the canvas.
    public void endPreview() {
        preview.hide();
    }

    /// Lets a node go that was dragged from elsewhere: adds it there, into the wire under it where the types
    /// fit.
    ///
    /// @return the name that the node got, or null when the point is not on the canvas
    public @Nullable String dropAt(double sceneX, double sceneY, NodeSpec node) {
        Point2D at = sceneToLocal(sceneX, sceneY);
        preview.hide();
        if (!contains(at)) {
            return null;
        }
        String name = preview.drop(at.getX(), at.getY(), node);
        model.select(Selection.of(name));
        requestFocus();
        return name;
    }

    /// Where that node is on the canvas, in its pixels: for what points at it from outside.
    public Bounds boundsOf(String name) {
        Box box = canvas.screenBox(name);
        return new BoundingBox(box.x(), box.y(), box.width(), box.height());
    }

    /// Where a port is on the canvas, in its pixels.
    public Point2D pointOf(PortRef port) {
        Point at = Geometry.port(canvas.place(port.node()), port.side());
        return new Point2D(canvas.viewport().screenX(at.x()), canvas.viewport().screenY(at.y()));
    }

    void refuse(Wire wire, WireVerdict verdict, String node, Point at) {
        refusals.refuse(wire, verdict, node, at);
    }

    /// Shows the reason why a wire of the flow does not fit, with its fixes, where it ends.
    public void explain(Wire wire) {
        layout();
        refusals.explain(wire);
    }

    /// Starts a wire that waits for a click or for keys.
    void startWire(PortRef port) {
        pointer.startWire(port);
    }

    void hideNotice() {
        notice.hide();
    }

    /// Shows field by field what a wire that is drawn or refused needs and gets, or no longer; says whether there is
    /// such a wire.
    public boolean toggleFields() {
        return refusals.toggleFields(pointer.wire());
    }

    /// What is said of a wire that was refused, or null while nothing is.
    public @Nullable String noticeText() {
        return notice.text();
    }

    /// What is said field by field of the wire that is drawn or refused, or null while that is not.
    public @Nullable String fieldsText() {
        String chip = scenery.overlay.chip().fields();
        return chip == null ? notice.fields() : chip;
    }

    /// What the chip beside the pointer says, or null while there is none.
    public @Nullable String chipText() {
        return scenery.overlay.chip().text();
    }

    /// How many scene nodes the flow takes now; bounded, however large it is.
    public int liveNodeCount() {
        return scenery.world.liveNodeCount();
    }

    FarPicture far() {
        return scenery.far;
    }

    WorldLayer world() {
        return scenery.world;
    }

    Swatches swatches() {
        return scenery.swatches;
    }
}
