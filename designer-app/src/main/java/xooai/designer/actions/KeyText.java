package xooai.designer.actions;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import javafx.scene.input.KeyCharacterCombination;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// Keys as a person reads them, `Ctrl+Enter`; as they are kept, `Shortcut+ENTER`; and as they are pressed.
public final class KeyText {
    private static final String NONE = "";
    private static final boolean MAC =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");

    private KeyText() {}

    /// A key as it is kept in settings, the same on every system; empty for none.
    public static String kept(@Nullable KeyCombination key) {
        if (!(key instanceof KeyCodeCombination code)) {
            return NONE;
        }
        StringJoiner text = new StringJoiner("+");
        add(text, "Shortcut", key.getShortcut());
        add(text, "Ctrl", key.getControl());
        add(text, "Alt", key.getAlt());
        add(text, "Meta", key.getMeta());
        add(text, "Shift", key.getShift());
        return text.add(code.getCode().name()).toString();
    }

    private static void add(StringJoiner text, String name, KeyCombination.ModifierValue value) {
        if (value == KeyCombination.ModifierValue.DOWN) {
            text.add(name);
        }
    }

    /// The key that [#kept(KeyCombination)] gave, or null for none and for what is no key.
    public static @Nullable KeyCombination read(String kept) {
        String name = kept.substring(kept.lastIndexOf('+') + 1);
        List<String> held = List.of(kept.split("\\+", -1));
        try {
            return new KeyCodeCombination(
                    KeyCode.valueOf(name),
                    value(held.contains("Shift")),
                    value(held.contains("Ctrl")),
                    value(held.contains("Alt")),
                    value(held.contains("Meta")),
                    value(held.contains("Shortcut")));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// The key that is pressed, or null while it is Shift and the like alone.
    static @Nullable KeyCombination pressed(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code.isModifierKey() || code == KeyCode.SHORTCUT || code == KeyCode.UNDEFINED) {
            return null;
        }
        boolean control = event.isControlDown() && MAC;
        boolean meta = event.isMetaDown() && !MAC;
        return new KeyCodeCombination(
                code,
                value(event.isShiftDown()),
                value(control),
                value(event.isAltDown()),
                value(meta),
                value(event.isShortcutDown()));
    }

    private static KeyCombination.ModifierValue value(boolean down) {
        return down ? KeyCombination.ModifierValue.DOWN : KeyCombination.ModifierValue.UP;
    }

    /// Why no action can be on that key; null where one can.
    static @Nullable String fixed(KeyCombination key) {
        if (!(key instanceof KeyCodeCombination code)) {
            return null;
        }
        boolean held = key.getAlt() == KeyCombination.ModifierValue.DOWN
                || key.getControl() == KeyCombination.ModifierValue.DOWN;
        boolean alone = !held && key.getShortcut() != KeyCombination.ModifierValue.DOWN;
        return switch (code.getCode()) {
            case TAB -> "Tab goes from field to field";
            case ESCAPE -> "Esc leaves what is begun";
            case UP, DOWN, LEFT, RIGHT -> held ? null : "the arrows walk among the nodes and move them";
            case SPACE -> alone ? "Space moves the view" : null;
            case ENTER -> alone && key.getShift() != KeyCombination.ModifierValue.DOWN ? "Enter opens a node" : null;
            default -> null;
        };
    }

    static String of(KeyCombination key) {
        StringJoiner text = new StringJoiner("+");
        if (key.getShortcut() == KeyCombination.ModifierValue.DOWN) {
            text.add(MAC ? "Cmd" : "Ctrl");
        }
        if (key.getControl() == KeyCombination.ModifierValue.DOWN) {
            text.add("Ctrl");
        }
        if (key.getAlt() == KeyCombination.ModifierValue.DOWN) {
            text.add("Alt");
        }
        if (key.getMeta() == KeyCombination.ModifierValue.DOWN) {
            text.add("Meta");
        }
        if (key.getShift() == KeyCombination.ModifierValue.DOWN) {
            text.add("Shift");
        }
        return text.add(main(key)).toString();
    }

    private static String main(KeyCombination key) {
        return switch (key) {
            case KeyCodeCombination code -> name(code.getCode());
            case KeyCharacterCombination character -> character.getCharacter();
            default -> key.getDisplayText();
        };
    }

    private static String name(KeyCode code) {
        return switch (code) {
            case PERIOD -> ".";
            case COMMA -> ",";
            case SLASH -> "/";
            case EQUALS -> "=";
            case MINUS -> "-";
            case ESCAPE -> "Esc";
            default -> code.getName();
        };
    }
}
