package xooai.designer.runs;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Change;
import xooai.designer.design.DesignModel;
import xooai.flow.NodeEvent;
import xooai.flow.NodeSpec;

/// What was heard of the nodes of the flow that is open, by what they are called now: what a node gave is never shown
/// as that of another which has its name since. Confined to the FX thread.
final class NodeEvents {
    private final DesignModel design;
    private final Names names = new Names();
    /// Where in the history of names each run began, by its number; a run that is not here began before the first.
    private final Map<Integer, Integer> places = new HashMap<>();
    private Map<String, Heard> last = new HashMap<>();

    /// An event, and the node as it was written when it was heard.
    record Heard(NodeEvent event, @Nullable NodeSpec node) {}

    /// Of the nodes of that design, which it follows.
    NodeEvents(DesignModel design) {
        this.design = design;
        design.listen(change -> {
            if (change instanceof Change.OfDesign changed) {
                Names.Rename rename = Names.between(changed.before(), changed.after());
                if (rename != null) {
                    names.add(rename);
                    last = rename.carried(last);
                }
            }
        });
    }

    /// A run of that number begins, or is added, in which nodes are called as they are now.
    void began(int run) {
        places.put(run, names.place());
    }

    /// Nobody asks for that run any more.
    void forget(int run) {
        places.remove(run);
    }

    /// Forgets all, as when another flow is opened.
    void clear() {
        names.clear();
        places.clear();
        last.clear();
    }

    /// Something was heard of nodes in a run that goes on.
    void heard(Run run, Map<String, NodeEvent> newer) {
        newer.forEach((name, event) ->
                last.put(now(run, name), new Heard(event, run.flow().node(name))));
    }

    /// What the node of that name in a run is called now.
    String now(Run run, String name) {
        return names.now(name, place(run));
    }

    /// What is known by the names of a run, by those of now.
    <T> Map<String, T> now(Run run, Map<String, T> known) {
        return names.now(known, place(run));
    }

    private int place(Run run) {
        return places.getOrDefault(run.number(), 0);
    }

    /// What was heard in that run of the node that has that name now; null for nothing, and where it ran something
    /// else then.
    ///
    /// @param orLast whether it may be of whichever run it was heard in last
    @Nullable
    Heard in(@Nullable Run run, boolean orLast, String name) {
        String then = run == null ? null : names.then(name, place(run));
        NodeEvent event = run == null || then == null ? null : run.nodes().get(then);
        Heard heard = run != null && then != null && event != null
                ? new Heard(event, run.flow().node(then))
                : orLast ? last.get(name) : null;
        return heard == null ? null : ofSame(name, heard);
    }

    private @Nullable Heard ofSame(String name, Heard heard) {
        NodeSpec now = design.design().node(name);
        NodeSpec then = heard.node();
        return now == null || then == null || Objects.equals(now.use(), then.use()) ? heard : null;
    }
}
