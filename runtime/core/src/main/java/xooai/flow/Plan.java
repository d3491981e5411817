package xooai.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

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
/// @param awaited for each, how many nodes have to be done before it starts
@SuppressWarnings("ArrayRecordComponent") // shared by the runs of one flow, never compared or changed
record Plan(
        List<String> names,
        int[][] predecessors,
        int[][] successors,
        int[] bases,
        Join[] joins,
        ConflictPolicy[] policies,
        int[] awaited) {

    /// The graph of a flow as it is run: without the nodes that are off.
    static Plan of(FlowSpec spec) {
        ActiveNodes active = ActiveNodes.of(spec);
        return of(active.running(), active.sinks());
    }

    private static Plan of(FlowSpec spec, List<String> sinks) {
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
        predecessors[count - 1] = places(sinks, places);
        joins[count - 1] = spec.join();
        policies[count - 1] = spec.onConflict();
        return new Plan(
                List.copyOf(names),
                predecessors,
                successors(predecessors),
                bases(predecessors),
                joins,
                policies,
                Arrays.stream(predecessors).mapToInt(needed -> needed.length).toArray());
    }

    /// This graph for a run in which some nodes need nothing, and which ends with what other nodes give.
    ///
    /// A merge waits for the base of its branches as well: with what is between taken out, nothing else says that
    /// it is there.
    ///
    /// @param ends the nodes whose docs are the output
    /// @param also the nodes that are done as well before there is an output, which is not of them
    /// @param alone whether a node needs nothing
    /// @param merges whether the branches of a node are merged against their base
    Plan cut(int[] ends, int[] also, IntPredicate alone, IntPredicate merges) {
        boolean same = Arrays.equals(ends, predecessors[output()]);
        int[][] needed = new int[size()][];
        int[][] waitedFor = new int[size()][];
        int[] waits = new int[size()];
        int[] parted = new int[size()];
        for (int i = 0; i < size(); i++) {
            boolean last = i == output();
            needed[i] = last ? ends : alone.test(i) ? new int[0] : predecessors[i];
            int base = bases[i];
            boolean merged = needed[i].length > 1 && merges.test(i) && (!last || same);
            parted[i] = merged ? base : -1;
            boolean more = merged && base >= 0 && Arrays.stream(needed[i]).noneMatch(p -> p == base);
            waitedFor[i] = more ? append(needed[i], base) : needed[i];
            if (last && (ends.length == 1 || !same || joins[i] != Join.FIRST)) {
                int[] before = waitedFor[i];
                waitedFor[i] = IntStream.concat(Arrays.stream(before), Arrays.stream(also))
                        .distinct()
                        .toArray();
            }
            waits[i] = waitedFor[i].length;
        }
        Join[] joined = joins.clone();
        joined[output()] = same ? joins[output()] : Join.CONCAT;
        return new Plan(names, needed, successors(waitedFor), parted, joined, policies, waits);
    }

    private static int[] append(int[] places, int place) {
        int[] more = Arrays.copyOf(places, places.length + 1);
        more[places.length] = place;
        return more;
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
