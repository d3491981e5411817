package xooai.designer.design;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// A part of a flow on its way through the clipboard: nodes, the wires between them, and where they stood.
public record Fragment(List<NodeSpec> nodes, Map<String, Point> places) {

    public Fragment {
        nodes = List.copyOf(nodes);
        places = Map.copyOf(places);
    }

    /// Those nodes of a design.
    public static Fragment of(Design design, Set<String> names) {
        List<NodeSpec> nodes = design.nodes().stream()
                .filter(node -> names.contains(node.name()))
                .toList();
        Map<String, Point> places = new LinkedHashMap<>();
        nodes.forEach(node -> places.put(node.name(), design.position(node.name())));
        return new Fragment(nodes, places);
    }

    /// The names of its nodes, in order.
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        nodes.forEach(node -> names.add(node.name()));
        return names;
    }

    /// The top left corner of its nodes.
    public Point corner() {
        double x = places.values().stream().mapToDouble(Point::x).min().orElse(0);
        double y = places.values().stream().mapToDouble(Point::y).min().orElse(0);
        return new Point(x, y);
    }

    Map<String, String> freshNames(Design design) {
        Map<String, String> fresh = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (String name : names()) {
            String free = design.freshName(name, taken);
            taken.add(free);
            fresh.put(name, free);
        }
        return fresh;
    }
}
