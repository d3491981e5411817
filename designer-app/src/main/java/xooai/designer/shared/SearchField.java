package xooai.designer.shared;

import javafx.scene.control.Button;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.feather.Feather;

/// A field to search with: an icon before what is typed, and a button after it that empties the field.
public final class SearchField extends CustomTextField {

    /// An empty field.
    ///
    /// @param prompt what the empty field says
    /// @param spoken what a screen reader says of it
    public SearchField(String prompt, String spoken) {
        setPromptText(prompt);
        setAccessibleText(spoken);
        getStyleClass().add("search-field");
        setLeft(Icons.of(Feather.SEARCH, "dim"));
        Button clear = Ui.iconButton(Feather.X, "Clear the search", this::empty);
        clear.getStyleClass().addAll("small", "search-clear");
        clear.setFocusTraversable(false);
        clear.visibleProperty().bind(textProperty().isNotEmpty());
        setRight(clear);
    }

    private void empty() {
        clear();
        requestFocus();
    }
}
