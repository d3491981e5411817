package xooai.designer.runs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import xooai.designer.design.Design;
import xooai.flow.FlowSpec;

/// How much of a flow a person wants to have run.
///
/// @param targets the nodes whose output is wanted, with what they need; empty for the whole flow
/// @param anew the nodes that are run whatever is kept
public record RunScope(Set<String> targets, Set<String> anew) {
    /// The flow, taking what is kept of it from the cache.
    public static final RunScope WHOLE = new RunScope(Set.of(), Set.of());

    public RunScope {
        targets = Set.copyOf(targets);
        anew = Set.copyOf(anew);
    }

    /// The flow, all of it anew.
    public static RunScope anew(Design design) {
        return new RunScope(Set.of(), design.names());
    }

    /// Those nodes anew, on what they are given: what of it is not kept is run before.
    public static RunScope of(Set<String> nodes) {
        return new RunScope(nodes, nodes);
    }

    /// Those nodes and all that comes after them anew.
    public static RunScope from(Design design, Set<String> nodes) {
        Set<String> cone = reached(nodes, Design::successors, design);
        return new RunScope(cone, cone);
    }

    /// The part of the flow that is looked at: the rest may be unfinished or wrong.
    public FlowSpec part(Design design) {
        if (targets.isEmpty()) {
            return design.spec();
        }
        Set<String> needed = reached(targets, Design::predecessors, design);
        return design.spec()
                .withNodes(design.spec().nodes().stream()
                        .filter(node -> needed.contains(node.name()))
                        .toList());
    }

    /// Those nodes, and all that is reached from them by that step.
    static Set<String> reached(Set<String> from, BiFunction<Design, String, Set<String>> step, Design design) {
        Set<String> all = new LinkedHashSet<>(from);
        all.retainAll(design.names());
        List<String> open = new ArrayList<>(all);
        while (!open.isEmpty()) {
            Set<String> next = new HashSet<>(step.apply(design, open.removeLast()));
            next.stream().filter(all::add).forEach(open::add);
        }
        return all;
    }
}
