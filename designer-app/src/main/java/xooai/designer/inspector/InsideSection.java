package xooai.designer.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.shared.Ui;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.SubFlows;

/// What the inspector says of a node that is a sub-flow: what is in it, and what changed since it was looked at.
final class InsideSection {
    private static final int MOST = 12;

    private InsideSection() {}

    static boolean isFor(NodeSpec node) {
        return SubFlows.nameOf(node) != null;
    }

    /// What it says, a line each; none for a node that is no sub-flow.
    static List<String> lines(DesignModel design, NodeSpec node) {
        String name = SubFlows.nameOf(node);
        FlowSpec inside = name == null ? null : SubFlows.inside(design.file().spec(), name);
        if (name == null || inside == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        int count = inside.nodes().size();
        lines.add("The sub-flow " + name + " has " + count + (count == 1 ? " node" : " nodes")
                + ". A double-click on the node opens it, Alt+Up leads out again.");
        if (design.insides().isBehind(node)) {
            List<String> changes = design.insides().changes(node, design.history());
            lines.add("Its inside has changed since it was looked at from here. A run takes it as it is now.");
            if (changes == null) {
                lines.add("What it was then is not known here any more.");
            } else {
                lines.addAll(changes.subList(0, Math.min(MOST, changes.size())));
                if (changes.size() > MOST) {
                    lines.add("and " + (changes.size() - MOST) + " more");
                }
            }
        }
        return lines;
    }

    static Node of(DesignModel design, NodeSpec node, List<String> lines) {
        List<Node> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            rows.add(Ui.wrapped(lines.get(i), i == 0 ? "hint" : i == 1 ? "field-problem" : "inside-change"));
        }
        if (design.insides().isBehind(node)) {
            Button take =
                    Ui.button("Take as it is now", () -> design.apply(new Edit.AcceptInside(Set.of(node.name()))));
            take.setId("accept-inside");
            rows.add(take);
        }
        return Fields.section("Inside", rows.toArray(Node[]::new));
    }
}
