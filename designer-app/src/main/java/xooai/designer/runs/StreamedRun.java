package xooai.designer.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.invoke.Moved;
import xooai.designer.invoke.MovedBar;
import xooai.designer.invoke.StreamView;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Ui;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;

/// A run of a flow in which something streams: how much passed each wire, what came out last, and a button that
/// stops it. It stays in place while it goes on.
final class StreamedRun {
    /// So many wires are told of; the canvas has the rest on its labels.
    private static final int MOST_WIRES = 40;

    private final StreamView stream = new StreamView();
    private final FlowPane wires = new FlowPane();
    private final HBox head = new HBox();
    private final VBox root = new VBox();

    StreamedRun(ObservableValue<@Nullable Moved> moved, Runnable stop) {
        Button button = Ui.button("Stop", stop);
        button.setId("run-stop");
        button.setGraphic(Icons.of(Feather.SQUARE));
        button.getStyleClass().add("small");
        wires.getStyleClass().add("chips");
        wires.setAccessibleText("Chunks that passed each wire");
        HBox.setHgrow(wires, Priority.ALWAYS);
        head.getChildren().addAll(wires, button);
        head.getStyleClass().add("section-head");
        VBox.setVgrow(stream.node(), Priority.ALWAYS);
        root.getChildren().addAll(head, MovedBar.words(moved), stream.node());
        root.getStyleClass().add("pane-body");
    }

    VBox node() {
        return root;
    }

    /// Turns to that run, or to what is newer of it.
    void show(Run run) {
        List<String> texts = texts(run);
        while (wires.getChildren().size() < texts.size()) {
            wires.getChildren().add(Ui.label("", "chip"));
        }
        wires.getChildren().remove(texts.size(), wires.getChildren().size());
        for (int i = 0; i < texts.size(); i++) {
            Node chip = wires.getChildren().get(i);
            ((Label) chip).setText(texts.get(i));
        }
        head.getChildren().getLast().setVisible(run.isRunning());
        Ui.show(head, run.isRunning() || !texts.isEmpty());
        stream.show(run.log());
    }

    private static List<String> texts(Run run) {
        List<String> texts = new ArrayList<>();
        FlowSpec flow = run.flow();
        int more = 0;
        for (NodeSpec node : flow.nodes()) {
            for (String from : node.needNames()) {
                if (texts.size() == MOST_WIRES) {
                    more++;
                } else {
                    String count =
                            String.format(Locale.ROOT, "%,d", run.passed(from).chunks());
                    texts.add(from + " → " + node.name() + "  " + count);
                }
            }
        }
        if (more > 0) {
            texts.add("and " + more + " more");
        }
        return texts;
    }
}
