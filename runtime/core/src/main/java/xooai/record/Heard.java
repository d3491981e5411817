package xooai.record;

import java.util.LinkedHashMap;
import java.util.Map;
import xooai.doc.DocArray;
import xooai.flow.NodeEvent;
import xooai.flow.NodeEvent.NodeState;
import xooai.flow.RunListener;

/// What was heard of the nodes of one run: the last of each, and how much each gave. It holds no more however
/// much is said. Safe for use by many threads.
public final class Heard implements RunListener {
    private final Map<String, NodeEvent> fresh = new LinkedHashMap<>();
    private final Map<String, Passed> passed = new LinkedHashMap<>();

    /// Nothing was heard yet.
    public Heard() {}

    @Override
    public synchronized void on(NodeEvent event) {
        DocArray<?> given = event.output();
        if (event.state() == NodeState.RUNNING && given != null) {
            passed.merge(event.node(), Passed.NOTHING.plus(given.size()), (all, _) -> all.plus(given.size()));
        }
        fresh.put(event.node(), event);
    }

    /// What was heard since this was asked last.
    public synchronized Map<String, NodeEvent> take() {
        Map<String, NodeEvent> taken = new LinkedHashMap<>(fresh);
        fresh.clear();
        return taken;
    }

    /// How much each node gave until now.
    public synchronized Map<String, Passed> passed() {
        return Map.copyOf(passed);
    }
}
