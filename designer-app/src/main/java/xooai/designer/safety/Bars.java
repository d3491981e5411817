package xooai.designer.safety;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.files.Dialogs;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Ui;

/// The bars over the canvas: what a person should know of the open flow and can answer when it suits.
///
/// They never take the focus and cover nothing; an answer or the cross takes one away. A bar replaces the one of the
/// same subject.
public final class Bars {
    private final VBox box = new VBox();
    private Runnable focusBack = () -> {};

    /// How a bar is drawn.
    public enum Kind {
        /// Something is offered.
        OFFER(Feather.LIFE_BUOY, "offer-bar"),
        /// Something is in danger.
        WARNING(Feather.ALERT_TRIANGLE, "warning-bar");

        private final Feather icon;
        private final String style;

        Kind(Feather icon, String style) {
            this.icon = icon;
            this.style = style;
        }
    }

    /// No bars.
    public Bars() {
        box.setId("bars");
        box.managedProperty().bind(box.visibleProperty());
        box.setVisible(false);
    }

    /// Says who gets the focus when the bar is gone that had it; else it went to whatever comes next in the window.
    public void setFocusBack(Runnable action) {
        focusBack = action;
    }

    /// Where the bars stand.
    public Node node() {
        return box;
    }

    /// Shows a bar.
    ///
    /// @param subject what it is of; there is one bar a subject
    /// @param answers its buttons; each takes the bar away before it does what it does
    public void show(String subject, Kind kind, String text, List<Dialogs.Answer> answers) {
        hide(subject);
        FlowPane buttons = new FlowPane();
        buttons.getStyleClass().add("bar-buttons");
        answers.forEach(answer -> buttons.getChildren().add(button(subject, answer)));
        VBox middle = new VBox(Ui.wrapped(text, "bar-text"), buttons);
        middle.getStyleClass().add("bar-middle");
        middle.setMinWidth(0);
        HBox.setHgrow(middle, Priority.ALWAYS);
        HBox bar = new HBox(
                Icons.of(kind.icon, "notice-icon"),
                middle,
                Ui.iconButton(Feather.X, "Close: " + text, () -> hide(subject)));
        bar.setId(id(subject));
        bar.getStyleClass().addAll("notice-bar", kind.style);
        bar.setAccessibleRole(AccessibleRole.TOOL_BAR);
        bar.setAccessibleText(text);
        box.getChildren().add(bar);
        box.setVisible(true);
    }

    private Button button(String subject, Dialogs.Answer answer) {
        Button button = Ui.button(answer.text(), () -> {
            hide(subject);
            answer.run().run();
        });
        button.getStyleClass().add("small");
        switch (answer.kind()) {
            case MAIN -> button.getStyleClass().add("accent");
            case DANGER -> button.getStyleClass().add("danger");
            case PLAIN -> {}
        }
        return button;
    }

    private static String id(String subject) {
        return "bar-" + subject;
    }

    /// Takes the bar of that subject away, if there is one.
    public void hide(String subject) {
        boolean focused =
                box.getChildren().stream().anyMatch(bar -> id(subject).equals(bar.getId()) && bar.isFocusWithin());
        box.getChildren().removeIf(bar -> id(subject).equals(bar.getId()));
        box.setVisible(!box.getChildren().isEmpty());
        if (focused) {
            focusBack.run();
        }
    }

    /// Whether there is a bar of that subject.
    public boolean isShown(String subject) {
        return box.getChildren().stream().anyMatch(bar -> id(subject).equals(bar.getId()));
    }

    /// Gives the first button of the first bar the focus.
    ///
    /// @return whether there is one
    public boolean focus() {
        Node first = box.lookup(".bar-buttons .button");
        if (first == null) {
            return false;
        }
        first.requestFocus();
        return true;
    }
}
