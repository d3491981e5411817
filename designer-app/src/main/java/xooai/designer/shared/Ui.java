package xooai.designer.shared;

import java.time.Duration;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Controls as the designer makes them: each with a text for those who hear the screen.
public final class Ui {
    private Ui() {}

    /// A button that says what it does.
    public static Button button(String text, Runnable run) {
        Button button = new Button(text);
        button.setAccessibleText(text);
        button.setOnAction(_ -> run.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /// A button that shows an icon and says what it does when pointed at.
    public static Button iconButton(Feather icon, String text, Runnable run) {
        Button button = new Button();
        button.setGraphic(Icons.of(icon));
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.getStyleClass().addAll("flat", "icon-button");
        button.setOnAction(_ -> run.run());
        return button;
    }

    /// A line of text with style classes.
    public static Label label(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /// Text that breaks into as many lines as it needs.
    public static Label wrapped(String text, String... styleClasses) {
        Label label = label(text, styleClasses);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// What an empty place says: what will be here, and how to get it there.
    public static Node empty(Feather icon, String title, String hint) {
        Label text = wrapped(hint, "empty-hint");
        VBox box = new VBox(Icons.of(icon, "empty-icon"), label(title, "empty-title"), text);
        box.getStyleClass().add("empty");
        return box;
    }

    /// A space that takes what is left of a row.
    public static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    /// An area of text in the font of code.
    public static TextArea code(String accessibleText) {
        TextArea area = new TextArea();
        area.getStyleClass().add("code");
        area.setAccessibleText(accessibleText);
        return area;
    }

    /// Lets Tab leave an area of text for the next control, and Shift+Tab for the one before: an area takes it for a
    /// letter else, and holds whoever has no mouse.
    public static void leaveByTab(KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && !event.isShortcutDown() && event.getTarget() instanceof TextArea area) {
            event.consume();
            area.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
        }
    }

    /// Whether a node is that other one, or a part of it.
    public static boolean isIn(@Nullable Node outer, @Nullable Node inner) {
        for (Node at = inner; at != null; at = at.getParent()) {
            if (at.equals(outer)) {
                return true;
            }
        }
        return false;
    }

    /// Gives the keys to the first part of that node that takes them.
    public static void focusFirst(Node node) {
        Node first = firstTraversable(node);
        if (first != null) {
            first.requestFocus();
        }
    }

    private static @Nullable Node firstTraversable(Node node) {
        if (!node.isVisible() || node.isDisabled() || node.isFocusTraversable()) {
            return node.isVisible() && !node.isDisabled() ? node : null;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node first = firstTraversable(child);
                if (first != null) {
                    return first;
                }
            }
        }
        return null;
    }

    /// Shows or hides a node, and its place with it.
    public static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    /// Puts that text on the clipboard.
    public static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /// How long something took, as a person reads it.
    public static String took(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        if (millis < 1) {
            return "<1 ms";
        }
        return millis < 1000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
}
