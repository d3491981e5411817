package xooai.designer.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.SubFlows;

/// How deep in a file one looks: from its flow through nodes that are sub-flows to the sub-flow that is shown.
///
/// What is shown is a part of the file, so that every edit inside is an edit of the file: one history, one
/// journal, one save for all levels. Immutable.
public record Levels(List<Level> path) {
    /// The flow that the file is.
    public static final Levels FILE = new Levels(List.of());

    public Levels {
        path = List.copyOf(path);
    }

    /// One step inside.
    ///
    /// @param node the node that was entered
    /// @param flow the sub-flow that it is
    public record Level(String node, String flow) {}

    /// The sub-flow that is shown; null for the file's own flow.
    public @Nullable String flow() {
        return path.isEmpty() ? null : path.getLast().flow();
    }

    /// The first so many of them.
    public Levels first(int count) {
        return new Levels(path.subList(0, count));
    }

    /// One more.
    Levels plus(Level level) {
        List<Level> more = new ArrayList<>(path);
        more.add(level);
        return new Levels(more);
    }

    /// Whether that sub-flow is one of them: entering it again would have no end.
    boolean holds(String flow) {
        return path.stream().anyMatch(level -> level.flow().equals(flow));
    }

    /// As many of them as that file still has.
    Levels within(FlowSpec file) {
        FlowSpec at = file;
        for (int i = 0; i < path.size(); i++) {
            Level level = path.get(i);
            NodeSpec node = at.node(level.node());
            FlowSpec inside = node != null && level.flow().equals(SubFlows.nameOf(node))
                    ? SubFlows.inside(file, level.flow())
                    : null;
            if (inside == null) {
                return first(i);
            }
            at = inside;
        }
        return this;
    }

    /// What of that file is shown.
    FlowSpec inside(FlowSpec file) {
        String flow = flow();
        return flow == null ? file : Objects.requireNonNull(SubFlows.inside(file, flow), flow);
    }

    /// That file with what is shown changed to that.
    ///
    /// The nodes that were entered go along: whoever changes the inside of a node has seen it. Other nodes that
    /// are the same sub-flow are behind then.
    FlowSpec put(FlowSpec file, FlowSpec shown) {
        String flow = flow();
        if (flow == null) {
            return shown;
        }
        FlowSpec after = SubFlows.with(file, flow, shown);
        for (int i = path.size() - 1; i >= 0; i--) {
            Level level = path.get(i);
            Levels outer = first(i);
            String before = SubFlows.signature(file, level.flow());
            String now = SubFlows.signature(after, level.flow());
            FlowSpec parent = outer.inside(after);
            NodeSpec node = parent.node(level.node());
            if (node != null
                    && node.accepted() != null
                    && node.accepted().equals(before)
                    && !node.accepted().equals(now)) {
                FlowSpec accepted = parent.withNodes(parent.nodes().stream()
                        .map(each -> each.name().equals(level.node()) ? each.withAccepted(now) : each)
                        .toList());
                String of = outer.flow();
                after = of == null ? accepted : SubFlows.with(after, of, accepted);
            }
        }
        return after;
    }
}
