package xooai.flow;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.driver.CallKind;

/// All wires of a flow through which one stream goes: each chunk that a node gives goes to all that need it.
final class Wires {
    private final Plan plan;
    private final List<@Nullable FlowNode> nodes;
    private final Runnable won;
    private final IntPredicate isOver;
    private final Edges[] edges;

    /// @param won is run when a branch has come first at a join by `first`, on that branch's thread
    /// @param isOver whether the node at that place has ended
    Wires(Plan plan, List<@Nullable FlowNode> nodes, Runnable won, IntPredicate isOver) {
        this.plan = plan;
        this.nodes = nodes;
        this.won = won;
        this.isOver = isOver;
        this.edges = make();
    }

    /// The wires into that node.
    Edges into(int place) {
        return edges[place];
    }

    private Edges[] make() {
        boolean[] aligned = aligned();
        Meeting[] meetings = new Meeting[plan.size()];
        boolean byId = false;
        for (int i = 0; i < plan.size(); i++) {
            FlowNode node = nodes.get(i);
            boolean apart = node != null && node.kind() == CallKind.UNARY && node.takesBranchesApart();
            meetings[i] = new Meeting(plan, i, apart);
            byId |= !aligned[i] && meetings[i].isMerge();
        }
        Pulse pulse = new Pulse();
        Runnable changed = byId ? pulse : () -> {};
        Edges[] made = new Edges[plan.size()];
        for (int i = 0; i < plan.size(); i++) {
            made[i] = edges(meetings[i], aligned[i], pulse, changed);
        }
        return made;
    }

    private Edges edges(Meeting meeting, boolean aligned, Pulse pulse, Runnable changed) {
        if (meeting.branches() == 1) {
            return new SingleEdge(meeting, changed);
        }
        if (meeting.isFirst()) {
            return new FirstEdges(won, changed);
        }
        if (aligned) {
            return new StepEdges(meeting, changed);
        }
        return meeting.isMerge() ? new EdgesById(meeting, pulse, stuck(meeting)) : new EdgesAtEnd(meeting, changed);
    }

    /// Whether no node between the base of that meeting and the meeting can go on by itself. A node that waits for
    /// room elsewhere can: whoever is to make room there goes on.
    private BooleanSupplier stuck(Meeting meeting) {
        boolean[] between = meeting.between();
        return () -> IntStream.range(0, between.length)
                .filter(i -> between[i])
                .allMatch(i -> isOver.test(i) || edges[i].isDry() || isHeld(i, between, meeting.place()));
    }

    private boolean isHeld(int place, boolean[] between, int meeting) {
        for (int next : plan.successors()[place]) {
            int[] needed = plan.predecessors()[next];
            for (int k = 0; k < needed.length && (between[next] || next == meeting); k++) {
                if (needed[k] == place && edges[next].isHeld(k)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// For each node, whether its branches go in step: a chunk of each stems from the same chunk of one node,
    /// or of the input.
    private boolean[] aligned() {
        int input = -1;
        boolean[] aligned = new boolean[plan.size()];
        int[] origins = new int[plan.size()];
        for (int i = 0; i < plan.size(); i++) {
            int[] needed = plan.predecessors()[i];
            int[] from = Arrays.stream(needed).map(p -> origins[p]).distinct().toArray();
            aligned[i] = from.length <= 1;
            FlowNode node = nodes.get(i);
            boolean keepsStep = aligned[i] && (node == null || node.kind() == CallKind.UNARY);
            origins[i] = !keepsStep ? i : needed.length == 0 ? input : from[0];
        }
        return aligned;
    }

    /// Gives a chunk to all that need that node.
    ///
    /// @return whether anybody wants more
    boolean spread(int from, DocArray<Doc> docs) {
        boolean wanted = false;
        for (int i = 0; i < plan.size(); i++) {
            int[] needed = plan.predecessors()[i];
            if (from < 0 && needed.length == 0) {
                wanted |= edges[i].put(0, docs);
            }
            for (int k = 0; k < needed.length; k++) {
                if (needed[k] == from) {
                    wanted |= edges[i].put(k, docs);
                }
            }
            if (plan.bases()[i] == from) {
                edges[i].putBase(docs);
            }
        }
        return wanted;
    }

    /// Says that nothing follows of that node, or of the flow's input, -1.
    void end(int from) {
        for (int i = 0; i < plan.size(); i++) {
            int[] needed = plan.predecessors()[i];
            if (from < 0 && needed.length == 0) {
                edges[i].end(0);
            }
            for (int k = 0; k < needed.length; k++) {
                if (needed[k] == from) {
                    edges[i].end(k);
                }
            }
            if (plan.bases()[i] == from) {
                edges[i].endBase();
            }
        }
    }

    /// Ends all waiting with that error.
    ///
    /// @param given whether what has come to the output is still given
    void fail(CallError why, boolean given) {
        for (Edges each : edges) {
            if (given && each == edges[plan.output()]) {
                each.endWith(why);
            } else {
                each.fail(why);
            }
        }
    }

    /// What an answer says besides its docs: for each join by `first`, the node that won.
    Map<String, @Nullable Object> winners() {
        Map<String, @Nullable Object> winners = new LinkedHashMap<>();
        for (int i = 0; i < plan.size(); i++) {
            if (edges[i].winner() >= 0) {
                winners.put(plan.names().get(i), plan.names().get(plan.predecessors()[i][edges[i].winner()]));
            }
        }
        return winners.isEmpty() ? Map.of() : Map.of("winners", winners);
    }
}
