package xooai.designer.invoke;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.Ui;

/// A bar that says how far the content is that moves in a call, in words over it; without an end while none does.
public final class MovedBar {
    private final VBox root = new VBox();

    /// A bar of what that says.
    ///
    /// @param otherwise what is said to those who hear the screen, while no content moves
    public MovedBar(ObservableValue<@Nullable Moved> moved, String otherwise) {
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        Label words = words(moved);
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> moved.getValue() == null ? -1 : moved.getValue().fraction(), moved));
        bar.accessibleTextProperty()
                .bind(Bindings.createStringBinding(
                        () -> moved.getValue() == null ? otherwise : percent(moved.getValue()), moved));
        root.getChildren().addAll(words, bar);
        root.getStyleClass().add("moved");
        root.setMinWidth(0);
    }

    private static String percent(Moved moved) {
        return moved.fraction() < 0
                ? moved.words()
                : String.format(Locale.ROOT, "%s, %.0f %%", moved.words(), moved.fraction() * 100);
    }

    /// The words alone, in their place while there are any.
    public static Label words(ObservableValue<@Nullable Moved> moved) {
        Label words = Ui.label("", "hint", "moved-words");
        words.setMinWidth(0);
        words.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> moved.getValue() == null ? "" : moved.getValue().words(), moved));
        words.visibleProperty().bind(words.textProperty().isNotEmpty());
        words.managedProperty().bind(words.visibleProperty());
        return words;
    }

    /// What is shown.
    public VBox node() {
        return root;
    }
}
