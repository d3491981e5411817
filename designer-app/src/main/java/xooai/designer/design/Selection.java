package xooai.designer.design;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// What is selected: nodes by name, wires, and pieces of the drawing.
public record Selection(Set<String> nodes, Set<Wire> wires, Set<Piece> pieces) {
    /// Nothing.
    public static final Selection NONE = new Selection(Set.of(), Set.of());

    public Selection {
        nodes = Set.copyOf(nodes);
        wires = Set.copyOf(wires);
        pieces = Set.copyOf(pieces);
    }

    /// Those nodes and wires, and no piece of the drawing.
    public Selection(Set<String> nodes, Set<Wire> wires) {
        this(nodes, wires, Set.of());
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

    /// That piece of the drawing alone.
    public static Selection of(Piece piece) {
        return new Selection(Set.of(), Set.of(), Set.of(piece));
    }

    /// Whether nothing is selected.
    public boolean isEmpty() {
        return nodes.isEmpty() && wires.isEmpty() && pieces.isEmpty();
    }

    /// This selection with those nodes too.
    public Selection plus(Set<String> names) {
        return new Selection(joined(nodes, names), wires, pieces);
    }

    /// This selection with that wire too.
    public Selection plus(Wire wire) {
        return new Selection(nodes, joined(wires, Set.of(wire)), pieces);
    }

    /// This selection with those pieces too.
    public Selection plusPieces(Set<? extends Piece> more) {
        return new Selection(nodes, wires, joined(pieces, more));
    }

    private static <T> Set<T> joined(Set<T> some, Collection<? extends T> more) {
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }

    /// This selection without what moves there.
    Selection minus(Cargo cargo) {
        Set<String> names = new LinkedHashSet<>(nodes);
        names.removeAll(cargo.nodes());
        Set<Piece> left = new LinkedHashSet<>(pieces);
        left.removeAll(cargo.pieces());
        return new Selection(names, wires, left);
    }

    /// This selection with that node in when it was out, and out when it was in.
    public Selection toggled(String name) {
        return new Selection(toggled(nodes, name), wires, pieces);
    }

    /// This selection with that piece in when it was out, and out when it was in.
    public Selection toggled(Piece piece) {
        return new Selection(nodes, wires, toggled(pieces, piece));
    }

    private static <T> Set<T> toggled(Set<T> some, T one) {
        Set<T> other = new LinkedHashSet<>(some);
        if (!other.remove(one)) {
            other.add(one);
        }
        return other;
    }

    /// This selection after a node is called otherwise.
    Selection renamed(String name, String newName) {
        Set<String> names = new LinkedHashSet<>();
        nodes.forEach(node -> names.add(node.equals(name) ? newName : node));
        return new Selection(names, wires, pieces);
    }

    /// What of this selection there is in a design.
    Selection within(Design design) {
        Set<String> names = new LinkedHashSet<>(nodes);
        names.retainAll(design.names());
        Set<Wire> left = new LinkedHashSet<>(wires);
        left.removeIf(wire -> !design.hasWire(wire));
        Set<Piece> drawn = new LinkedHashSet<>(pieces);
        drawn.removeIf(piece -> !piece.isIn(design));
        return new Selection(names, left, drawn);
    }
}
