package xooai.designer.canvas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Cargo;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Piece;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.flow.Point;

/// What is where on the canvas, and what of it is seen; nodes that are being dragged stand where they are
/// dragged.
final class CanvasModel {
    private final DesignModel model;
    private Viewport viewport = Viewport.START;
    private Design design;
    private GridIndex<String> nodes = new GridIndex<>();
    private GridIndex<Wire> wires = new GridIndex<>();
    private Map<String, Point> places = new HashMap<>();
    /// The wires that are in the index.
    private List<Wire> wired = List.of();
    /// The design whose wires are in the index.
    private Design indexed;
    private final PieceIndex pieces;
    private final Hits hits;
    private Set<String> dragged = Set.of();
    /// The wires with one end that is dragged and one that is not.
    private Set<Wire> stretched = Set.of();
    private double dragX;
    private double dragY;

    /// What of a flow is seen, in order of declaration where there is one.
    record Visible(Set<String> nodes, Set<Wire> wires, Set<Piece> pieces) {
        /// Nothing.
        static final Visible NONE = new Visible(Set.of(), Set.of(), Set.of());
    }

    CanvasModel(DesignModel model) {
        this.model = model;
        this.design = model.design();
        this.pieces = new PieceIndex(design);
        this.hits = new Hits(this, model);
        this.indexed = design;
        index();
    }

    Viewport viewport() {
        return viewport;
    }

    void setViewport(Viewport value) {
        viewport = value;
    }

    Design design() {
        return design;
    }

    /// Looks at the design as it is now; at what changed alone, as a step of a large flow changes little of it.
    void index() {
        design = model.design();
        pieces.index(design);
        Set<String> gone = new LinkedHashSet<>();
        Map<String, Point> moved = new LinkedHashMap<>();
        for (String name : places.keySet()) {
            if (!design.has(name)) {
                gone.add(name);
            }
        }
        for (String name : design.names()) {
            Point at = design.position(name);
            if (!at.equals(places.get(name))) {
                moved.put(name, at);
            }
        }
        if (places.isEmpty() || moved.size() + gone.size() > places.size() / 2) {
            indexAll();
        } else {
            indexChanged(gone, moved);
        }
    }

    private void indexAll() {
        places = new HashMap<>(design.positions());
        nodes = new GridIndex<>();
        wires = new GridIndex<>();
        wired = design.wires();
        design.names().forEach(name -> nodes.put(name, extent(name)));
        wired.forEach(wire -> extents(design, wire).forEach(box -> wires.put(wire, box)));
        indexed = design;
    }

    private void indexChanged(Set<String> gone, Map<String, Point> moved) {
        Set<Wire> before = Set.of();
        Set<Wire> after = Set.of();
        if (!wired.equals(design.wires())) {
            before = new LinkedHashSet<>(wired);
            after = new LinkedHashSet<>(design.wires());
        }
        Set<Wire> out = new LinkedHashSet<>(before);
        out.removeAll(after);
        Set<Wire> in = new LinkedHashSet<>(after);
        in.removeAll(before);
        for (Wire wire : moved.isEmpty() ? List.<Wire>of() : wired) {
            if (moved.containsKey(wire.from()) || moved.containsKey(wire.to())) {
                out.add(wire);
            }
        }
        for (Wire wire : moved.isEmpty() ? List.<Wire>of() : design.wires()) {
            if (moved.containsKey(wire.from()) || moved.containsKey(wire.to())) {
                in.add(wire);
            }
        }
        for (Wire wire : bentOtherwise(indexed)) {
            if (indexed.hasWire(wire)) {
                out.add(wire);
            }
            if (design.hasWire(wire)) {
                in.add(wire);
            }
        }
        out.forEach(wire -> extents(indexed, wire).forEach(box -> wires.remove(wire, box)));
        gone.forEach(name -> nodes.remove(name, extent(name)));
        moved.keySet().stream().filter(places::containsKey).forEach(name -> nodes.remove(name, extent(name)));
        places.keySet().removeAll(gone);
        places.putAll(moved);
        moved.keySet().forEach(name -> nodes.put(name, extent(name)));
        in.forEach(wire -> extents(design, wire).forEach(box -> wires.put(wire, box)));
        wired = design.wires();
        indexed = design;
    }

    /// The wires that go through other points than before.
    private Set<Wire> bentOtherwise(Design before) {
        if (before.drawing().equals(design.drawing())) {
            return Set.of();
        }
        Set<Wire> bent = new LinkedHashSet<>(before.bentWires());
        bent.addAll(design.bentWires());
        bent.removeIf(wire -> before.bends(wire).equals(design.bends(wire)));
        return bent;
    }

    private Box extent(String name) {
        return Geometry.node(places.getOrDefault(name, new Point(0, 0))).grown(Geometry.PORT_SIZE);
    }

    /// Small boxes along a wire of that design that together hold it.
    private List<Box> extents(Design of, Wire wire) {
        List<Box> boxes = new ArrayList<>();
        for (Geometry.Curve curve : route(wire, of.bends(wire)).curves()) {
            Point before = curve.at(0);
            int count = pieces(curve);
            for (int i = 1; i <= count; i++) {
                Point after = curve.at((double) i / count);
                boxes.add(Box.between(before.x(), before.y(), after.x(), after.y())
                        .grown(Geometry.GRID));
                before = after;
            }
        }
        return boxes;
    }

    private static int pieces(Geometry.Curve curve) {
        Box box = curve.box();
        return (int) Math.clamp((box.width() + box.height()) / 256, 1, 64);
    }

    /// Groups, notes and the points of wires.
    PieceIndex pieces() {
        return pieces;
    }

    /// That stands so much beside its place.
    void drag(Cargo cargo, double dx, double dy) {
        if (!cargo.nodes().equals(dragged)) {
            stretched = stretchedBy(cargo.nodes());
        }
        dragged = cargo.nodes();
        pieces.drag(cargo.pieces(), dx, dy);
        dragX = dx;
        dragY = dy;
    }

    /// Everything stands in its place again.
    void endDrag() {
        drag(Cargo.NONE, 0, 0);
    }

    Set<String> dragged() {
        return dragged;
    }

    /// Where that node stands now.
    Point place(String name) {
        Point at = places.getOrDefault(name, new Point(0, 0));
        return dragged.contains(name) ? new Point(at.x() + dragX, at.y() + dragY) : at;
    }

    Box box(String name) {
        return Geometry.node(place(name));
    }

    /// The way of a wire now.
    Route route(Wire wire) {
        return route(wire, pieces.bends(wire));
    }

    private Route route(Wire wire, List<Point> bends) {
        return Route.through(
                Geometry.port(place(wire.from()), PortRef.Side.OUT),
                bends,
                Geometry.port(place(wire.to()), PortRef.Side.IN));
    }

    /// The box around the whole flow, with all that is drawn around it, or null when there is nothing.
    @Nullable
    Box around() {
        return around(design.names(), pieces.all());
    }

    /// The box around that, or null when there is none of it.
    @Nullable
    Box around(Selection things) {
        return around(things.nodes(), things.pieces());
    }

    private @Nullable Box around(Collection<String> names, Collection<Piece> drawn) {
        Box all = around(names);
        for (Piece piece : drawn) {
            all = all == null ? pieces.box(piece) : all.joined(pieces.box(piece));
        }
        return all;
    }

    /// The box around those nodes, or null when there is none.
    @Nullable
    Box around(Collection<String> names) {
        Box all = null;
        for (String name : names) {
            if (places.containsKey(name)) {
                Box box = box(name);
                all = all == null ? box : all.joined(box);
            }
        }
        return all;
    }

    /// What lies in that part of the world.
    Visible visible(Box part) {
        Set<String> seenNodes = new LinkedHashSet<>();
        Set<Wire> seenWires = new LinkedHashSet<>();
        Box margin = part.grown(Geometry.PORT_SIZE);
        for (String name : nodesNear(margin)) {
            if (box(name).meets(margin)) {
                seenNodes.add(name);
            }
        }
        for (Wire wire : wiresNear(margin)) {
            if (route(wire).box().meets(margin)) {
                seenWires.add(wire);
            }
        }
        return new Visible(seenNodes, seenWires, pieces.meeting(margin));
    }

    private Collection<String> nodesNear(Box part) {
        if (dragged.isEmpty()) {
            return nodes.near(part);
        }
        List<String> found = new ArrayList<>(nodes.near(part));
        found.removeIf(dragged::contains);
        nodes.near(part.moved(-dragX, -dragY)).stream()
                .filter(dragged::contains)
                .forEach(found::add);
        return found;
    }

    private Set<Wire> wiresNear(Box part) {
        if (dragged.isEmpty() && pieces.dragged().isEmpty()) {
            return wires.near(part);
        }
        Set<Wire> found = new LinkedHashSet<>(wires.near(part));
        found.removeIf(wire -> dragged.contains(wire.from()) || dragged.contains(wire.to()));
        for (Wire wire : wires.near(part.moved(-dragX, -dragY))) {
            if (dragged.contains(wire.from()) && dragged.contains(wire.to())) {
                found.add(wire);
            }
        }
        found.addAll(stretched);
        for (Piece piece : pieces.dragged()) {
            if (piece instanceof Piece.OfBend bend) {
                found.add(bend.wire());
            }
        }
        return found;
    }

    /// Looked for once a drag, as it is asked for with each frame of it.
    private Set<Wire> stretchedBy(Set<String> names) {
        Set<Wire> found = new LinkedHashSet<>();
        for (String name : names) {
            for (String before : design.predecessors(name)) {
                if (!names.contains(before)) {
                    found.add(new Wire(before, name));
                }
            }
            for (String after : design.successors(name)) {
                if (!names.contains(after)) {
                    found.add(new Wire(name, after));
                }
            }
        }
        return found;
    }

    /// The nodes whose places are near that part of the world, wherever they are dragged.
    Collection<String> standing(Box part) {
        return nodes.near(part);
    }

    /// The wires whose ways are near that part of the world, wherever their ends are dragged.
    Set<Wire> lying(Box part) {
        return wires.near(part);
    }

    /// What lies under a point, a line or a frame.
    Hits hits() {
        return hits;
    }

    /// Where that node is on the screen.
    Box screenBox(String name) {
        Box box = box(name);
        return new Box(
                viewport.screenX(box.x()),
                viewport.screenY(box.y()),
                box.width() * viewport.zoom(),
                box.height() * viewport.zoom());
    }
}
