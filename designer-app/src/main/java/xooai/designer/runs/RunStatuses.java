package xooai.designer.runs;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.NodeStatus;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.flow.NodeEvent;

/// How nodes are shown after what was heard of them in a run.
final class RunStatuses {
    private RunStatuses() {}

    static Map<String, NodeStatus> of(Run run, Collection<NodeEvent> events) {
        Map<String, NodeStatus> statuses = new LinkedHashMap<>();
        events.forEach(event -> statuses.put(
                event.node(), of(event).withChunks(run.passed(event.node()).chunks())));
        return statuses;
    }

    private static NodeStatus of(NodeEvent event) {
        return switch (event.state()) {
            case RUNNING -> NodeStatus.of(NodeStatus.State.RUNNING);
            case DONE -> NodeStatus.done(event.took());
            case KEPT -> NodeStatus.of(NodeStatus.State.FROM_CACHE);
            case PINNED -> NodeStatus.of(NodeStatus.State.PINNED);
            case FAILED -> failed(event.error());
            case SKIPPED -> NodeStatus.of(NodeStatus.State.SKIPPED);
            case CANCELLED -> NodeStatus.of(NodeStatus.State.CANCELLED);
        };
    }

    /// A node that was given up has not failed.
    private static NodeStatus failed(@Nullable CallError error) {
        return error != null && error.code() == Code.CANCELLED
                ? NodeStatus.of(NodeStatus.State.CANCELLED)
                : NodeStatus.failed(error == null ? "failed" : InnerProblems.where(error) + error.message());
    }
}
