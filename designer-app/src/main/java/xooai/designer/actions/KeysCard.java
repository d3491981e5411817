package xooai.designer.actions;

import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Overlay;
import xooai.designer.shared.SearchField;
import xooai.designer.shared.Ui;

/// The card on which a person puts actions on other keys: a press of the button of an action, then the key.
///
/// A key that another action has is taken from it only when that is said again; Esc leaves things as they are,
/// Backspace takes the key away.
public final class KeysCard {
    private static final double WIDTH = 620;
    private static final double HEIGHT = 420;
    private static final double KEY_WIDTH = 150;

    private final Actions actions;
    private final Overlay overlay;
    private final Runnable changed;
    private final SearchField search = new SearchField("Search actions", "Search actions");
    private final VBox rows = new VBox();
    private final Button resetAll = Ui.button("Reset all", this::resetAll);
    /// The action that waits for its key, or null.
    private @Nullable String waiting;
    /// The key that another action has, which was pressed for the one that waits; or null.
    private @Nullable KeyCombination wanted;
    private String said = "";

    /// A card on that layer.
    ///
    /// @param changed is told when an action is on another key
    public KeysCard(Actions actions, Overlay overlay, Runnable changed) {
        this.actions = actions;
        this.overlay = overlay;
        this.changed = changed;
    }

    /// Shows it.
    public void show() {
        resetAll.setId("keys-reset-all");
        resetAll.getStyleClass().add("small");
        Button close = Ui.iconButton(Feather.X, "Close", overlay::hide);
        HBox head = new HBox(Ui.label("Change keys", "card-title"), Ui.spring(), resetAll, close);
        head.getStyleClass().add("card-head");
        search.setId("keys-search");
        search.textProperty().subscribe(_ -> draw());
        rows.getStyleClass().add("key-rows");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setPrefViewportHeight(HEIGHT);
        scroll.setAccessibleText("Actions and their keys");
        scroll.getStyleClass().add("form-scroll");
        VBox card = new VBox(
                head,
                Ui.wrapped("Click on the key of an action, then press the key that it shall have.", "hint"),
                search,
                scroll);
        card.setId("keys-card");
        card.setPrefWidth(WIDTH);
        card.getStyleClass().add("card-body");
        overlay.show(card, this::leave);
        search.requestFocus();
    }

    private void leave() {
        actions.record(null);
        waiting = null;
    }

    private void draw() {
        resetAll.setDisable(actions.all().stream().noneMatch(action -> actions.isKeyChanged(action.id())));
        String typed = search.getText().strip().toLowerCase(Locale.ROOT);
        rows.getChildren().clear();
        for (String group : actions.groups()) {
            List<Node> found = actions.group(group).stream()
                    .filter(action -> isFound(action, typed))
                    .map(this::row)
                    .toList();
            if (!found.isEmpty()) {
                rows.getChildren().add(Ui.label(group, "section-title"));
                rows.getChildren().addAll(found);
            }
        }
        if (rows.getChildren().isEmpty()) {
            rows.getChildren()
                    .add(Ui.empty(Feather.SEARCH, "No action is called that", "Search by its name or by its key."));
        }
    }

    private static boolean isFound(Action action, String typed) {
        return typed.isEmpty()
                || action.title().get().toLowerCase(Locale.ROOT).contains(typed)
                || action.keyText().toLowerCase(Locale.ROOT).equals(typed);
    }

    private Node row(Action action) {
        String id = action.id();
        boolean waits = id.equals(waiting);
        Button key = Ui.button(waits ? "Press a key…" : key(action), () -> await(id));
        key.setId("key-of-" + id.replace('.', '-'));
        key.setAccessibleText(action.title().get() + ": "
                + (waits ? "press a key" : action.keyText().isEmpty() ? "no key" : action.keyText()));
        key.setPrefWidth(KEY_WIDTH);
        key.getStyleClass().addAll("small", "key-button");
        if (waits) {
            key.getStyleClass().add("accent");
        }
        HBox line = new HBox(Ui.label(action.title().get()), Ui.spring());
        if (actions.isKeyChanged(id)) {
            Button reset = Ui.iconButton(
                    Feather.CORNER_UP_LEFT,
                    "Back to " + standard(id) + ": " + action.title().get(),
                    () -> reset(id));
            reset.setId("key-reset-" + id.replace('.', '-'));
            reset.getStyleClass().add("small");
            line.getChildren().add(reset);
        }
        line.getChildren().add(key);
        line.getStyleClass().add("store-line");
        VBox row = new VBox(line);
        if (waits && !said.isEmpty()) {
            row.getChildren().add(saying());
        }
        row.getStyleClass().add("key-row");
        return row;
    }

    private static String key(Action action) {
        return action.keyText().isEmpty() ? "none" : action.keyText();
    }

    private String standard(String id) {
        KeyCombination key = actions.standardKey(id);
        return key == null ? "no key" : KeyText.of(key);
    }

    private Node saying() {
        HBox line = new HBox(Icons.of(Feather.ALERT_TRIANGLE, "error-icon"), Ui.wrapped(said, "field-problem"));
        KeyCombination key = wanted;
        if (key != null) {
            Button take = Ui.button("Take it", () -> put(key));
            take.setId("key-take");
            take.getStyleClass().add("small");
            line.getChildren().addAll(Ui.spring(), take);
        }
        line.getStyleClass().add("store-said");
        return line;
    }

    private void await(String id) {
        waiting = id;
        wanted = null;
        said = "";
        actions.record(this::pressed);
        draw();
        focusKey(id);
    }

    /// Gives the button of an action the focus, and so takes it from the field in which a key would be typed too.
    private void focusKey(String id) {
        Node button = rows.lookup("#key-of-" + id.replace('.', '-'));
        if (button != null) {
            button.requestFocus();
        }
    }

    private void pressed(KeyEvent event) {
        KeyCombination key = KeyText.pressed(event);
        String id = waiting;
        if (key == null || id == null) {
            return;
        }
        if (event.getCode() == KeyCode.ESCAPE) {
            end();
        } else if (wanted != null && (event.getCode() == KeyCode.ENTER || key.equals(wanted))) {
            put(wanted);
        } else if (event.getCode() == KeyCode.BACK_SPACE && Actions.isPlain(key)) {
            put(null);
        } else {
            press(key, id);
        }
    }

    private void press(KeyCombination key, String id) {
        String fixed = KeyText.fixed(key);
        Action other = actions.on(key);
        if (fixed != null) {
            wanted = null;
            said = KeyText.of(key) + " cannot be taken: " + fixed + ". Press another key.";
            draw();
            focusKey(id);
        } else if (other != null && !other.id().equals(id)) {
            wanted = key;
            said = KeyText.of(key) + " is the key of “" + other.title().get()
                    + "”. Press it again to take it from there, or press another.";
            draw();
            focusKey(id);
        } else {
            put(key);
        }
    }

    private void put(@Nullable KeyCombination key) {
        if (waiting != null) {
            actions.setKey(waiting, key);
            changed.run();
        }
        end();
    }

    private void end() {
        String id = waiting;
        leave();
        draw();
        if (id != null) {
            focusKey(id);
        }
    }

    private void reset(String id) {
        leave();
        actions.setKey(id, actions.standardKey(id));
        changed.run();
        draw();
        // The button that was pressed is gone, and keys would go with it until the window draws again.
        focusKey(id);
    }

    private void resetAll() {
        leave();
        actions.resetKeys();
        changed.run();
        draw();
        search.requestFocus();
    }
}
