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

    private final Map<Long, List<T>> cells = new HashMap<>();
    private final Set<T> all = new LinkedHashSet<>();

    void put(T thing, Box box) {
        all.add(thing);
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
        long columns = cell(box.right()) - cell(box.x()) + 1;
        long rows = cell(box.bottom()) - cell(box.y()) + 1;
        if (columns > MANY_CELLS || rows > MANY_CELLS || columns * rows > MANY_CELLS) {
            return all;
        }
        Set<T> found = new LinkedHashSet<>();
        for (long column = cell(box.x()); column <= cell(box.right()); column++) {
            for (long row = cell(box.y()); row <= cell(box.bottom()); row++) {
                found.addAll(cells.getOrDefault(key(column, row), List.of()));
            }
        }
        return found;
    }

    private static long cell(double value) {
        return (long) Math.floor(value / CELL);
    }

    private static long key(long column, long row) {
        return (column << 32) ^ (row & 0xffff_ffffL);
    }
}
