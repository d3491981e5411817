package xooai.designer.design;

import java.util.LinkedHashSet;
import java.util.Set;

/// What is selected: nodes by name, and wires.
public record Selection(Set<String> nodes, Set<Wire> wires) {
    /// Nothing.
    public static final Selection NONE = new Selection(Set.of(), Set.of());

    public Selection {
        nodes = Set.copyOf(nodes);
        wires = Set.copyOf(wires);
    }

    /// Those nodes and no wire.
    public static Selection ofNodes(Set<String> names) {
        return new Selection(names, Set.of());
    }

    /// That node alone.
    public static Selection of(String node) {
        return ofNodes(Set.of(node));
    }

    /// That wire alone.
    public static Selection of(Wire wire) {
        return new Selection(Set.of(), Set.of(wire));
    }

    /// What is in one of two sets and not in the other.
    public static <T> Set<T> apart(Set<T> one, Set<T> other) {
        Set<T> apart = new LinkedHashSet<>();
        one.stream().filter(each -> !other.contains(each)).forEach(apart::add);
        other.stream().filter(each -> !one.contains(each)).forEach(apart::add);
        return apart;
    }

    /// Whether nothing is selected.
    public boolean isEmpty() {
        return nodes.isEmpty() && wires.isEmpty();
    }

    /// This selection with those nodes too.
    public Selection plus(Set<String> names) {
        Set<String> more = new LinkedHashSet<>(nodes);
        more.addAll(names);
        return new Selection(more, wires);
    }

    /// This selection with that wire too.
    public Selection plus(Wire wire) {
        Set<Wire> more = new LinkedHashSet<>(wires);
        more.add(wire);
        return new Selection(nodes, more);
    }

    /// This selection with that node in when it was out, and out when it was in.
    public Selection toggled(String name) {
        Set<String> other = new LinkedHashSet<>(nodes);
        if (!other.remove(name)) {
            other.add(name);
        }
        return new Selection(other, wires);
    }

    /// This selection after a node is called otherwise.
    Selection renamed(String name, String newName) {
        Set<String> names = new LinkedHashSet<>();
        nodes.forEach(node -> names.add(node.equals(name) ? newName : node));
        return new Selection(names, wires);
    }

    /// What of this selection there is in a design.
    Selection within(Design design) {
        Set<String> names = new LinkedHashSet<>(nodes);
        names.retainAll(design.names());
        Set<Wire> left = new LinkedHashSet<>(wires);
        if (!left.isEmpty()) {
            left.retainAll(new LinkedHashSet<>(design.wires()));
        }
        return new Selection(names, left);
    }
}
