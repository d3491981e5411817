package xooai.designer.shared;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;

/// Scrolls to what has the focus: whoever goes by Tab sees where they are.
public final class InView {
    private static final double MARGIN = 8;

    private InView() {}

    /// From now on, in that scene.
    public static void follow(Scene scene) {
        scene.focusOwnerProperty().subscribe(owner -> {
            if (owner != null) {
                FxThread.later(() -> show(owner));
            }
        });
    }

    private static void show(Node node) {
        for (Parent at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof ScrollPane pane && pane.getContent() != null) {
                scroll(pane, node);
            }
        }
    }

    private static void scroll(ScrollPane pane, Node node) {
        Bounds place = pane.getContent().sceneToLocal(node.localToScene(node.getLayoutBounds()));
        double view = pane.getViewportBounds().getHeight();
        double hidden = pane.getContent().getLayoutBounds().getHeight() - view;
        if (hidden <= 0) {
            return;
        }
        double top = pane.getVvalue() * hidden;
        if (place.getMinY() < top || place.getHeight() > view) {
            pane.setVvalue(Math.clamp((place.getMinY() - MARGIN) / hidden, 0, 1));
        } else if (place.getMaxY() > top + view) {
            pane.setVvalue(Math.clamp((place.getMaxY() - view + MARGIN) / hidden, 0, 1));
        }
    }
}
