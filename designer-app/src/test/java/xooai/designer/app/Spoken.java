package xooai.designer.app;

import java.util.Set;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Cell;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Separator;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// What somebody who hears the screen is told of a part of it.
final class Spoken {
    private static final Set<String> MEANINGFUL = Set.of("canvas-node", "canvas-port", "canvas-wire", "flow-canvas");

    private Spoken() {}

    /// What is missing of a visible part, or null.
    static @Nullable String missing(Node node) {
        if (!isMeant(node)) {
            return null;
        }
        if (node.getAccessibleRole() == null) {
            return "no role: " + name(node);
        }
        return of(node).isBlank() ? "no text: " + name(node) : null;
    }

    /// What is said of it.
    static String of(Node node) {
        String text = node.getAccessibleText();
        if (text != null && !text.isBlank()) {
            return text;
        }
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            return labeled.getText();
        }
        return node.queryAccessibleAttribute(AccessibleAttribute.TEXT) instanceof String said ? said : "";
    }

    /// Whether a person can do something with it, or is told something by it alone.
    private static boolean isMeant(Node node) {
        if (node instanceof Cell<?> cell) {
            return !cell.isEmpty() && cell.getItem() != null;
        }
        if (node instanceof Label label) {
            // An icon without words says something only where it is no part of something that speaks.
            return label.getText() != null && label.getText().isEmpty() && label.getTooltip() != null;
        }
        if (node instanceof Control control) {
            return isOfItsOwn(control);
        }
        return node.isFocusTraversable()
                || node.getOnMouseClicked() != null
                || node.getStyleClass().stream().anyMatch(MEANINGFUL::contains);
    }

    /// Parts of other controls, and what is drawn for looks alone, have nothing to say.
    private static boolean isOfItsOwn(Control control) {
        return !(control instanceof ScrollBar)
                && !(control instanceof Separator)
                && !(control instanceof SplitPane split && !split.isFocusTraversable())
                && !(control.getParent() instanceof TextInputControl)
                && !(control.getParent() instanceof ComboBoxBase<?>)
                && !(control.getAccessibleRole() == AccessibleRole.TOOLTIP)
                && !isPartOf(control, Tooltip.class);
    }

    private static boolean isPartOf(Node node, Class<?> type) {
        return node.getScene() != null && type.isInstance(node.getScene().getWindow());
    }

    static String name(Node node) {
        return node.getClass().getSimpleName() + (node.getId() == null ? "" : "#" + node.getId()) + " "
                + node.getStyleClass() + " in "
                + (node.getParent() == null ? "" : node.getParent().getStyleClass());
    }
}
