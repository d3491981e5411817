package xooai.designer.app;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.invoke.ResponseView;
import xooai.designer.shared.Ui;
import xooai.doc.CallError;
import xooai.flow.NodeEvent;

/// What became of one node in the run that is shown: its state, what it was given, what it gave.
final class NodeResult {
    private NodeResult() {}

    static Node of(String name, @Nullable NodeEvent event) {
        if (event == null) {
            return Ui.empty(
                    Feather.PLAY_CIRCLE, "No result yet", "Run the flow to see what " + name + " is given and gives.");
        }
        VBox box = new VBox(head(event));
        box.getStyleClass().add("pane-body");
        CallError error = event.error();
        if (error != null) {
            box.getChildren().add(ResponseView.error(error));
        }
        if (event.output() != null) {
            box.getChildren().add(ResponseView.of("Gave", event.output()));
        }
        if (event.state() != NodeEvent.NodeState.PINNED) {
            box.getChildren().add(ResponseView.of("Was given", event.input()));
        }
        return box;
    }

    private static String words(NodeEvent.NodeState state) {
        return switch (state) {
            case RUNNING -> "Running";
            case DONE -> "Done";
            case KEPT -> "From cache";
            case PINNED -> "Pinned";
            case FAILED -> "Failed";
            case SKIPPED -> "Skipped";
            case CANCELLED -> "Cancelled";
        };
    }

    private static Node head(NodeEvent event) {
        String style = switch (event.state()) {
            case DONE, KEPT, PINNED -> "chip-good";
            case FAILED -> "chip-bad";
            case RUNNING, SKIPPED, CANCELLED -> "chip-warn";
        };
        HBox head = new HBox(
                Ui.label(words(event.state()), "status-chip", style),
                Ui.spring(),
                Ui.label(event.took().isZero() ? "" : Ui.took(event.took()), "hint"));
        head.getStyleClass().add("section-head");
        return head;
    }
}
