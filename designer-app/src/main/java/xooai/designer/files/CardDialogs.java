package xooai.designer.files;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import xooai.designer.shared.Overlay;
import xooai.designer.shared.Ui;

/// Questions as cards over the window.
public final class CardDialogs implements Dialogs {
    private final Overlay overlay;

    /// Questions on that layer.
    public CardDialogs(Overlay overlay) {
        this.overlay = overlay;
    }

    @Override
    public void ask(String title, String text, List<Answer> answers) {
        HBox buttons = new HBox(Ui.spring());
        buttons.getStyleClass().add("card-buttons");
        VBox card = new VBox(Ui.label(title, "card-title"), Ui.wrapped(text, "card-text"), buttons);
        card.getStyleClass().add("card-body");
        card.setId("question");
        card.setPrefWidth(440);
        overlay.show(card, () -> {});
        for (Answer answer : answers) {
            Button button = Ui.button(answer.text(), () -> {
                overlay.hide();
                answer.run().run();
            });
            switch (answer.kind()) {
                case MAIN -> {
                    button.getStyleClass().add("accent");
                    button.setDefaultButton(true);
                }
                case DANGER -> button.getStyleClass().add("danger");
                case PLAIN -> {}
            }
            buttons.getChildren().add(button);
            if (answer.kind() == Kind.MAIN) {
                button.requestFocus();
            }
        }
    }
}
