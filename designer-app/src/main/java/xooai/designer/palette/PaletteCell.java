package xooai.designer.palette;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Ui;
import xooai.driver.EndpointDescription;

/// How a row of the palette is drawn.
final class PaletteCell extends ListCell<PaletteRow> {
    private final Consumer<String> refresh;
    private final Consumer<String> forget;

    PaletteCell(Consumer<String> refresh, Consumer<String> forget) {
        this.refresh = refresh;
        this.forget = forget;
        setPrefWidth(0);
        getStyleClass().add("palette-cell");
    }

    /// The row that a node of a cell belongs to, or null.
    static @Nullable PaletteRow rowOf(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof PaletteCell cell) {
                return cell.getItem();
            }
        }
        return null;
    }

    @Override
    protected void updateItem(@Nullable PaletteRow row, boolean empty) {
        super.updateItem(row, empty);
        getStyleClass().removeAll("group-cell", "item-cell", "note-cell");
        setTooltip(null);
        if (row == null || empty) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        setAccessibleText(row.title());
        switch (row) {
            case PaletteRow.Group group -> showGroup(group);
            case PaletteRow.Item item -> showItem(item);
            case PaletteRow.SampleItem sample -> showSample(sample);
            case PaletteRow.Note note -> showNote(note);
        }
    }

    private void showGroup(PaletteRow.Group group) {
        getStyleClass().add("group-cell");
        HBox box = new HBox(Ui.label(group.title(), "group-title"), Ui.spring());
        box.getStyleClass().add("palette-group");
        String address = group.address();
        if (group.busy()) {
            ProgressIndicator busy = new ProgressIndicator();
            busy.setAccessibleText("Asking " + group.title());
            busy.getStyleClass().add("tiny");
            box.getChildren().add(busy);
        }
        if (address != null) {
            Button again =
                    Ui.iconButton(Feather.REFRESH_CW, "Ask " + address + " again", () -> refresh.accept(address));
            Button gone = Ui.iconButton(Feather.X, "Forget " + address, () -> forget.accept(address));
            again.getStyleClass().add("small");
            gone.getStyleClass().add("small");
            box.getChildren().addAll(again, gone);
        }
        setGraphic(box);
    }

    private void showItem(PaletteRow.Item item) {
        getStyleClass().add("item-cell");
        Label title = Ui.label(item.title(), "item-title");
        Label detail = Ui.label(item.detail(), "item-detail");
        title.setMinWidth(40);
        detail.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        HBox first = new HBox(title, Ui.spring(), detail);
        first.getStyleClass().add("item-line");
        EndpointDescription endpoint = item.endpoint();
        VBox text = new VBox(first, endpoint == null ? Ui.label("…", "item-types") : KindMark.of(endpoint));
        HBox box = new HBox(icon(item), text);
        HBox.setHgrow(text, javafx.scene.layout.Priority.ALWAYS);
        text.setMinWidth(0);
        box.getStyleClass().add("palette-item");
        setGraphic(box);
        setAccessibleText(item.title() + ", " + item.detail() + ", " + item.types());
        setTooltip(new Tooltip("Drag to the canvas, or double-click to add\n" + item.types() + "\n"
                + item.node().use()));
    }

    private static Node icon(PaletteRow.Item item) {
        String use = item.node().use();
        boolean local = use != null && use.startsWith("class:");
        return Icons.of(local ? Feather.BOX : Feather.GLOBE, "item-icon");
    }

    private void showSample(PaletteRow.SampleItem sample) {
        getStyleClass().add("item-cell");
        VBox text = new VBox(Ui.label(sample.sample().name(), "item-title"), Ui.wrapped(sample.title(), "item-types"));
        text.setMinWidth(0);
        HBox box = new HBox(Icons.of(Feather.FILE_TEXT, "item-icon"), text);
        HBox.setHgrow(text, javafx.scene.layout.Priority.ALWAYS);
        box.getStyleClass().add("palette-item");
        setGraphic(box);
        setAccessibleText("Sample " + sample.title());
        setTooltip(new Tooltip(sample.title() + "\nDouble-click to open"));
    }

    private void showNote(PaletteRow.Note note) {
        getStyleClass().add("note-cell");
        setGraphic(Ui.wrapped(note.title(), note.failed() ? "note-failed" : "hint"));
    }
}
