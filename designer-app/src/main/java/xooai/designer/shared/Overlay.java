package xooai.designer.shared;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The layer over the window for what comes and goes: searches, questions, the key sheet, what is being
/// dragged.
///
/// It is part of the scene and no window of its own, so that it works wherever the scene does. One card is
/// shown at a time; Esc and a click beside it hide it, and the focus goes back to where it was.
public final class Overlay {
    private static final double MARGIN = 12;

    private final StackPane layer = new StackPane();
    private final Pane drags = new Pane();
    private @Nullable Region card;
    private @Nullable Node focusBefore;
    private Runnable onHide = () -> {};
    private Subscription focusWatch = Subscription.EMPTY;

    /// An empty layer.
    public Overlay() {
        layer.getStyleClass().add("overlay");
        layer.setPickOnBounds(false);
        layer.setVisible(false);
        drags.setMouseTransparent(true);
        layer.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getTarget().equals(layer)) {
                hide();
            }
        });
        layer.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                hide();
            }
        });
    }

    /// The layer, to be put over the window's content.
    public Region layer() {
        return layer;
    }

    /// The layer for what is being dragged, over everything.
    public Pane drags() {
        return drags;
    }

    /// Shows a card in the upper middle of the window.
    public void show(Region content, Runnable hidden) {
        put(content, hidden);
        layer.getStyleClass().remove("overlay-clear");
        StackPane.setAlignment(content, Pos.CENTER);
        content.setTranslateX(0);
        content.setTranslateY(0);
    }

    /// Shows a card with its top left corner at that place of the scene, moved to where it is seen whole.
    public void showAt(Region content, double sceneX, double sceneY, Runnable hidden) {
        put(content, hidden);
        if (!layer.getStyleClass().contains("overlay-clear")) {
            layer.getStyleClass().add("overlay-clear");
        }
        StackPane.setAlignment(content, Pos.TOP_LEFT);
        layer.applyCss();
        layer.layout();
        Point2D at = layer.sceneToLocal(sceneX, sceneY);
        Bounds bounds = layer.getLayoutBounds();
        double width = content.prefWidth(-1);
        double height = content.prefHeight(width);
        content.setTranslateX(Math.max(MARGIN, Math.min(at.getX(), bounds.getWidth() - width - MARGIN)));
        content.setTranslateY(Math.max(MARGIN, Math.min(at.getY(), bounds.getHeight() - height - MARGIN)));
    }

    private void put(Region content, Runnable hidden) {
        hide();
        Scene scene = layer.getScene();
        focusBefore = scene == null ? null : scene.getFocusOwner();
        card = content;
        onHide = hidden;
        content.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        if (!content.getStyleClass().contains("card-popup")) {
            content.getStyleClass().add("card-popup");
        }
        layer.getChildren().setAll(content);
        layer.setPickOnBounds(true);
        layer.setVisible(true);
        layer.requestFocus();
        if (scene != null) {
            focusWatch = scene.focusOwnerProperty().subscribe(_ -> FxThread.later(this::holdFocus));
        }
    }

    /// Keeps the keys with the card, also when what had the focus in it is gone.
    private void holdFocus() {
        Scene scene = layer.getScene();
        if (card != null && scene != null && !isInside(scene.getFocusOwner())) {
            layer.requestFocus();
        }
    }

    private boolean isInside(@Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(layer)) {
                return true;
            }
        }
        return false;
    }

    /// Hides the card, if one is shown.
    public void hide() {
        if (card == null) {
            return;
        }
        card = null;
        focusWatch.unsubscribe();
        layer.getChildren().clear();
        layer.setPickOnBounds(false);
        layer.setVisible(false);
        Node back = focusBefore;
        if (back != null && back.getScene() != null) {
            back.requestFocus();
        }
        Runnable hidden = onHide;
        onHide = () -> {};
        hidden.run();
    }

    /// Whether a card is shown.
    public boolean isShowing() {
        return card != null;
    }
}
