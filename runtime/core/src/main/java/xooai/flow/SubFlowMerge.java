package xooai.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.Values;

/// Merges the sub-flows of two versions of a file, each as the flow that it is.
///
/// One that only one side took away goes where it is not used any more. One that both made under one name, or that
/// one took away and the other changed, is for a person to settle.
final class SubFlowMerge {
    private final TreeMerge trees;
    private final FlowSpec base;
    private final FlowSpec ours;
    private final FlowSpec theirs;
    private final Set<String> takenAway = new LinkedHashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    /// @param trees is told what is not settled of a sub-flow as a whole
    SubFlowMerge(TreeMerge trees, FlowSpec base, FlowSpec ours, FlowSpec theirs) {
        this.trees = trees;
        this.base = base;
        this.ours = ours;
        this.theirs = theirs;
    }

    /// The sub-flows of both by name, those too that may go once it is known who is used.
    Map<String, @Nullable Object> merged() {
        Map<String, @Nullable Object> from = written(base);
        Map<String, @Nullable Object> one = written(ours);
        Map<String, @Nullable Object> other = written(theirs);
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        for (String name : TreeMerge.Order.merged(from.keySet(), one.keySet(), other.keySet())) {
            boolean inOurs = one.containsKey(name);
            if (inOurs && other.containsKey(name)) {
                merged.put(name, both(name, from.get(name), one.get(name), other.get(name)));
                continue;
            }
            Object left = inOurs ? one.get(name) : other.get(name);
            if (from.containsKey(name) && Values.equal(left, from.get(name))) {
                takenAway.add(name);
            } else if (from.containsKey(name)) {
                trees.conflict(TreeMerge.FLOW, path(name), from.get(name), one.get(name), other.get(name));
            }
            merged.put(name, left);
        }
        return merged;
    }

    private @Nullable Object both(String name, @Nullable Object before, @Nullable Object mine, @Nullable Object yours) {
        if (Values.equal(mine, yours) || Values.equal(yours, before)) {
            return mine;
        }
        if (Values.equal(mine, before)) {
            return yours;
        }
        FlowSpec from = SubFlows.alone(base, name);
        FlowSpec one = SubFlows.alone(ours, name);
        FlowSpec other = SubFlows.alone(theirs, name);
        if (from == null || one == null || other == null) {
            trees.conflict(TreeMerge.FLOW, path(name), before, mine, yours);
            return mine;
        }
        FlowMerge.Result inside = FlowMerge.merge(from, one, other);
        inside.conflicts().forEach(problem -> problems.add(FlowMerge.inSubFlow(name, problem)));
        return SubFlows.tree(name, inside.spec());
    }

    /// That merged file without the sub-flows that one side took away and nobody uses.
    FlowSpec withoutUnused(FlowSpec merged) {
        return SubFlows.withoutUnused(merged, takenAway);
    }

    /// What is not settled inside of sub-flows; it is marked there.
    List<Problem> problems() {
        return problems;
    }

    private static String path(String name) {
        return SubFlows.KEY + "." + name;
    }

    private static Map<String, @Nullable Object> written(FlowSpec file) {
        return FlowFile.keyed(SubFlows.written(file));
    }

    /// Whether all that is under `flows` on every side are flows by name, as far as something is.
    boolean isOfNames() {
        return List.of(base, ours, theirs).stream()
                .map(side -> side.extra().get(SubFlows.KEY))
                .allMatch(flows -> flows == null || flows instanceof Map<?, ?>);
    }
}
