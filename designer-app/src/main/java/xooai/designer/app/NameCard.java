package xooai.designer.app;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import xooai.designer.shared.Overlay;
import xooai.designer.shared.Ui;
import xooai.flow.Drawing;

/// Asks for one name: Enter takes it, Esc leaves all as it was.
final class NameCard {
    private final Overlay overlay;
    private final Consumer<String> taken;
    private final TextField field;
    private final VBox card;

    NameCard(Overlay overlay, String title, String now, Consumer<String> taken) {
        this.overlay = overlay;
        this.taken = taken;
        field = new TextField(now);
        field.setId("name-field");
        field.setAccessibleText(title);
        Button done = Ui.button("Done", this::take);
        done.getStyleClass().add("accent");
        done.setDefaultButton(true);
        HBox buttons = new HBox(Ui.spring(), Ui.button("Cancel", overlay::hide), done);
        buttons.getStyleClass().add("card-buttons");
        card = new VBox(Ui.label(title, "card-title"), field, buttons);
        card.getStyleClass().add("card-body");
        card.setPrefWidth(440);
    }

    void show() {
        overlay.show(card, () -> {});
        field.requestFocus();
        field.selectAll();
    }

    private void take() {
        String name = field.getText().strip();
        if (!name.isEmpty()) {
            overlay.hide();
            taken.accept(name.length() > Drawing.LONGEST_TITLE ? name.substring(0, Drawing.LONGEST_TITLE) : name);
        }
    }
}
