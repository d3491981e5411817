package xooai.designer.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.History;
import xooai.designer.design.Insides;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Ui;
import xooai.designer.shared.Work;
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

    /// What it says, so that it is made anew only when that changes: nothing for a node that is no sub-flow.
    static List<String> facts(DesignModel design, NodeSpec node) {
        String name = SubFlows.nameOf(node);
        FlowSpec inside = name == null ? null : SubFlows.inside(design.file().spec(), name);
        if (name == null || inside == null) {
            return List.of();
        }
        int count = inside.nodes().size();
        String what = "The sub-flow " + name + " has " + count + (count == 1 ? " node" : " nodes")
                + ". A double-click on the node opens it, the bar above the canvas leads out again.";
        return design.insides().isBehind(node)
                ? List.of(what, design.insides().signature(name), String.valueOf(node.accepted()), start(design))
                : List.of(what);
    }

    /// Where the history starts: it is joined by what was before once that is read, and more is known then.
    private static String start(DesignModel design) {
        return String.valueOf(
                System.identityHashCode(design.history().steps().getFirst().design()));
    }

    static Node of(DesignModel design, NodeSpec node, List<String> facts) {
        VBox changes = new VBox();
        changes.getStyleClass().add("inside-changes");
        List<Node> rows = new ArrayList<>();
        facts.stream().limit(1).forEach(what -> rows.add(Ui.wrapped(what, "hint")));
        if (design.insides().isBehind(node)) {
            rows.add(Ui.wrapped(
                    "Its inside was changed since it was taken here as it was. A run takes it as it is now.",
                    "field-problem"));
            rows.add(changes);
            compare(design, node, changes);
            Button take =
                    Ui.button("Take as it is now", () -> design.apply(new Edit.AcceptInside(Set.of(node.name()))));
            take.setId("accept-inside");
            rows.add(take);
        }
        return Fields.section("Inside", rows.toArray(Node[]::new));
    }

    /// What it was then is looked for in hundreds of steps: not on the thread that draws.
    private static void compare(DesignModel design, NodeSpec node, VBox place) {
        place.getChildren().setAll(Ui.wrapped("Looking for what changed…", "hint"));
        Insides insides = design.insides();
        History history = design.history();
        Work.start("compare insides", _ -> Optional.ofNullable(insides.changes(node, history)), outcome -> {
            if (outcome instanceof Outcome.Failed<Optional<List<String>>> failed) {
                place.getChildren()
                        .setAll(Ui.wrapped(
                                "It could not be compared: " + failed.error().message(), "hint"));
                return;
            }
            place.getChildren()
                    .setAll(rows(
                            outcome instanceof Outcome.Done<Optional<List<String>>> done
                                    ? done.value().orElse(null)
                                    : null));
        });
    }

    private static List<Node> rows(@Nullable List<String> changes) {
        if (changes == null) {
            return List.of(Ui.wrapped("What it was then is not known here any more.", "hint"));
        }
        List<Node> rows = new ArrayList<>();
        changes.stream().limit(MOST).forEach(line -> rows.add(Ui.wrapped(line, "inside-change")));
        if (changes.size() > MOST) {
            rows.add(Ui.wrapped("and " + (changes.size() - MOST) + " more", "inside-change"));
        }
        return rows;
    }
}
