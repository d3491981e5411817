package xooai.designer.invoke;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.form.ContentChooser;
import xooai.designer.form.JsonForm;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Notices;
import xooai.designer.shared.Ui;

/// The test-invoke of a node: its input as form or JSON, the button, and what came back.
public final class InvokeView {
    private final VBox result = new VBox();
    private final VBox root = new VBox();

    /// A view of that model.
    public InvokeView(InvokeModel model, ContentChooser chooser, Notices notices) {
        JsonForm input = new JsonForm(model.input(), chooser, "Input docs");
        Button invoke = Ui.button("Invoke", model::invoke);
        invoke.setId("invoke");
        invoke.setGraphic(Icons.of(Feather.PLAY));
        invoke.getStyleClass().add("accent");
        invoke.disableProperty().bind(model.runningProperty());
        Button copy = Ui.iconButton(Feather.TERMINAL, "Copy as curl", () -> {
            Ui.copy(model.curl());
            notices.say("Copied the call as a curl line");
        });
        CheckBox wire = new CheckBox("over HTTP");
        wire.setAccessibleText("Call over HTTP");
        wire.selectedProperty().bindBidirectional(model.overHttpProperty());
        HBox buttons = new HBox(invoke, wire, Ui.spring(), copy);
        buttons.getStyleClass().add("invoke-buttons");
        ProgressBar bar = new ProgressBar();
        bar.setAccessibleText("The call goes on");
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        HBox busy = new HBox(bar, Ui.button("Cancel", model::cancel));
        busy.getStyleClass().add("invoke-buttons");
        busy.visibleProperty().bind(model.runningProperty());
        busy.managedProperty().bind(model.runningProperty());
        result.getStyleClass().add("invoke-result");
        ScrollPane scroll = new ScrollPane(result);
        scroll.setFitToWidth(true);
        scroll.setAccessibleText("Result");
        scroll.visibleProperty().bind(Bindings.isNotNull(model.lastProperty()));
        scroll.managedProperty().bind(scroll.visibleProperty());
        scroll.getStyleClass().add("form-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox.setVgrow(input.node(), Priority.SOMETIMES);
        input.node().setMinHeight(170);
        root.getChildren().addAll(input.node(), buttons, busy, scroll);
        root.getStyleClass().add("pane-body");
        root.setId("invoke-pane");
        model.lastProperty().subscribe(this::show);
    }

    /// What is shown.
    public VBox node() {
        return root;
    }

    private void show(InvokeModel.@Nullable Invocation last) {
        result.getChildren().clear();
        if (last != null) {
            result.getChildren().add(ResponseView.of(last.response(), last.took()));
        }
    }
}
