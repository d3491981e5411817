package xooai.designer.canvas;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What an empty canvas says to somebody who sees one for the first time.
final class EmptyState extends VBox {
    private final Label title = new Label();

    EmptyState(Runnable add) {
        setManaged(false);
        setAlignment(Pos.CENTER);
        setPickOnBounds(false);
        getStyleClass().add("canvas-empty");
        FontIcon icon = new FontIcon(Feather.GIT_MERGE);
        title.getStyleClass().add("canvas-empty-title");
        Label text = new Label("Then drag from the right port of one node to the left port of the next.");
        text.getStyleClass().add("canvas-empty-text");
        Button button = new Button("Add an executor", new FontIcon(Feather.PLUS));
        button.setId("canvas-add-first");
        button.getStyleClass().addAll("accent", "canvas-empty-button");
        button.setOnAction(_ -> add.run());
        setKey("");
        getChildren().addAll(icon, title, text, button);
        icon.setMouseTransparent(true);
        title.setMouseTransparent(true);
        text.setMouseTransparent(true);
    }

    /// Says on which key an executor is added; empty for none.
    void setKey(String key) {
        title.setText(key.isEmpty() ? "Drag an executor here" : "Drag an executor here, or press " + key);
    }
}
