package xooai.designer.invoke;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.form.ContentChooser;
import xooai.designer.form.JsonForm;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Notices;
import xooai.designer.shared.Ui;

/// The test-invoke of a node: its input as form or JSON, the buttons, and what came back or comes.
public final class InvokeView {
    private final InvokeModel model;
    private final VBox result = new VBox();
    private final ScrollPane answer = new ScrollPane(result);
    private final StreamView stream = new StreamView();
    private final Node nothing =
            Ui.empty(Feather.PLAY_CIRCLE, "Not called yet", "Fill in the input. What comes back is shown here.");
    private final VBox root = new VBox();
    private final Notices notices;

    /// A view of that model.
    ///
    /// @param invoke calls, or sends another chunk, once the person agrees to what is reached
    public InvokeView(InvokeModel model, ContentChooser chooser, Notices notices, Runnable invoke) {
        this.model = model;
        this.notices = notices;
        JsonForm input = new JsonForm(model.input(), chooser, "Input docs");
        VBox.setVgrow(input.node(), Priority.SOMETIMES);
        input.node().setMinHeight(170);
        result.getStyleClass().add("invoke-result");
        answer.setFitToWidth(true);
        answer.setAccessibleText("Result");
        answer.getStyleClass().add("form-scroll");
        VBox.setVgrow(answer, Priority.ALWAYS);
        VBox.setVgrow(stream.node(), Priority.ALWAYS);
        root.getChildren().addAll(input.node(), buttons(invoke), problem(), busy(), answer, stream.node());
        root.getStyleClass().add("pane-body");
        root.setId("invoke-pane");
        model.listen(stream::refresh);
        model.lastProperty().subscribe(_ -> show());
        model.liveProperty().subscribe(_ -> show());
    }

    private HBox buttons(Runnable invoke) {
        Button call = Ui.button("Invoke", invoke);
        call.setId("invoke");
        call.setGraphic(Icons.of(Feather.PLAY));
        call.getStyleClass().add("accent");
        BooleanBinding streams =
                Bindings.createBooleanBinding(() -> model.kindProperty().get().streamsIn(), model.kindProperty());
        call.textProperty().bind(Bindings.when(streams).then("Send").otherwise("Invoke"));
        call.accessibleTextProperty()
                .bind(Bindings.when(streams).then("Send a chunk").otherwise("Invoke"));
        call.disableProperty()
                .bind(model.runningProperty()
                        .and(model.sendingProperty()
                                .and(model.liveProperty().isNotNull())
                                .not()));
        Button end = Ui.button("End", model::endSending);
        end.setId("invoke-end");
        end.setAccessibleText("End: no chunk follows");
        shownWhile(end, streams);
        end.disableProperty().bind(model.sendingProperty().not());
        HBox buttons = new HBox(call, end, route(), Ui.spring(), copyAs());
        buttons.getStyleClass().add("invoke-buttons");
        return buttons;
    }

    /// Copies the call of the node that is shown as code of that language.
    public void copy(Snippet language) {
        Ui.copy(model.code(language));
        notices.say("Copied the call as " + language.title());
    }

    private MenuButton copyAs() {
        MenuButton copy = new MenuButton();
        copy.setGraphic(Icons.of(Feather.TERMINAL));
        copy.setAccessibleText("Copy the call as code");
        copy.setTooltip(new Tooltip("Copy the call as code"));
        copy.setId("copy-as");
        copy.getStyleClass().addAll("flat", "icon-button");
        for (Snippet language : Snippet.values()) {
            MenuItem item = new MenuItem("Copy as " + language.title());
            item.setId("copy-as-" + language.name().toLowerCase(Locale.ROOT));
            item.setOnAction(_ -> copy(language));
            copy.getItems().add(item);
        }
        return copy;
    }

    private ChoiceBox<Route> route() {
        ChoiceBox<Route> route = new ChoiceBox<>();
        route.getItems().setAll(Route.all());
        route.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Route each) {
                return each == null ? "" : each.title();
            }

            @Override
            public @Nullable Route fromString(String title) {
                return route.getItems().stream()
                        .filter(each -> each.title().equals(title))
                        .findFirst()
                        .orElse(null);
            }
        });
        route.setId("invoke-route");
        route.setAccessibleText("How it is called");
        route.valueProperty().bindBidirectional(model.routeProperty());
        route.disableProperty().bind(model.runningProperty());
        shownWhile(
                route, Bindings.createBooleanBinding(() -> model.localProperty().get(), model.localProperty()));
        return route;
    }

    private Label problem() {
        Label problem = Ui.wrapped("", "field-problem");
        problem.textProperty().bind(model.problemProperty());
        shownWhile(problem, model.problemProperty().isNotEmpty());
        return problem;
    }

    private HBox busy() {
        MovedBar bar = new MovedBar(model.movedProperty(), "The call goes on");
        HBox.setHgrow(bar.node(), Priority.ALWAYS);
        Button stop = Ui.button("Stop", model::cancel);
        stop.setId("invoke-stop");
        stop.setGraphic(Icons.of(Feather.SQUARE));
        HBox busy = new HBox(bar.node(), stop);
        busy.getStyleClass().add("invoke-buttons");
        shownWhile(
                busy,
                Bindings.createBooleanBinding(() -> model.runningProperty().get(), model.runningProperty()));
        return busy;
    }

    private static void shownWhile(Node node, BooleanBinding condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }

    /// What is shown.
    public VBox node() {
        return root;
    }

    private void show() {
        Talk live = model.liveProperty().get();
        Invocation last = model.lastProperty().get();
        StreamLog log = live != null ? live.log() : last == null ? null : last.log();
        stream.show(log);
        Ui.show(stream.node(), log != null);
        Ui.show(answer, log == null && last != null);
        Ui.show(nothing, log == null && last == null);
        result.getChildren().clear();
        if (log == null && last != null) {
            result.getChildren().add(ResponseView.of(last.response(), last.took()));
        }
    }
}
