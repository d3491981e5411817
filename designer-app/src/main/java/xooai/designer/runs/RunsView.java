package xooai.designer.runs;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.codec.Response;
import xooai.designer.invoke.MovedBar;
import xooai.designer.invoke.ResponseView;
import xooai.designer.shared.Codes;
import xooai.designer.shared.Ui;
import xooai.flow.NodeEvent;

/// The runs of this session and those kept of earlier ones, beside the result of the one that is shown.
public final class RunsView {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final RunsModel model;
    private final ListView<Run> list = new ListView<>();
    private final ScrollPane result = new ScrollPane();
    private final SplitPane root = new SplitPane();
    private final StreamedRun streamed;
    private boolean following;

    /// A view of those runs.
    public RunsView(RunsModel model) {
        this.model = model;
        this.streamed = new StreamedRun(model.movedProperty(), model::stop);
        list.setItems(model.runs());
        list.setId("runs");
        list.setAccessibleText("Runs");
        list.setPlaceholder(Ui.label("No runs yet", "empty-hint"));
        list.setCellFactory(_ -> new Cell());
        list.getStyleClass().add("plain-list");
        list.getSelectionModel().selectedItemProperty().subscribe(run -> {
            if (run != null && !following) {
                model.show(run);
            }
        });
        result.setFitToWidth(true);
        result.setAccessibleText("Result of the run");
        result.setId("run-result");
        result.getStyleClass().add("form-scroll");
        SplitPane.setResizableWithParent(list, false);
        list.setMinWidth(248);
        root.getItems().addAll(list, result);
        root.setDividerPositions(0.28);
        root.getStyleClass().add("inner-split");
        model.shownProperty().subscribe(this::show);
        model.listen(streamed::refresh);
    }

    /// What is shown.
    public Region node() {
        return root;
    }

    private void show(@Nullable Run run) {
        following = true;
        list.getSelectionModel().select(run);
        following = false;
        if (run == null) {
            result.setContent(
                    Ui.empty(Feather.PLAY_CIRCLE, "The flow has not been run", "Fill in the input, then press Run."));
            return;
        }
        Response response = run.response();
        streamed.show(run);
        result.setFitToHeight(run.log() != null);
        if (run.log() == null) {
            result.setContent(response == null ? going(run) : answer(run, response));
        } else if (!streamed.node().equals(result.getContent())) {
            result.setContent(streamed.node());
        }
    }

    private VBox answer(Run run, Response response) {
        VBox box = new VBox(ResponseView.of(response, run.took()));
        if (run.plan() != null) {
            Label plan = Ui.wrapped(PlanWords.of(run.plan()), "hint");
            plan.setId("run-plan");
            box.getChildren().addFirst(plan);
        }
        box.getStyleClass().add("pane-body");
        return box;
    }

    private VBox going(Run run) {
        long done = run.nodes().values().stream()
                .filter(event -> event.state() != NodeEvent.NodeState.RUNNING)
                .count();
        int all = run.flow().nodes().size();
        ProgressBar bar = new ProgressBar(all == 0 ? -1 : (double) done / all);
        bar.setAccessibleText("Progress of the run");
        bar.setMaxWidth(Double.MAX_VALUE);
        Button stop = Ui.button("Stop", model::stop);
        HBox row = new HBox(Ui.label("Running: " + done + " of " + all + " nodes", "hint"), Ui.spring(), stop);
        row.getStyleClass().add("section-head");
        VBox box = new VBox(row, bar, MovedBar.words(model.movedProperty()));
        if (run.plan() != null) {
            box.getChildren().addFirst(Ui.wrapped(PlanWords.of(run.plan()), "hint"));
        }
        box.getStyleClass().add("pane-body");
        return box;
    }

    private static final class Cell extends ListCell<Run> {
        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Run run, boolean empty) {
            super.updateItem(run, empty);
            if (run == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            Response response = run.response();
            String state = response == null ? "Running" : Codes.words(response.code());
            Label chip =
                    Ui.label(state, "status-chip", response == null ? "chip-warn" : ResponseView.chip(response.code()));
            chip.setMinWidth(Region.USE_PREF_SIZE);
            Label took = Ui.label(response == null ? "" : Ui.took(run.took()), "hint");
            took.setMinWidth(Region.USE_PREF_SIZE);
            HBox row = new HBox(Ui.label("#" + run.number(), "run-number"), chip, Ui.spring(), took);
            String plan = run.plan() == null ? "" : ", " + PlanWords.of(run.plan());
            setTooltip(new Tooltip("started " + TIME.format(run.started()) + plan));
            row.getStyleClass().add("run-row");
            setGraphic(row);
            setAccessibleText("Run " + run.number() + ", " + state + plan);
        }
    }
}
