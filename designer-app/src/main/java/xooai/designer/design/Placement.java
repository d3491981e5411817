package xooai.designer.design;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// Puts nodes that the file gives no place in columns by their depth; at once, and the same every time.
final class Placement {
    static final double COLUMN = 280;
    static final double ROW = 144;

    private Placement() {}

    static Map<String, Point> of(Design design) {
        Map<String, Integer> depths = depths(design);
        Map<Integer, Integer> rows = new HashMap<>();
        Map<String, Point> places = new LinkedHashMap<>();
        for (NodeSpec node : design.nodes()) {
            int depth = depths.getOrDefault(node.name(), 0);
            int row = rows.merge(depth, 1, Integer::sum) - 1;
            places.put(node.name(), new Point(depth * COLUMN, row * ROW));
        }
        return places;
    }

    /// How many nodes come before each; nodes of a circle count as far as they were reached.
    private static Map<String, Integer> depths(Design design) {
        Map<String, Integer> depths = new HashMap<>();
        Map<String, Integer> waiting = new HashMap<>();
        ArrayDeque<String> ready = new ArrayDeque<>();
        for (NodeSpec node : design.nodes()) {
            int needs = design.predecessors(node.name()).size();
            waiting.put(node.name(), needs);
            if (needs == 0) {
                ready.add(node.name());
            }
        }
        while (!ready.isEmpty()) {
            String at = ready.remove();
            int next = depths.getOrDefault(at, 0) + 1;
            for (String successor : design.successors(at)) {
                depths.merge(successor, next, Math::max);
                if (waiting.merge(successor, -1, Integer::sum) == 0) {
                    ready.add(successor);
                }
            }
        }
        return depths;
    }
}
