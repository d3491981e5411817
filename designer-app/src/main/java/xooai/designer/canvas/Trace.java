package xooai.designer.canvas;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import xooai.designer.design.Design;
import xooai.designer.design.Wire;

/// The path of a wire: all that its docs may come from, and all that they may get to.
record Trace(Wire wire, Set<String> before, Set<String> after) {

    static Trace of(Design design, Wire wire) {
        return new Trace(wire, reached(wire.from(), design::predecessors), reached(wire.to(), design::successors));
    }

    private static Set<String> reached(String start, Function<String, Set<String>> next) {
        Set<String> seen = new HashSet<>(Set.of(start));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            next.apply(open.pop()).stream().filter(seen::add).forEach(open::push);
        }
        return seen;
    }

    boolean holds(String node) {
        return before.contains(node) || after.contains(node);
    }

    boolean holds(Wire other) {
        return other.equals(wire)
                || (before.contains(other.from()) && before.contains(other.to()))
                || (after.contains(other.from()) && after.contains(other.to()));
    }
}
