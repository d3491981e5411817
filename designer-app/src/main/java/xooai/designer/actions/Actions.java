package xooai.designer.actions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// The registry of everything a person can do. Menu, toolbar, keys, command search and key sheet are made
/// from it.
///
/// Each action is on the key that it was registered with, until a person puts it on another; no key is that of two.
public final class Actions {
    private final Map<String, Action> actions = new LinkedHashMap<>();
    private final Map<String, KeyCombination> standard = new HashMap<>();
    private final List<Runnable> onKeys = new CopyOnWriteArrayList<>();
    private @Nullable Consumer<KeyEvent> recorder;
    private Runnable before = () -> {};
    /// Whether the key that was pressed last did an action.
    private boolean acted;

    /// Registers an action.
    ///
    /// @throws IllegalArgumentException when its id or its key is taken
    public void add(Action action) {
        for (Action other : actions.values()) {
            if (action.key() != null && action.key().equals(other.key())) {
                throw new IllegalArgumentException(
                        action.id() + " and " + other.id() + " are both on " + action.keyText());
            }
        }
        if (actions.putIfAbsent(action.id(), action.after(() -> before.run())) != null) {
            throw new IllegalArgumentException("there are two actions " + action.id());
        }
        if (action.key() != null) {
            standard.put(action.id(), action.key());
        }
    }

    /// Has that done before each action that is done.
    public void setBefore(Runnable first) {
        before = first;
    }

    /// The action of that id.
    ///
    /// @throws IllegalArgumentException when there is none
    public Action get(String id) {
        Action found = actions.get(id);
        if (found == null) {
            throw new IllegalArgumentException("there is no action " + id);
        }
        return found;
    }

    /// All actions, in order of registration.
    public List<Action> all() {
        return List.copyOf(actions.values());
    }

    /// The groups, in order of registration.
    public Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        actions.values().forEach(action -> groups.add(action.group()));
        return groups;
    }

    /// The actions of that group, in order of registration.
    public List<Action> group(String group) {
        List<Action> found = new ArrayList<>(actions.values());
        found.removeIf(action -> !action.group().equals(group));
        return found;
    }

    /// The action that is on that key now, or null.
    public @Nullable Action on(KeyCombination key) {
        return actions.values().stream()
                .filter(action -> key.equals(action.key()))
                .findFirst()
                .orElse(null);
    }

    /// The key that an action was registered with, or null.
    public @Nullable KeyCombination standardKey(String id) {
        return standard.get(id);
    }

    /// Whether an action is on another key than it was registered with.
    public boolean isKeyChanged(String id) {
        return !Objects.equals(get(id).key(), standard.get(id));
    }

    /// Puts an action on that key, or on none; the one that was on it is on none from now on.
    public void setKey(String id, @Nullable KeyCombination key) {
        Action action = get(id);
        Action before = key == null ? null : on(key);
        if (before != null && !before.id().equals(id)) {
            actions.put(before.id(), before.onKey(null));
        }
        actions.put(id, action.onKey(key));
        tellKeys();
    }

    /// Puts every action on the key that it was registered with.
    public void resetKeys() {
        actions.replaceAll((id, action) -> action.onKey(standard.get(id)));
        tellKeys();
    }

    private void tellKeys() {
        onKeys.forEach(Runnable::run);
    }

    /// Calls the listener whenever an action is on another key than before.
    public void listenToKeys(Runnable listener) {
        onKeys.add(listener);
    }

    /// Has the next keys told there in place of what they do; null ends that.
    void record(@Nullable Consumer<KeyEvent> keys) {
        recorder = keys;
    }

    /// Does actions by their keys in that scene. Keys without Ctrl, Alt or Cmd act only while the canvas has
    /// the focus; function keys always do. The letter of a key that did something is typed nowhere, also when that
    /// moved the focus into a field.
    public void installKeys(Scene scene, BooleanSupplier canvasHasFocus) {
        scene.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            if (acted) {
                event.consume(); // It is no letter for the field that the action has opened.
            }
        });
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            acted = false;
            Consumer<KeyEvent> recording = recorder;
            if (recording != null) {
                event.consume();
                recording.accept(event);
                return;
            }
            Action action = forKey(event);
            if ((action == null && !isGivenUp(event)) || !mayAct(event, scene, canvasHasFocus)) {
                return;
            }
            if (isEditing(scene) && editsText(event)) {
                return;
            }
            event.consume();
            acted = true;
            if (action != null) {
                action.runIfEnabled();
            }
        });
    }

    /// Whether an action was on that key and is no longer: the key does nothing then, also where the canvas knows it.
    private boolean isGivenUp(KeyEvent event) {
        return standard.entrySet().stream()
                .anyMatch(entry -> entry.getValue().match(event) && isKeyChanged(entry.getKey()));
    }

    private @Nullable Action forKey(KeyEvent event) {
        for (Action action : actions.values()) {
            KeyCombination key = action.key();
            if (key != null && key.match(event)) {
                return action;
            }
        }
        return null;
    }

    /// Whether a key has no Ctrl, Alt or Cmd in it, and so may be typed.
    static boolean isPlain(KeyCombination key) {
        boolean function =
                key instanceof KeyCodeCombination code && code.getCode().isFunctionKey();
        return !function
                && key.getShortcut() != KeyCombination.ModifierValue.DOWN
                && key.getControl() != KeyCombination.ModifierValue.DOWN
                && key.getAlt() != KeyCombination.ModifierValue.DOWN;
    }

    private static boolean mayAct(KeyEvent event, Scene scene, BooleanSupplier canvasHasFocus) {
        boolean plain = !event.isShortcutDown()
                && !event.isControlDown()
                && !event.isAltDown()
                && !event.getCode().isFunctionKey();
        return !plain || (canvasHasFocus.getAsBoolean() && !isEditing(scene));
    }

    private static boolean isEditing(Scene scene) {
        return scene.getFocusOwner() instanceof TextInputControl text && text.isEditable();
    }

    /// Whether a field of text means something of its own by that key.
    private static boolean editsText(KeyEvent event) {
        if (!event.isShortcutDown()) {
            return false;
        }
        return switch (event.getCode()) {
            case A, C, V, X, Z, Y, LEFT, RIGHT, UP, DOWN, HOME, END, BACK_SPACE, DELETE -> true;
            default -> false;
        };
    }
}
