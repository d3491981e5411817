package xooai.designer.runs;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
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
import xooai.designer.shared.FxThread;
import xooai.designer.shared.Ui;
import xooai.flow.NodeEvent;

/// The runs of this session and those kept of earlier ones, beside the result of the one that is shown.
public final class RunsView {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final RunsModel model;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ListView<Row> list = new ListView<>(rows);
    private final ScrollPane result = new ScrollPane();
    private final SplitPane root = new SplitPane();
    private final StreamedRun streamed;
    /// The frame after the one in which the canvas shows what passed.
    private final Runnable refresh = FxThread.onceAFrame(this::refresh);
    private boolean following;

    /// What the list says of a run: it is another run with each frame in which something passes, and the same row.
    private record Row(int number, String state, String style, String took, String about, String spoken) {
        static Row of(Run run) {
            Response response = run.response();
            String state = response == null ? "Running" : Codes.words(response.code());
            String plan = run.plan() == null ? "" : ", " + PlanWords.of(run.plan());
            return new Row(
                    run.number(),
                    state,
                    response == null ? "chip-warn" : ResponseView.chip(response.code()),
                    response == null ? "" : Ui.took(run.took()),
                    "started " + TIME.format(run.started()) + plan,
                    "Run " + run.number() + ", " + state + plan);
        }
    }

    /// A view of those runs.
    public RunsView(RunsModel model) {
        this.model = model;
        this.streamed = new StreamedRun(model.movedProperty(), model::stop);
        rows.setAll(model.runs().stream().map(Row::of).toList());
        model.runs().addListener(this::changed);
        list.setId("runs");
        list.setAccessibleText("Runs");
        list.setPlaceholder(Ui.label("No runs yet", "empty-hint"));
        list.setCellFactory(_ -> new Cell());
        list.getStyleClass().add("plain-list");
        list.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && !following) {
                model.runs().stream()
                        .filter(run -> run.number() == row.number())
                        .findFirst()
                        .ifPresent(model::show);
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
        model.listen(refresh);
    }

    /// What is shown.
    public Region node() {
        return root;
    }

    private void changed(ListChangeListener.Change<? extends Run> change) {
        following = true;
        while (change.next()) {
            List<Row> now = change.getAddedSubList().stream().map(Row::of).toList();
            List<Row> before = rows.subList(change.getFrom(), change.getFrom() + change.getRemovedSize());
            if (!before.equals(now)) {
                before.clear();
                rows.addAll(change.getFrom(), now);
            }
        }
        select(model.shownProperty().get());
        following = false;
        if (model.shownProperty().get() == null) {
            show(null); // There are runs to choose from now, or none any more.
        }
    }

    private void select(@Nullable Run run) {
        Row row = run == null ? null : Row.of(run);
        if (row == null || !rows.contains(row)) {
            list.getSelectionModel().clearSelection();
        } else if (!row.equals(list.getSelectionModel().getSelectedItem())) {
            list.getSelectionModel().select(row);
        }
    }

    private void show(@Nullable Run run) {
        following = true;
        select(run);
        following = false;
        if (run == null) {
            result.setContent(
                    rows.isEmpty()
                            ? Ui.empty(
                                    Feather.PLAY_CIRCLE,
                                    "The flow has not been run",
                                    "Fill in the input, then press Run.")
                            : Ui.empty(
                                    Feather.CLOCK,
                                    "Choose a run to see what passed",
                                    "The runs in the list were kept from earlier."));
            return;
        }
        Response response = run.response();
        result.setFitToHeight(run.log() != null);
        if (run.log() == null) {
            streamed.show(run);
            result.setContent(response == null ? going(run) : answer(run, response));
        } else if (!streamed.node().equals(result.getContent())) {
            streamed.show(run);
            result.setContent(streamed.node());
        } else {
            refresh.run();
        }
    }

    private void refresh() {
        Run run = model.shownProperty().get();
        if (run != null) {
            streamed.show(run);
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

    private static final class Cell extends ListCell<Row> {
        private final Label number = Ui.label("", "run-number");
        private final Label chip = Ui.label("", "status-chip");
        private final Label took = Ui.label("", "hint");
        private final HBox row = new HBox(number, chip, Ui.spring(), took);
        private final Tooltip tooltip = new Tooltip();

        Cell() {
            setPrefWidth(0);
            chip.setMinWidth(Region.USE_PREF_SIZE);
            took.setMinWidth(Region.USE_PREF_SIZE);
            row.getStyleClass().add("run-row");
        }

        @Override
        protected void updateItem(@Nullable Row item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                setTooltip(null);
                setAccessibleText(null);
                return;
            }
            number.setText("#" + item.number());
            took.setText(item.took());
            chip.setText(item.state());
            chip.getStyleClass().setAll("label", "status-chip", item.style());
            tooltip.setText(item.about());
            setTooltip(tooltip);
            setGraphic(row);
            setAccessibleText(item.spoken());
        }
    }
}
