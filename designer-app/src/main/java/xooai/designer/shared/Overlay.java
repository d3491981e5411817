package xooai.designer.shared;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
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
/// shown at a time; Esc and a click beside it hide it, and the focus goes back to where it was. While one is shown, Tab
/// goes round in it. A card that is higher than the window scrolls.
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
        layer.setPadding(new Insets(MARGIN));
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
            } else if (event.getCode() == KeyCode.TAB && !event.isShortcutDown()) {
                goRound(event);
            }
        });
    }

    /// From the last control Tab goes to the first, and the other way round: never behind the card.
    private void goRound(KeyEvent event) {
        List<Node> stops = new ArrayList<>();
        collect(layer, stops);
        Scene scene = layer.getScene();
        if (stops.isEmpty() || scene == null) {
            event.consume();
            return;
        }
        Node end = event.isShiftDown() ? stops.getFirst() : stops.getLast();
        Node owner = scene.getFocusOwner();
        if (end.equals(owner) || layer.equals(owner)) {
            event.consume();
            Node to = event.isShiftDown() ? stops.getLast() : stops.getFirst();
            to.requestFocus();
        }
    }

    private static void collect(Node node, List<Node> stops) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node.isFocusTraversable()) {
            stops.add(node);
        }
        if (node instanceof Parent parent && !(node instanceof TextInputControl)) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, stops));
        }
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
        Region frame = put(content, hidden);
        layer.getStyleClass().remove("overlay-clear");
        StackPane.setAlignment(frame, Pos.CENTER);
    }

    /// Shows a card with its top left corner at that place of the scene, moved to where it is seen whole.
    public void showAt(Region content, double sceneX, double sceneY, Runnable hidden) {
        Region frame = put(content, hidden);
        if (!layer.getStyleClass().contains("overlay-clear")) {
            layer.getStyleClass().add("overlay-clear");
        }
        StackPane.setAlignment(frame, Pos.TOP_LEFT);
        Point2D at = layer.sceneToLocal(sceneX, sceneY);
        Bounds bounds = layer.getLayoutBounds();
        double width = frame.prefWidth(-1);
        double height = frame.prefHeight(width);
        // The layer keeps the same margin free by its padding.
        frame.setTranslateX(Math.clamp(at.getX() - MARGIN, 0, Math.max(0, bounds.getWidth() - width - 2 * MARGIN)));
        frame.setTranslateY(Math.clamp(at.getY() - MARGIN, 0, Math.max(0, bounds.getHeight() - height - 2 * MARGIN)));
    }

    private Region put(Region content, Runnable hidden) {
        hide();
        Scene scene = layer.getScene();
        focusBefore = scene == null ? null : scene.getFocusOwner();
        layer.setVisible(true);
        layer.getChildren().setAll(content);
        // So that the card is part of the scene, and what is in it can take the focus, before this returns.
        layer.applyCss();
        boolean fits = content.prefHeight(content.prefWidth(-1)) <= layer.getHeight() - 2 * MARGIN;
        Region frame = fits ? content : scrolled(content);
        frame.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        if (!frame.getStyleClass().contains("card-popup")) {
            frame.getStyleClass().add("card-popup");
        }
        card = frame;
        onHide = hidden;
        layer.getChildren().setAll(frame);
        layer.setPickOnBounds(true);
        layer.applyCss();
        layer.layout();
        layer.requestFocus();
        if (scene != null) {
            focusWatch = scene.focusOwnerProperty().subscribe(_ -> FxThread.later(this::holdFocus));
        }
        return frame;
    }

    /// A card that is higher than the window.
    private static ScrollPane scrolled(Region content) {
        ScrollPane frame = new ScrollPane(content);
        frame.setFitToWidth(true);
        frame.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        frame.setFocusTraversable(false);
        frame.setAccessibleText("Card");
        frame.getStyleClass().add("form-scroll");
        return frame;
    }

    /// Keeps the keys with the card, also when what had the focus in it is gone.
    private void holdFocus() {
        Scene scene = layer.getScene();
        if (card == null || scene == null || Ui.isIn(card, scene.getFocusOwner())) {
            return;
        }
        List<Node> stops = new ArrayList<>();
        collect(layer, stops);
        Node to = stops.isEmpty() ? layer : stops.getFirst();
        to.requestFocus();
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
