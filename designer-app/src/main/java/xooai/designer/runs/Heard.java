package xooai.designer.runs;

import java.util.LinkedHashMap;
import java.util.Map;
import xooai.doc.DocArray;
import xooai.flow.NodeEvent;
import xooai.flow.NodeEvent.NodeState;

/// What was heard of the nodes of one run: the last of each, and how much each gave. It holds no more however
/// much is said. Safe for use by many threads.
final class Heard {
    private final Map<String, NodeEvent> fresh = new LinkedHashMap<>();
    private final Map<String, Run.Passed> passed = new LinkedHashMap<>();

    synchronized void add(NodeEvent event) {
        DocArray<?> given = event.output();
        if (event.state() == NodeState.RUNNING && given != null) {
            passed.merge(event.node(), Run.Passed.NOTHING.plus(given.size()), (all, _) -> all.plus(given.size()));
        }
        fresh.put(event.node(), event);
    }

    /// What was heard since this was asked last.
    synchronized Map<String, NodeEvent> take() {
        Map<String, NodeEvent> taken = new LinkedHashMap<>(fresh);
        fresh.clear();
        return taken;
    }

    /// How much each node gave until now.
    synchronized Map<String, Run.Passed> passed() {
        return Map.copyOf(passed);
    }
}
