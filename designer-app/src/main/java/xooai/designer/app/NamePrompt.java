package xooai.designer.app;

import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.Overlay;
import xooai.designer.shared.Ui;

/// Asks for a name where the thing is that is to have it: Enter takes it, Esc leaves all as it was.
final class NamePrompt {
    private final Overlay overlay;
    private final Function<String, @Nullable String> take;
    private final TextField field = new TextField();
    private final Label reason = Ui.wrapped("", "field-problem");
    private final VBox card;

    /// @param take takes the name, or says why it cannot be
    NamePrompt(Overlay overlay, String what, String name, Function<String, @Nullable String> take) {
        this.overlay = overlay;
        this.take = take;
        field.setText(name);
        field.setId("name-prompt");
        field.setAccessibleText(what);
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                event.consume();
                taken();
            }
        });
        Ui.show(reason, false);
        card = new VBox(
                Ui.label(what, "search-prompt"), field, reason, Ui.label("Enter makes it, Esc leaves it", "hint"));
        card.getStyleClass().add("name-prompt");
        card.setPrefWidth(260);
    }

    private void taken() {
        String why = take.apply(field.getText().strip());
        if (why == null) {
            overlay.hide();
        } else {
            reason.setText(why);
            Ui.show(reason, true);
        }
    }

    /// Shows it with its corner at that place of the scene.
    void showAt(double sceneX, double sceneY) {
        overlay.showAt(card, sceneX, sceneY, () -> {});
        field.requestFocus();
        field.selectAll();
    }
}
