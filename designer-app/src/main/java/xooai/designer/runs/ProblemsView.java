package xooai.designer.runs;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.design.Wire;
import xooai.designer.runs.ProblemsModel.Entry;
import xooai.designer.runs.ProblemsModel.Kind;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Ui;

/// The list of problems; a click goes to the node.
public final class ProblemsView {
    private final ListView<Entry> list = new ListView<>();
    private final ProblemsModel model;
    private final Function<Wire, List<Button>> mending;

    /// A view of those problems.
    ///
    /// @param go shows the node of a problem
    /// @param mending the buttons that mend a wire that does not fit
    public ProblemsView(ProblemsModel model, Consumer<Entry> go, Function<Wire, List<Button>> mending) {
        this.model = model;
        this.mending = mending;
        list.setItems(model.entries());
        list.setId("problems");
        list.setAccessibleText("Problems");
        list.getStyleClass().add("plain-list");
        list.setPlaceholder(Ui.empty(Feather.CHECK_CIRCLE, "No problems", "The flow can run."));
        list.setCellFactory(_ -> new Cell());
        list.setOnMouseClicked(_ -> goTo(go));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == javafx.scene.input.KeyCode.ENTER) {
                goTo(go);
            }
        });
    }

    private void goTo(Consumer<Entry> go) {
        Entry entry = list.getSelectionModel().getSelectedItem();
        if (entry != null) {
            go.accept(entry);
        }
    }

    /// What is shown.
    public ListView<Entry> node() {
        return list;
    }

    /// Marks a problem in the list.
    public void mark(Entry entry) {
        list.getSelectionModel().select(entry);
        list.scrollTo(entry);
    }

    private final class Cell extends ListCell<Entry> {
        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (entry == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            Label text = Ui.wrapped(entry.message(), "problem-text");
            HBox.setHgrow(text, Priority.ALWAYS);
            HBox row =
                    new HBox(Icons.of(entry.kind() == Kind.RUN ? Feather.ZAP_OFF : Feather.ALERT_CIRCLE, "error-icon"));
            if (!entry.node().isEmpty()) {
                Label node = Ui.label(entry.node(), "problem-node");
                node.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
                row.getChildren().add(node);
            }
            row.getChildren().add(text);
            Wire wire = model.wire(entry);
            if (wire != null) {
                row.getChildren().addAll(mending.apply(wire));
            }
            row.getStyleClass().add("problem-row");
            setGraphic(row);
            setAccessibleText((entry.node() + " " + entry.message()).strip());
        }
    }
}
