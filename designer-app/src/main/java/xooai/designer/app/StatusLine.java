package xooai.designer.app;

import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;
import org.controlsfx.control.StatusBar;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.runs.ProblemsModel;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Notices;
import xooai.designer.shared.Ui;
import xooai.designer.shared.Work;

/// The line at the bottom: what happened last, how far what goes on is, and how many problems there are.
final class StatusLine implements Notices {
    private static final Duration SHOWN = Duration.seconds(6);
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final double UNKNOWN = -1;

    private final StatusBar bar = new StatusBar();
    private final Button cancel = Ui.button("Cancel", this::cancel);
    private final PauseTransition pause = new PauseTransition(SHOWN);
    private @Nullable Work<?> work;
    private boolean failed;

    StatusLine() {
        bar.setId("status");
        bar.setText("");
        bar.setFocusTraversable(false);
        bar.getStyleClass().add("status-line");
        bar.accessibleTextProperty()
                .bind(Bindings.createStringBinding(
                        () -> bar.getText().isEmpty() ? "Status" : bar.getText(), bar.textProperty()));
        bar.skinProperty().subscribe(this::describeProgress);
        cancel.setId("status-cancel");
        cancel.getStyleClass().addAll("flat", "small");
        Ui.show(cancel, false);
        bar.getRightItems().add(cancel);
        pause.setOnFinished(_ -> clear());
    }

    private void describeProgress() {
        bar.applyCss();
        Node progress = bar.lookup(".progress-bar");
        if (progress != null) {
            progress.setAccessibleText("Progress");
        }
    }

    Node node() {
        return bar;
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
        bar.getRightItems().add(count);
    }

    private static String words(int count) {
        return count == 0 ? "No problems" : count == 1 ? "1 problem" : count + " problems";
    }

    /// Shows how far that is, with a button that stops it, until [#end()].
    void follow(Work<?> started, String what) {
        if (!started.isRunning()) {
            return;
        }
        work = started;
        show(what, Feather.CLOCK, "dim");
        pause.stop();
        started.messageProperty().subscribe(step -> {
            if (started.equals(work)) {
                bar.setText(step.isEmpty() || step.equals(what) ? what : what + ": " + step);
            }
        });
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> started.fractionProperty().get() <= 0
                                ? UNKNOWN
                                : started.fractionProperty().get(),
                        started.fractionProperty()));
        Ui.show(cancel, true);
    }

    /// What was followed last has ended.
    void end() {
        work = null;
        bar.progressProperty().unbind();
        bar.setProgress(0);
        Ui.show(cancel, false);
        clear();
    }

    /// A person turns to something else: what was said of what was done before goes, whether it was refused or not.
    void next() {
        if (work == null) {
            pause.stop();
            clear();
        }
    }

    /// Something was done: what was refused before is no longer what happened last.
    void done() {
        if (failed) {
            next();
        }
    }

    private void cancel() {
        Work<?> running = work;
        if (running != null) {
            running.cancel();
        }
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
        bar.setGraphic(Icons.of(feather, style));
        bar.setText(what.lines().findFirst().orElse(""));
        bar.setTooltip(new Tooltip(what));
        failed = style.equals("error-icon");
        bar.pseudoClassStateChanged(FAILED, failed);
    }

    private void clear() {
        bar.setGraphic(null);
        bar.setText("");
        bar.setTooltip(null);
        failed = false;
        bar.pseudoClassStateChanged(FAILED, false);
    }
}
