package xooai.designer.tests;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.invoke.ResponseView;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Ui;
import xooai.designer.tests.TestsModel.Row;
import xooai.designer.tests.TestsModel.Verdict;
import xooai.flow.TestCase;
import xooai.test.Difference;
import xooai.test.TestResult;

/// The tests of the flow beside what came of the one that is chosen.
public final class TestsView {
    private static final double WIDEST_PATH = 220;

    private final TestsModel model;
    private final Runnable make;
    private final ListView<Row> list = new ListView<>();
    private final ScrollPane detail = new ScrollPane();
    private final VBox root = new VBox();
    private @Nullable String chosen;

    /// A view of those tests.
    ///
    /// @param make makes a test of the run that is shown
    public TestsView(TestsModel model, Runnable make) {
        this.model = model;
        this.make = make;
        list.setItems(model.rows());
        list.setId("tests");
        list.setAccessibleText("Tests");
        list.setPlaceholder(Ui.label("No tests yet", "empty-hint"));
        list.setCellFactory(_ -> new Cell());
        list.getStyleClass().add("plain-list");
        list.setMinWidth(224);
        list.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                chosen = row.test().name();
                show(row);
            }
        });
        model.rows().addListener((ListChangeListener<Row>) _ -> follow());
        detail.setFitToWidth(true);
        detail.setId("test-detail");
        detail.setAccessibleText("What came of the test");
        detail.getStyleClass().add("form-scroll");
        SplitPane split = new SplitPane(list, detail);
        SplitPane.setResizableWithParent(list, false);
        split.setDividerPositions(0.28);
        split.getStyleClass().add("inner-split");
        VBox.setVgrow(split, Priority.ALWAYS);
        root.getChildren().addAll(head(), split);
        root.setId("tests-pane");
        follow();
    }

    /// What is shown.
    public Region node() {
        return root;
    }

    private Node head() {
        Button all = Ui.button("Run all tests", model::runAll);
        all.setId("tests-run-all");
        all.setGraphic(Icons.of(Feather.PLAY));
        all.getStyleClass().add("small");
        all.disableProperty().bind(model.runningProperty().or(Bindings.isEmpty(model.rows())));
        Button stop = Ui.button("Stop", model::stop);
        stop.getStyleClass().add("small");
        stop.visibleProperty().bind(model.runningProperty());
        stop.managedProperty().bind(model.runningProperty());
        Button makeOne = Ui.button("Make a test of the run…", make);
        makeOne.setId("tests-make");
        makeOne.getStyleClass().add("small");
        Label summary = Ui.label("", "hint");
        summary.setId("tests-summary");
        summary.textProperty().bind(model.summaryProperty());
        HBox head = new HBox(all, stop, makeOne, Ui.spring(), summary);
        head.getStyleClass().addAll("section-head", "pane-head");
        return head;
    }

    /// Rows are other objects after each change; the chosen test stays chosen.
    private void follow() {
        Row row = model.rows().stream()
                .filter(each -> each.test().name().equals(chosen))
                .findFirst()
                .orElse(model.rows().isEmpty() ? null : model.rows().getFirst());
        if (row == null) {
            detail.setContent(Ui.empty(
                    Feather.CHECK_SQUARE,
                    "The flow has no tests",
                    "Run it, look whether the answer is right, then make a test of the run. It is kept in the flow's"
                            + " file, and “xooai test” runs it too."));
        } else {
            list.getSelectionModel().select(row);
            show(row);
        }
    }

    private void show(Row row) {
        TestCase test = row.test();
        HBox title = new HBox(
                Icons.of(icon(row.verdict()), style(row.verdict())),
                Ui.label(test.name(), "section-title"),
                Ui.label(row.verdict().text(), "hint"),
                Ui.spring());
        Button run = Ui.button("Run", () -> model.run(test.name()));
        run.disableProperty().bind(model.runningProperty());
        Button remove = Ui.button("Remove", () -> model.remove(test.name()));
        for (Button button : new Button[] {run, remove}) {
            button.getStyleClass().add("small");
        }
        if (row.verdict() == Verdict.FAILED) {
            title.getChildren().add(accept(row));
        }
        title.getChildren().addAll(run, remove);
        title.getStyleClass().add("section-head");
        VBox box = new VBox(title, Ui.wrapped(facts(test), "hint"));
        TestResult result = row.result();
        if (result != null) {
            box.getChildren().addAll(result(result));
        }
        box.getStyleClass().add("pane-body");
        detail.setContent(box);
    }

    private Button accept(Row row) {
        Button accept = Ui.button("Expect what was found", () -> model.accept(row));
        accept.setId("test-accept");
        accept.getStyleClass().add("small");
        accept.disableProperty().bind(model.runningProperty());
        return accept;
    }

    private static Node[] result(TestResult result) {
        if (result.isPassed()) {
            return new Node[] {ResponseView.of(result.response(), result.took())};
        }
        return new Node[] {differences(result), ResponseView.of(result.response(), result.took())};
    }

    private static Node differences(TestResult result) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("differences");
        grid.setId("test-differences");
        grid.addRow(
                0,
                Ui.label("where", "field-name"),
                Ui.label("expected", "field-name"),
                Ui.label("found", "field-name"));
        ColumnConstraints where = new ColumnConstraints();
        where.setMaxWidth(WIDEST_PATH);
        ColumnConstraints half = new ColumnConstraints(80, 200, Double.MAX_VALUE, Priority.ALWAYS, HPos.LEFT, true);
        grid.getColumnConstraints().addAll(where, half, half);
        int line = 1;
        for (Difference difference : result.differences()) {
            String path = difference.path().isEmpty() ? "the answer" : difference.path();
            Label place = Ui.label(path, "doc-field");
            place.setTooltip(new Tooltip(path));
            Label expected = Ui.wrapped(difference.expected(), "doc-text");
            Label found = Ui.wrapped(difference.found(), "doc-text");
            grid.addRow(line++, place, expected, found);
        }
        return grid;
    }

    private static String facts(TestCase test) {
        String docs = test.docs().size() == 1 ? "1 doc" : test.docs().size() + " docs";
        String expected = switch (test.expected()) {
            case TestCase.Expected.Docs wanted ->
                wanted.docs().size() == 1 ? "1 doc comes out" : wanted.docs().size() + " docs come out";
            case TestCase.Expected.Failure failure -> "it fails with " + failure.code();
        };
        StringBuilder facts = new StringBuilder(docs + " in; " + expected);
        if (test.tolerance().relative() > 0) {
            facts.append("; numbers may differ by ")
                    .append(number(test.tolerance().relative()))
                    .append(" of themselves");
        }
        if (test.tolerance().absolute() > 0) {
            facts.append("; numbers may differ by ")
                    .append(number(test.tolerance().absolute()));
        }
        if (!test.ignore().isEmpty()) {
            facts.append("; not compared: ").append(String.join(", ", test.ignore()));
        }
        return facts.append('.').toString();
    }

    private static String number(double value) {
        return Double.toString(value).replace(".0E", "e").replace('E', 'e');
    }

    private static Feather icon(Verdict verdict) {
        return switch (verdict) {
            case NOT_RUN -> Feather.CIRCLE;
            case RUNNING -> Feather.LOADER;
            case PASSED -> Feather.CHECK_CIRCLE;
            case FAILED -> Feather.X_CIRCLE;
            case OUTDATED -> Feather.REFRESH_CW;
        };
    }

    private static String style(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "good-icon";
            case FAILED -> "error-icon";
            case NOT_RUN, RUNNING, OUTDATED -> "dim";
        };
    }

    private static final class Cell extends ListCell<Row> {
        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (row == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            Label name = Ui.label(row.test().name(), "run-number");
            Label verdict = Ui.label(row.verdict().text(), "hint");
            verdict.setMinWidth(Region.USE_PREF_SIZE);
            HBox line = new HBox(Icons.of(icon(row.verdict()), style(row.verdict())), name, Ui.spring(), verdict);
            line.getStyleClass().add("run-row");
            setGraphic(line);
            setAccessibleText("Test " + row.test().name() + ", " + row.verdict().text());
        }
    }
}
