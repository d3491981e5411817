package xooai.flow;

import java.util.Arrays;
import java.util.List;
import xooai.doc.Doc;
import xooai.doc.DocArray;

/// What is joined where the branches of one node meet, and how.
///
/// @param plan the flow's graph
/// @param place the node in it
/// @param apart whether the node takes the branches apart
record Meeting(Plan plan, int place, boolean apart) {

    /// How many branches there are; the flow's input is one.
    int branches() {
        return Math.max(1, plan.predecessors()[place].length);
    }

    boolean isFirst() {
        return branches() > 1 && plan.joins()[place] == Join.FIRST;
    }

    boolean isMerge() {
        return branches() > 1 && !apart && plan.joins()[place] == Join.MERGE;
    }

    /// Joins what the branches brought.
    ///
    /// @param chunks of each branch, in order of `needs`
    /// @param base the same docs as they were where the branches parted
    Joins.Joined join(List<DocArray<Doc>> chunks, DocArray<Doc> base) {
        return Joins.join(plan, place, apart, chunks, base);
    }

    /// Says that too much would have to be kept here.
    String tooMuch(String what) {
        String name = plan.names().get(place);
        return "the branches that meet at " + (name.isEmpty() ? "the output" : name) + " do not go in step, so that"
                + " their docs are kept until those of the others have come, and " + what
                + Edges.MOST_KEPT_WEIGHT + " bytes came";
    }

    /// For each node, whether what parted at the base of this meeting reaches it through that node.
    boolean[] between() {
        boolean[] between = new boolean[plan.size()];
        // In topological order, so that all nodes after the base that lead here come from the base.
        for (int i = place - 1; i > plan.bases()[place]; i--) {
            between[i] = Arrays.stream(plan.successors()[i]).anyMatch(next -> next == place || between[next]);
        }
        return between;
    }
}
