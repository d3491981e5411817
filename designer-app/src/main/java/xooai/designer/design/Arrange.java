package xooai.designer.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.flow.Drawing;
import xooai.flow.Frame;
import xooai.flow.Point;

/// Aligns and distributes what is selected: nodes, notes, and groups with what stands in them. On the grid; one step.
public enum Arrange {
    LEFT("Align left", 2),
    CENTRE("Align centres", 2),
    RIGHT("Align right", 2),
    TOP("Align top", 2),
    MIDDLE("Align middles", 2),
    BOTTOM("Align bottom", 2),
    /// So that the wires between them are straight.
    PORT_LINES("Align port lines", 2),
    /// The same gap from each to the next, from left to right; the outermost stay.
    ACROSS("Distribute horizontally", 3),
    /// The same gap from each to the next, from top to bottom; the outermost stay.
    DOWN("Distribute vertically", 3);

    private final String title;
    private final int fewest;

    Arrange(String title, int fewest) {
        this.title = title;
        this.fewest = fewest;
    }

    /// What menus call it.
    public String title() {
        return title;
    }

    /// One thing that is put in line, with what moves with it.
    private record Item(Frame frame, Cargo cargo, double line) {}

    /// The edit that does it to what is selected, or the reason why it cannot be done.
    ///
    /// @return an [Edit] or a [Refusal]
    public Outcome of(Design design, Selection selection) {
        List<Item> items = items(design, selection);
        if (items.size() < fewest) {
            return new Outcome(
                    null, new Refusal(title + " needs " + fewest + " selected nodes, notes or groups or more"));
        }
        Map<String, Point> places = new LinkedHashMap<>();
        Drawing drawing = design.drawing();
        Map<Item, Point> to = this == ACROSS || this == DOWN ? distributed(items) : aligned(items);
        for (Map.Entry<Item, Point> entry : to.entrySet()) {
            Item item = entry.getKey();
            double dx = snapped(entry.getValue().x()) - item.frame().x();
            double dy = snapped(entry.getValue().y()) - item.frame().y();
            double byX = isAcross() ? dx : 0;
            double byY = isAcross() ? 0 : dy;
            for (String name : item.cargo().nodes()) {
                Point at = design.position(name);
                places.put(name, new Point(at.x() + byX, at.y() + byY));
            }
            drawing = item.cargo().drawn(drawing, byX, byY);
        }
        return new Outcome(Cargo.move(title + " " + items.size() + " things", places, drawing), null);
    }

    /// What came of it: one of both is there.
    public record Outcome(@Nullable Edit edit, @Nullable Refusal refusal) {}

    private boolean isAcross() {
        return this == LEFT || this == CENTRE || this == RIGHT || this == ACROSS;
    }

    private static double snapped(double value) {
        return Math.round(value / Layout.GRID) * Layout.GRID;
    }

    /// What is selected one by one; what stands in a selected group goes with it and not for itself.
    private static List<Item> items(Design design, Selection selection) {
        List<Item> items = new ArrayList<>();
        Selection left = selection;
        for (Piece piece : selection.pieces()) {
            if (piece instanceof Piece.OfGroup group) {
                left = left.minus(Cargo.in(design, group.id()));
            }
        }
        for (String name : design.names()) {
            if (left.nodes().contains(name)) {
                Point at = design.position(name);
                Frame frame = new Frame(at.x(), at.y(), Layout.NODE_WIDTH, Layout.NODE_HEIGHT);
                items.add(new Item(frame, new Cargo(Set.of(name), Set.of()), at.y() + Layout.PORT_LINE));
            }
        }
        for (Piece piece : left.pieces()) {
            if (!(piece instanceof Piece.OfBend)) {
                Frame frame = piece.frame(design);
                Cargo cargo = Cargo.of(design, new Selection(Set.of(), Set.of(), Set.of(piece)));
                items.add(new Item(frame, cargo, frame.y() + frame.height() / 2));
            }
        }
        return items;
    }

    private Map<Item, Point> aligned(List<Item> items) {
        double left = items.stream().mapToDouble(item -> item.frame().x()).min().orElse(0);
        double right = items.stream().mapToDouble(Arrange::right).max().orElse(0);
        double top = items.stream().mapToDouble(item -> item.frame().y()).min().orElse(0);
        double bottom = items.stream().mapToDouble(Arrange::bottom).max().orElse(0);
        double line = items.getFirst().line();
        Map<Item, Point> to = new LinkedHashMap<>();
        for (Item item : items) {
            Frame frame = item.frame();
            to.put(
                    item,
                    switch (this) {
                        case LEFT -> new Point(left, frame.y());
                        case RIGHT -> new Point(right - frame.width(), frame.y());
                        case CENTRE -> new Point((left + right - frame.width()) / 2, frame.y());
                        case TOP -> new Point(frame.x(), top);
                        case BOTTOM -> new Point(frame.x(), bottom - frame.height());
                        case MIDDLE -> new Point(frame.x(), (top + bottom - frame.height()) / 2);
                        case PORT_LINES -> new Point(frame.x(), line - (item.line() - frame.y()));
                        case ACROSS, DOWN -> frame.corner();
                    });
        }
        return to;
    }

    private Map<Item, Point> distributed(List<Item> items) {
        boolean across = this == ACROSS;
        List<Item> order = items.stream()
                .sorted(Comparator.comparingDouble(
                        item -> across ? item.frame().x() : item.frame().y()))
                .toList();
        double start = start(order.getFirst(), across);
        double end = order.stream()
                .mapToDouble(item -> across ? right(item) : bottom(item))
                .max()
                .orElse(0);
        double taken = order.stream().mapToDouble(item -> size(item, across)).sum();
        double gap = (end - start - taken) / (order.size() - 1);
        Map<Item, Point> to = new LinkedHashMap<>();
        double at = start;
        for (Item item : order) {
            to.put(
                    item,
                    across
                            ? new Point(at, item.frame().y())
                            : new Point(item.frame().x(), at));
            at += size(item, across) + gap;
        }
        return to;
    }

    private static double start(Item item, boolean across) {
        return across ? item.frame().x() : item.frame().y();
    }

    private static double size(Item item, boolean across) {
        return across ? item.frame().width() : item.frame().height();
    }

    private static double right(Item item) {
        return item.frame().x() + item.frame().width();
    }

    private static double bottom(Item item) {
        return item.frame().y() + item.frame().height();
    }
}
