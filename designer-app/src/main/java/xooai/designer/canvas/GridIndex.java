package xooai.designer.canvas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds what lies in a rectangle without looking at the rest: things by the cells of a coarse grid.
final class GridIndex<T> {
    private static final double CELL = 512;
    /// Past that many cells a look at everything is cheaper.
    private static final long MANY_CELLS = 4096;
    private static final double FARTHEST = 1e9;

    private final Map<Long, List<T>> cells = new HashMap<>();
    private final Set<T> all = new LinkedHashSet<>();
    /// What covers too many cells, or lies too far out for any: a file may say any place. It is always looked
    /// at.
    private final Set<T> unplaced = new LinkedHashSet<>();

    void put(T thing, Box box) {
        all.add(thing);
        if (!isPlaceable(box)) {
            unplaced.add(thing);
            return;
        }
        for (long column = cell(box.x()); column <= cell(box.right()); column++) {
            for (long row = cell(box.y()); row <= cell(box.bottom()); row++) {
                List<T> here = cells.computeIfAbsent(key(column, row), _ -> new ArrayList<>(4));
                if (here.isEmpty() || !here.getLast().equals(thing)) {
                    here.add(thing);
                }
            }
        }
    }

    /// Takes a thing away that was put at that box.
    void remove(T thing, Box box) {
        all.remove(thing);
        if (!isPlaceable(box)) {
            unplaced.remove(thing);
            return;
        }
        for (long column = cell(box.x()); column <= cell(box.right()); column++) {
            for (long row = cell(box.y()); row <= cell(box.bottom()); row++) {
                List<T> here = cells.get(key(column, row));
                if (here != null) {
                    here.remove(thing);
                }
            }
        }
    }

    /// What may lie in that box: all that does, and perhaps a neighbour.
    Set<T> near(Box box) {
        if (!isPlaceable(box)) {
            return all;
        }
        Set<T> found = new LinkedHashSet<>(unplaced);
        for (long column = cell(box.x()); column <= cell(box.right()); column++) {
            for (long row = cell(box.y()); row <= cell(box.bottom()); row++) {
                found.addAll(cells.getOrDefault(key(column, row), List.of()));
            }
        }
        return found;
    }

    private static boolean isPlaceable(Box box) {
        double columns = Math.floor(box.right() / CELL) - Math.floor(box.x() / CELL) + 1;
        double rows = Math.floor(box.bottom() / CELL) - Math.floor(box.y() / CELL) + 1;
        double farthest = Math.max(
                Math.max(Math.abs(box.x()), Math.abs(box.right())),
                Math.max(Math.abs(box.y()), Math.abs(box.bottom())));
        return farthest < FARTHEST && columns * rows <= MANY_CELLS;
    }

    private static long cell(double value) {
        return (long) Math.floor(value / CELL);
    }

    private static long key(long column, long row) {
        return (column << 32) ^ (row & 0xffff_ffffL);
    }
}
