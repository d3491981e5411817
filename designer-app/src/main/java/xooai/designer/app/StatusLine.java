package xooai.designer.app;

import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.runs.ProblemsModel;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Notices;
import xooai.designer.shared.Ui;

/// The line at the bottom: what happened last, and how many problems there are.
final class StatusLine implements Notices {
    private static final Duration SHOWN = Duration.seconds(6);

    private final Label text = Ui.label("", "status-text");
    private final StackPane icon = new StackPane();
    private final HBox root = new HBox(icon, text);
    private final PauseTransition pause = new PauseTransition(SHOWN);

    StatusLine() {
        text.setId("status");
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        root.getStyleClass().add("status-line");
        pause.setOnFinished(_ -> clear());
    }

    HBox node() {
        return root;
    }

    /// Shows how many problems there are, and goes to them.
    void count(ProblemsModel problems, Runnable go) {
        Hyperlink count = new Hyperlink();
        count.setId("problem-count");
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> words(problems.entries().size()), problems.entries()));
        count.accessibleTextProperty().bind(count.textProperty());
        count.getStyleClass().add("status-link");
        count.setOnAction(_ -> go.run());
        root.getChildren().add(count);
    }

    private static String words(int count) {
        return count == 0 ? "No problems" : count == 1 ? "1 problem" : count + " problems";
    }

    @Override
    public void say(String what) {
        show(what, Feather.CHECK, "good-icon");
        pause.playFromStart();
    }

    @Override
    public void fail(String what) {
        pause.stop();
        show(what, Feather.ALERT_TRIANGLE, "error-icon");
    }

    private void show(String what, Feather feather, String style) {
        icon.getChildren().setAll(Icons.of(feather, style));
        text.setText(what.lines().findFirst().orElse(""));
        text.setTooltip(new javafx.scene.control.Tooltip(what));
        text.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("failed"), style.equals("error-icon"));
    }

    private void clear() {
        icon.getChildren().clear();
        text.setText("");
        text.setTooltip(null);
    }
}
