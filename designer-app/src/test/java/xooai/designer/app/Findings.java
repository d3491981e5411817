package xooai.designer.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Window;

/// What is wrong with the screens that a test has drawn, for those who hear them and for those who see them badly.
final class Findings {
    private static final Set<String> FOUND = new LinkedHashSet<>();

    private Findings() {}

    /// Looks at what the window shows, and at its popups.
    ///
    /// @param picture what the window shows, pixel for pixel
    /// @param where the screen, for people
    static void look(Scene scene, WritableImage picture, String where) {
        List<String> found = new ArrayList<>();
        for (Window window : Window.getWindows()) {
            if (window.isShowing() && window.getScene() != null) {
                walk(window.getScene().getRoot(), found);
            }
        }
        new Contrast(scene, picture).check(found);
        found.forEach(each -> add(each + "  (" + where + ")"));
    }

    private static void walk(Node node, List<String> found) {
        if (!node.isVisible()) {
            return;
        }
        String silent = Spoken.missing(node);
        if (silent != null) {
            found.add(silent);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, found));
        }
    }

    private static synchronized void add(String finding) {
        FOUND.add(finding);
    }

    /// All of them, which are forgotten then.
    static synchronized List<String> take() {
        List<String> all = List.copyOf(FOUND);
        FOUND.clear();
        return all;
    }
}
