package xooai.designer.canvas;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Wire;
import xooai.flow.Point;

/// The layers of a canvas, and which of them draw the flow: regions when it is near, one picture when it is
/// far or when too much of it is in view.
///
/// Regions are prepared for somewhat more than is seen, so that most moves of the view ask for nothing new.
final class Scenery {
    private static final double PREPARED = 160;
    private static final int MOST_NODES = 400;
    private static final int MOST_WIRES = 1000;
    private static final int MOST_PIECES = 400;

    /// So much of the most is regions again after it was a picture: else what lies at the border is one and the other
    /// by turns as it is dragged, and each turn costs many frames.
    private static final double AGAIN = 0.75;
    private static final double MAP_INSET = 16;
    private static final int MADE_A_FRAME = 3;

    final Swatches swatches;
    final FarPicture far;
    final WorldLayer world;
    final Overlay overlay = new Overlay();
    private final DesignModel model;
    private final CanvasModel canvas;
    private final DotGrid dots;
    private final Minimap minimap;
    private final Runnable layoutWanted;
    private Box prepared = new Box(0, 0, -1, -1);
    private double preparedZoom;
    private boolean anew = true;
    private boolean undressed = true;
    private boolean moved = true;
    private boolean mapWanted = true;
    private final AnimationTimer preparing = new AnimationTimer() {
        @Override
        public void handle(long now) {
            if (!world.isVisible() || !world.prepare(MADE_A_FRAME)) {
                stop();
            }
        }
    };

    /// @param passed what a label on a wire says; null for none
    Scenery(
            DesignModel model,
            CanvasModel canvas,
            Runnable layoutWanted,
            Consumer<Point> lookAt,
            Function<Wire, @Nullable String> passed) {
        this.model = model;
        this.canvas = canvas;
        this.layoutWanted = layoutWanted;
        swatches = new Swatches(this::recolored);
        dots = new DotGrid(swatches);
        far = new FarPicture(model, canvas, swatches);
        world = new WorldLayer(model, canvas, passed);
        minimap = new Minimap(model, canvas, swatches, lookAt);
    }

    /// What lies behind everything else, from back to front.
    List<Node> back() {
        return List.of(swatches, dots, far, world, overlay);
    }

    /// What lies before everything else.
    Node front() {
        return minimap;
    }

    private void recolored() {
        dots.recolor();
        far.stale();
        minimap.stale();
        layoutWanted.run();
    }

    /// What things look like has changed.
    void drawAgain() {
        anew = true;
        far.stale();
        minimap.stale();
        placeAgain();
    }

    /// Where things stand has changed.
    void placeAgain() {
        moved = true;
        layoutWanted.run();
    }

    /// What became of those nodes has changed.
    void dress(Collection<String> names) {
        dress(names, Set.of());
    }

    /// What those nodes and wires look like has changed, and nothing else.
    void dress(Collection<String> names, Collection<Wire> wires) {
        world.dress(names);
        world.dressWires(wires);
        far.dress(names, wires);
        minimap.stale();
    }

    boolean isMapWanted() {
        return mapWanted;
    }

    void setMapWanted(boolean wanted) {
        mapWanted = wanted;
        minimap.setVisible(wanted);
        minimap.stale();
        layoutWanted.run();
    }

    /// Draws for a canvas of that size.
    ///
    /// @param wire the wire that is being drawn by hand, or null
    void layOut(double width, double height, @Nullable WireGesture wire) {
        Viewport viewport = canvas.viewport();
        Box seen = viewport.seen(width, height);
        dots.follow(viewport, width, height);
        overlay.resize(width, height);
        far.setSize(width, height);
        minimap.setVisible(mapWanted && !isEmpty());
        minimap.relocate(width - Minimap.WIDTH - MAP_INSET, height - Minimap.HEIGHT - MAP_INSET);
        world.setViewport(viewport);
        if (moved || anew || viewport.zoom() != preparedZoom || !prepared.holds(seen)) {
            prepare(viewport, seen, wire);
        }
        far.follow(viewport);
        minimap.follow(seen);
    }

    /// Whether there is nothing at all, neither of the flow nor around it.
    boolean isEmpty() {
        return model.design().names().isEmpty() && canvas.pieces().isEmpty();
    }

    private void prepare(Viewport viewport, Box seen, @Nullable WireGesture wire) {
        prepared = seen.grown(PREPARED / viewport.zoom());
        preparedZoom = viewport.zoom();
        boolean tooFar = Detail.at(viewport.zoom()) == Detail.PICTURE;
        CanvasModel.Visible visible = tooFar ? CanvasModel.Visible.NONE : canvas.visible(prepared);
        if (tooFar || isTooMuch(visible, world.isVisible() ? 1 : AGAIN)) {
            showPicture();
        } else {
            showRegions(visible, wire);
        }
        anew = false;
        moved = false;
    }

    private static boolean isTooMuch(CanvasModel.Visible visible, double share) {
        return visible.nodes().size() > share * MOST_NODES
                || visible.wires().size() > share * MOST_WIRES
                || visible.pieces().size() > share * MOST_PIECES;
    }

    private void showRegions(CanvasModel.Visible visible, @Nullable WireGesture wire) {
        far.setShown(false);
        world.setVisible(true);
        world.show(visible, anew || undressed);
        if (undressed) {
            preparing.start();
        }
        undressed = false;
        if (wire != null) {
            wire.showFits();
        }
    }

    private void showPicture() {
        undressed = true;
        world.setVisible(false);
        if (anew && far.isVisible()) {
            far.repaint();
        }
        far.setShown(true);
    }
}
