package xooai.designer.canvas;

import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.DesignModel;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.PortInfo;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;
import xooai.flow.SubFlows;

/// Everything that is drawn of one node, apart from where it stands.
///
/// @param line what it runs, in short
/// @param kind what sort of executor that is
/// @param ghost whether nobody knows its executor
/// @param problem what is wrong with it, or null
/// @param behind whether the sub-flow that it is has changed since it was looked at from here
record NodeFace(
        String name,
        String line,
        Kind kind,
        boolean ghost,
        PortInfo input,
        PortInfo output,
        NodeStatus status,
        @Nullable String problem,
        boolean behind,
        boolean selected) {

    /// The sorts of executors that have an icon of their own.
    enum Kind {
        LOCAL("local executor"),
        REMOTE("remote executor"),
        FLOW("flow"),
        JOIN("join");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    static NodeFace of(DesignModel model, NodeSpec node) {
        List<Problem> problems = model.problems(node.name());
        return new NodeFace(
                node.name(),
                line(node),
                kind(node.use()),
                node.use() != null && model.describe(node) == null,
                model.ports().input(node),
                model.ports().output(node),
                model.status(node.name()),
                problems.isEmpty() ? null : problems.getFirst().message(),
                model.insides().isBehind(node),
                model.selection().nodes().contains(node.name()));
    }

    private static Kind kind(@Nullable String use) {
        if (use == null) {
            return Kind.JOIN;
        }
        if (use.startsWith("class:")) {
            return Kind.LOCAL;
        }
        return use.startsWith("flow:") ? Kind.FLOW : Kind.REMOTE;
    }

    /// What a node runs in short: `Echo · echo`, `127.0.0.1:8081/e1`, `joins 2 branches`.
    static String line(NodeSpec node) {
        String use = node.use();
        if (use == null) {
            return "joins " + node.needs().size() + (node.needs().size() == 1 ? " branch" : " branches");
        }
        String on = node.on() == null ? "" : " · " + node.on();
        if (use.startsWith("class:")) {
            return use.substring(Math.max(use.lastIndexOf('.'), use.indexOf(':')) + 1) + on;
        }
        String inside = SubFlows.nameOf(node);
        if (inside != null) {
            return "sub-flow " + inside + on;
        }
        if (use.startsWith("flow:")) {
            return use.substring(Math.max(use.lastIndexOf('/'), use.indexOf(':')) + 1) + on;
        }
        return use.replaceFirst("^[a-z0-9]+://", "") + on;
    }

    /// What a screen reader says of the node.
    String spoken() {
        return name + ", " + kind.text + " " + line + ", takes " + input.spoken() + ", gives " + output.spoken() + ", "
                + status.text() + (behind ? ", behind: its inside has changed" : "")
                + (problem == null ? "" : ", problem: " + problem);
    }
}
