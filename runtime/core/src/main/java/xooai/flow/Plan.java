package xooai.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A flow's graph as numbers: nodes in an order in which each comes after those it needs, and last the
/// output, which needs all sinks. What every run of the flow shares.
///
/// @param names the names; the output's is empty
/// @param predecessors for each, what it needs, in order of `needs`; empty for the flow's input
/// @param successors for each, what needs it
/// @param bases for each, the nearest node through which everything that reaches it has passed (its immediate
///     dominator), or -1 for the flow's input: the base of its merge
/// @param joins for each, how its branches meet
/// @param policies for each, what its merge does with conflicts
@SuppressWarnings("ArrayRecordComponent") // shared by the runs of one flow, never compared or changed
record Plan(
        List<String> names,
        int[][] predecessors,
        int[][] successors,
        int[] bases,
        Join[] joins,
        ConflictPolicy[] policies) {

    static Plan of(FlowSpec spec) {
        List<NodeSpec> nodes = Graph.ordered(spec);
        int count = nodes.size() + 1;
        List<String> names = new ArrayList<>(nodes.stream().map(NodeSpec::name).toList());
        names.add("");
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < count; i++) {
            places.put(names.get(i), i);
        }
        int[][] predecessors = new int[count][];
        Join[] joins = new Join[count];
        ConflictPolicy[] policies = new ConflictPolicy[count];
        for (int i = 0; i < count - 1; i++) {
            NodeSpec node = nodes.get(i);
            predecessors[i] = places(node.needNames(), places);
            joins[i] = node.join() == null ? Join.MERGE : node.join();
            policies[i] = node.onConflict() == null ? spec.onConflict() : node.onConflict();
        }
        predecessors[count - 1] =
                places(spec.sinks().stream().map(NodeSpec::name).toList(), places);
        joins[count - 1] = spec.join();
        policies[count - 1] = spec.onConflict();
        return new Plan(
                List.copyOf(names), predecessors, successors(predecessors), bases(predecessors), joins, policies);
    }

    private static int[] places(List<String> names, Map<String, Integer> places) {
        return names.stream().mapToInt(name -> places.getOrDefault(name, -1)).toArray();
    }

    private static int[][] successors(int[][] predecessors) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < predecessors.length; i++) {
            lists.add(new ArrayList<>());
        }
        for (int i = 0; i < predecessors.length; i++) {
            for (int p : predecessors[i]) {
                lists.get(p).add(i);
            }
        }
        return lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /// Immediate dominators, in one pass since the nodes are in topological order (Cooper, Harvey and
    /// Kennedy, "A Simple, Fast Dominance Algorithm", 2001).
    private static int[] bases(int[][] predecessors) {
        int[] bases = new int[predecessors.length];
        for (int i = 0; i < bases.length; i++) {
            int[] needed = predecessors[i];
            int base = needed.length == 0 ? -1 : needed[0];
            for (int k = 1; k < needed.length; k++) {
                base = common(base, needed[k], bases);
            }
            bases[i] = base;
        }
        return bases;
    }

    private static int common(int a, int b, int[] bases) {
        int x = a;
        int y = b;
        while (x != y) {
            if (x > y) {
                x = bases[x];
            } else {
                y = bases[y];
            }
        }
        return x;
    }

    int size() {
        return names.size();
    }

    int output() {
        return names.size() - 1;
    }
}
