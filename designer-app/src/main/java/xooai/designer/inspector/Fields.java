package xooai.designer.inspector;

import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.Ui;

/// Rows of a property sheet: a name, a control, and what is wrong with it.
final class Fields {
    private Fields() {}

    /// A name over a control.
    static Node row(String name, Node control) {
        VBox box = new VBox(Ui.label(name, "field-name"), control);
        box.getStyleClass().add("field");
        return box;
    }

    /// A line of text that is taken when Enter is pressed or the cursor leaves; Esc takes it back.
    ///
    /// @param take takes the text and gives null, or gives why it is refused
    static Node text(String name, String now, String prompt, Function<String, @Nullable String> take) {
        TextField field = new TextField(now);
        field.setPromptText(prompt);
        field.setAccessibleText(name);
        field.setId("field-" + name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
        Label problem = Ui.wrapped("", "field-problem");
        Ui.show(problem, false);
        Runnable commit = () -> {
            if (field.getText().equals(now)) {
                show(field, problem, null);
            } else {
                show(field, problem, take.apply(field.getText()));
            }
        };
        field.setOnAction(_ -> commit.run());
        field.focusedProperty().subscribe((before, focused) -> {
            if (before && !focused) {
                commit.run();
            }
        });
        field.setOnKeyPressed(event -> {
            if (event.getCode() == javafx.scene.input.KeyCode.ESCAPE) {
                field.setText(now);
                show(field, problem, null);
            }
        });
        VBox box = new VBox(Ui.label(name, "field-name"), field, problem);
        box.getStyleClass().add("field");
        return box;
    }

    private static void show(TextField field, Label problem, @Nullable String why) {
        problem.setText(why == null ? "" : why);
        field.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("wrong"), why != null);
        Ui.show(problem, why != null);
    }

    /// A part of the sheet under a title.
    static Node section(String title, Node... rows) {
        VBox box = new VBox(Ui.label(title, "section-title"));
        box.getChildren().addAll(rows);
        box.getStyleClass().add("sheet-section");
        return box;
    }
}
