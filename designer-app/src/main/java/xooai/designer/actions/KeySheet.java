package xooai.designer.actions;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.shared.Overlay;
import xooai.designer.shared.Ui;

/// The sheet of all keys, by group.
public final class KeySheet {
    private final Actions actions;
    private final Overlay overlay;
    private final Runnable change;

    /// One of those that no action has: keys and what they do on the canvas.
    public record Hint(String keys, String what) {}

    /// A sheet of the keys of those actions.
    ///
    /// @param change shows where keys are changed
    public KeySheet(Actions actions, Overlay overlay, Runnable change) {
        this.actions = actions;
        this.overlay = overlay;
        this.change = change;
    }

    /// Shows it, with the canvas's own keys and gestures beside those of the actions.
    public void show(List<Hint> canvas) {
        FlowPane groups = new FlowPane(24, 16);
        groups.setPrefWrapLength(776);
        for (String group : actions.groups()) {
            List<Hint> hints = actions.group(group).stream()
                    .filter(action -> action.key() != null)
                    .map(action -> new Hint(action.keyText(), action.title().get()))
                    .toList();
            if (!hints.isEmpty()) {
                groups.getChildren().add(group(group, hints));
            }
        }
        groups.getChildren().add(group("Canvas", canvas));
        ScrollPane scroll = new ScrollPane(groups);
        scroll.setFitToWidth(true);
        scroll.setPrefViewportHeight(460);
        scroll.setAccessibleText("Keys");
        scroll.getStyleClass().add("form-scroll");
        var close = Ui.iconButton(Feather.X, "Close", overlay::hide);
        Button changing = Ui.button("Change keys…", change);
        changing.setId("change-keys");
        changing.getStyleClass().add("small");
        HBox head = new HBox(Ui.label("Keys", "card-title"), Ui.spring(), changing, close);
        head.getStyleClass().add("card-head");
        VBox card = new VBox(head, scroll);
        card.setId("key-sheet");
        card.setPrefWidth(844);
        card.getStyleClass().add("card-body");
        overlay.show(card, () -> {});
        close.requestFocus();
    }

    private static Region group(String title, List<Hint> hints) {
        GridPane grid = new GridPane(12, 4);
        ColumnConstraints keys = new ColumnConstraints(144);
        grid.getColumnConstraints().addAll(keys, new ColumnConstraints(216));
        for (int i = 0; i < hints.size(); i++) {
            grid.addRow(
                    i,
                    Ui.label(hints.get(i).keys(), "key-cap"),
                    Ui.wrapped(hints.get(i).what()));
        }
        VBox box = new VBox(Ui.label(title, "section-title"), grid);
        box.getStyleClass().add("key-group");
        return box;
    }
}
