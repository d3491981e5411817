package xooai.designer.shared;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A field to type in and what is found under it; arrows walk, Enter chooses, Esc leaves.
public final class SearchPopup {
    /// How much room it takes at most, in pixels.
    public static final double WIDTH = 540;

    /// How much room it takes at most, in pixels.
    public static final double HEIGHT = 430;

    private static final double ROW = 36;
    private static final int ROWS = 9;

    private final SearchModel model;
    private final Overlay overlay;
    private final VBox box = new VBox();
    private final SearchField field;
    private final ListView<SearchItem> list = new ListView<>();

    /// A popup on that layer.
    ///
    /// @param prompt what the empty field says
    /// @param nothing what is said when nothing is found
    public SearchPopup(Overlay overlay, SearchModel model, String prompt, String nothing) {
        this.model = model;
        this.overlay = overlay;
        this.field = new SearchField("Type to search", prompt);
        field.setId("search-field");
        field.textProperty().subscribe(text -> {
            model.search(text);
            list.getSelectionModel().selectFirst();
            list.scrollTo(0);
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        list.setItems(model.found());
        list.setId("search-results");
        list.setAccessibleText("Found");
        list.setFocusTraversable(false);
        list.setFixedCellSize(ROW);
        model.found().subscribe(this::fit);
        fit();
        list.setPlaceholder(Ui.label(nothing, "empty-hint"));
        list.setCellFactory(_ -> new Row());
        list.setOnMouseClicked(event -> {
            if (event.getTarget() instanceof javafx.scene.Node) {
                choose();
            }
        });
        list.getSelectionModel().selectFirst();
        box.getChildren().addAll(Ui.label(prompt, "search-prompt"), field, list);
        box.getStyleClass().add("search-popup");
        box.setPrefWidth(520);
    }

    private void fit() {
        list.setPrefHeight(ROW * Math.clamp(model.found().size(), 1, ROWS) + 4);
    }

    /// Shows it in the middle of the window.
    public void show() {
        overlay.show(box, () -> {});
        field.requestFocus();
    }

    /// Shows it at that place of the scene.
    public void showAt(double sceneX, double sceneY) {
        overlay.showAt(box, sceneX, sceneY, () -> {});
        field.requestFocus();
    }

    private void onKey(KeyEvent event) {
        int size = model.found().size();
        int at = list.getSelectionModel().getSelectedIndex();
        switch (event.getCode()) {
            case DOWN -> move(at + 1, size, event);
            case UP -> move(at - 1, size, event);
            case PAGE_DOWN -> move(Math.min(size - 1, at + ROWS), size, event);
            case PAGE_UP -> move(Math.max(0, at - ROWS), size, event);
            case ENTER -> {
                event.consume();
                choose();
            }
            default -> {}
        }
    }

    private void move(int to, int size, KeyEvent event) {
        event.consume();
        if (size > 0) {
            int index = Math.floorMod(to, size);
            list.getSelectionModel().select(index);
            list.scrollTo(Math.max(0, index - ROWS + 2));
        }
    }

    private void choose() {
        SearchItem item = list.getSelectionModel().getSelectedItem();
        if (item != null && item.enabled()) {
            overlay.hide();
            item.run().run();
        }
    }

    private static final class Row extends ListCell<SearchItem> {
        private final Label title = Ui.label("", "search-title");
        private final Label detail = Ui.label("", "search-detail");
        private final Label key = Ui.label("", "search-key");
        private final HBox row = new HBox(title, detail, Ui.spring(), key);

        Row() {
            row.getStyleClass().add("search-row");
            title.setMinWidth(Region.USE_PREF_SIZE);
            key.setMinWidth(Region.USE_PREF_SIZE);
            detail.setTextOverrun(OverrunStyle.ELLIPSIS);
            detail.setMinWidth(0);
            HBox.setHgrow(detail, Priority.SOMETIMES);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable SearchItem item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            title.setText(item.title());
            detail.setText(item.detail());
            key.setText(item.key());
            Ui.show(key, !item.key().isEmpty());
            row.setOpacity(item.enabled() ? 1 : 0.45);
            setGraphic(row);
            setAccessibleText(item.title() + ", " + item.detail());
        }
    }
}
