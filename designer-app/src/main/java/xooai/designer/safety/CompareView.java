package xooai.designer.safety;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Ui;
import xooai.flow.Difference;

/// The differences in words; a click goes to the node.
public final class CompareView {
    private final Label title = Ui.label("", "compare-title");
    private final ListView<Difference> list = new ListView<>();
    private final VBox box;

    /// A view without differences.
    ///
    /// @param go shows a node
    /// @param end ends the comparison
    public CompareView(Consumer<String> go, Runnable end) {
        list.setId("differences");
        list.setAccessibleText("Differences");
        list.getStyleClass().add("plain-list");
        list.setPlaceholder(Ui.empty(Feather.CHECK_CIRCLE, "No differences", "Both flows are the same."));
        list.setCellFactory(_ -> new Cell());
        list.setOnMouseClicked(_ -> goTo(go));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                goTo(go);
            }
        });
        title.setMinWidth(0);
        HBox head = new HBox(title, Ui.spring(), Ui.button("End the comparison", end));
        head.getStyleClass().add("compare-head");
        head.getChildren().getLast().getStyleClass().add("small");
        head.getChildren().getLast().setId("compare-end");
        VBox.setVgrow(list, Priority.ALWAYS);
        box = new VBox(head, list);
    }

    /// What is shown.
    public Node node() {
        return box;
    }

    /// Shows those.
    ///
    /// @param what what is compared, such as `This flow and its file`
    public void show(String what, Comparison comparison) {
        int count = comparison.differences().size();
        title.setText(
                what + ": " + (count == 0 ? "no difference" : count == 1 ? "1 difference" : count + " differences"));
        if (!list.getItems().equals(comparison.differences())) {
            list.getItems().setAll(comparison.differences());
        }
    }

    private void goTo(Consumer<String> go) {
        Difference one = list.getSelectionModel().getSelectedItem();
        if (one != null && !one.node().isEmpty()) {
            go.accept(one.node());
        }
    }

    private static final class Cell extends ListCell<Difference> {
        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Difference one, boolean empty) {
            super.updateItem(one, empty);
            if (one == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            Label text = Ui.wrapped(one.toString(), "problem-text");
            HBox.setHgrow(text, Priority.ALWAYS);
            HBox row = new HBox(icon(one), text);
            row.getStyleClass().add("problem-row");
            setGraphic(row);
            setAccessibleText(one.toString());
        }

        private static Node icon(Difference one) {
            return switch (one.kind()) {
                case ADDED, WIRED -> Icons.of(Feather.PLUS_CIRCLE, "good-icon");
                case REMOVED, UNWIRED -> Icons.of(Feather.MINUS_CIRCLE, "error-icon");
                case RENAMED, CHANGED, REORDERED -> Icons.of(Feather.EDIT_2, "changed-icon");
                case MOVED, DRAWN -> Icons.of(Feather.MOVE, "dim");
            };
        }
    }
}
