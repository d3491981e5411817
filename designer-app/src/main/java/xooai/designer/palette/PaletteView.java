package xooai.designer.palette;

import java.util.function.Consumer;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import xooai.designer.files.Sample;
import xooai.designer.shared.SearchField;
import xooai.designer.shared.Ui;

/// The palette: a search, what is found by group, and a field for another address.
///
/// A row is dragged by plain mouse events, not by the system's drag and drop.
public final class PaletteView {
    private static final double DRAG_FROM = 6;

    private final DropTarget target;
    private final Pane drags;
    private final Consumer<Sample> openSample;
    private final SearchField search = new SearchField("Search", "Search executors");
    private final ListView<PaletteRow> list = new ListView<>();
    private final VBox root = new VBox();
    private final Label ghost = Ui.label("", "drag-ghost");

    /// A palette.
    ///
    /// @param drags the layer that what is dragged is drawn on
    public PaletteView(
            PaletteModel model,
            Catalog catalog,
            RemoteForm remoteForm,
            DropTarget target,
            Pane drags,
            Consumer<Sample> openSample) {
        this.target = target;
        this.drags = drags;
        this.openSample = openSample;
        search.setId("palette-search");
        search.textProperty().subscribe(model::search);
        search.setOnKeyPressed(this::onSearchKey);
        VBox field = new VBox(search);
        field.getStyleClass().add("search-box");
        list.setId("palette");
        list.setItems(model.rows());
        list.setAccessibleText("Executors and samples");
        list.getStyleClass().add("palette-list");
        list.setCellFactory(_ -> new PaletteCell(remoteForm::ask, catalog::forget));
        list.setOnKeyPressed(this::onListKey);
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && event.isStillSincePress()) {
                choose();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        root.getChildren().addAll(field, list, remoteForm.node());
        root.getStyleClass().add("palette");
        root.setMinWidth(200);
        remoteForm.onAdded(this::reveal);
    }

    /// Brings what is served at that address into view.
    private void reveal(String address) {
        for (PaletteRow row : list.getItems()) {
            if (row instanceof PaletteRow.Group group && address.equals(group.address())) {
                list.scrollTo(row);
            }
        }
    }

    /// What is shown.
    public VBox node() {
        return root;
    }

    /// Puts the cursor into the search.
    public void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    private void onSearchKey(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
            event.consume();
            selectFirstItem();
            if (event.getCode() == KeyCode.ENTER) {
                choose();
            } else {
                list.requestFocus();
            }
        } else if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            event.consume();
            search.clear();
        }
    }

    private void selectFirstItem() {
        for (PaletteRow row : list.getItems()) {
            if (!(row instanceof PaletteRow.Group)) {
                list.getSelectionModel().select(row);
                return;
            }
        }
    }

    private void onListKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            event.consume();
            choose();
        }
    }

    private void choose() {
        switch (list.getSelectionModel().getSelectedItem()) {
            case PaletteRow.Item item -> target.add(item.node());
            case PaletteRow.SampleItem sample -> openSample.accept(sample.sample());
            case PaletteRow.Note _, PaletteRow.Group _ -> {}
            case null -> {}
        }
    }

    /// Follows the mouse through the whole scene until it is let go, whatever it passes over.
    private void pressed(MouseEvent event) {
        Scene scene = list.getScene();
        PaletteRow row = itemAt(event);
        if (event.getButton() == MouseButton.PRIMARY && row instanceof PaletteRow.Item item && scene != null) {
            new Drag(scene, item, event.getSceneX(), event.getSceneY());
        }
    }

    private static @Nullable PaletteRow itemAt(MouseEvent event) {
        return event.getTarget() instanceof javafx.scene.Node node ? PaletteCell.rowOf(node) : null;
    }

    /// One row on its way from the palette to the canvas.
    private final class Drag {
        private final Scene scene;
        private final PaletteRow.Item item;
        private final double pressedX;
        private final double pressedY;
        private final EventHandler<MouseEvent> moved = this::moved;
        private final EventHandler<MouseEvent> released = this::released;
        private final EventHandler<KeyEvent> typed = this::typed;
        private boolean begun;

        Drag(Scene scene, PaletteRow.Item item, double pressedX, double pressedY) {
            this.scene = scene;
            this.item = item;
            this.pressedX = pressedX;
            this.pressedY = pressedY;
            scene.addEventFilter(MouseEvent.MOUSE_DRAGGED, moved);
            scene.addEventFilter(MouseEvent.MOUSE_RELEASED, released);
            scene.addEventFilter(KeyEvent.KEY_PRESSED, typed);
        }

        private void moved(MouseEvent event) {
            double far = Math.hypot(event.getSceneX() - pressedX, event.getSceneY() - pressedY);
            if (!begun && far > DRAG_FROM) {
                begun = true;
                ghost.setText(item.title() + "  " + item.types());
                drags.getChildren().setAll(ghost);
            }
            if (begun) {
                event.consume();
                var at = drags.sceneToLocal(event.getSceneX(), event.getSceneY());
                ghost.relocate(at.getX() + 10, at.getY() + 10);
                target.preview(event.getSceneX(), event.getSceneY(), item.node());
            }
        }

        private void released(MouseEvent event) {
            boolean drop = begun;
            end();
            if (drop) {
                event.consume();
                target.drop(event.getSceneX(), event.getSceneY(), item.node());
            }
        }

        private void typed(KeyEvent event) {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                end();
            }
        }

        private void end() {
            begun = false;
            scene.removeEventFilter(MouseEvent.MOUSE_DRAGGED, moved);
            scene.removeEventFilter(MouseEvent.MOUSE_RELEASED, released);
            scene.removeEventFilter(KeyEvent.KEY_PRESSED, typed);
            drags.getChildren().clear();
            target.leave();
        }
    }
}
