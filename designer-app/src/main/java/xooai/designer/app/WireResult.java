package xooai.designer.app;

import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.design.Wire;
import xooai.designer.invoke.ResponseView;
import xooai.designer.runs.Run;
import xooai.designer.runs.RunsModel;
import xooai.designer.shared.Ui;
import xooai.flow.NodeEvent;
import xooai.record.Passed;

/// What passed a wire in the run that is shown: every doc as what it is.
final class WireResult {
    private WireResult() {}

    static Node of(Wire wire, RunsModel runs) {
        NodeEvent event = runs.event(wire.from());
        if (event == null || event.output() == null) {
            return Ui.empty(
                    Feather.ACTIVITY,
                    "Nothing has passed here",
                    "Run the flow to see what " + wire.from() + " gives to " + wire.to() + ".");
        }
        VBox box = new VBox();
        Run run = runs.shownProperty().get();
        Passed all = run == null ? null : run.passed().get(wire.from());
        if (all != null) {
            box.getChildren()
                    .add(Ui.label(
                            String.format(Locale.ROOT, "%,d chunks, %,d docs", all.chunks(), all.docs()),
                            "stream-counts"));
        }
        box.getChildren().add(ResponseView.of(all == null ? "Passed" : "The last chunk", event.output()));
        box.setId("wire-result");
        return box;
    }

    /// What a label on the wire says: how many docs, and the first of them in short; null where nothing passed.
    static @Nullable String label(Wire wire, RunsModel runs) {
        NodeEvent event = runs.event(wire.from());
        Run run = runs.shownProperty().get();
        if (event == null || event.output() == null || run == null) {
            return null;
        }
        Passed all = run.passed().get(wire.from());
        return all == null ? WireWords.of(event.output()) : WireWords.of(event.output(), all.chunks());
    }
}
