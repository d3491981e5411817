package xooai.designer.actions;

import java.util.Locale;
import java.util.StringJoiner;
import javafx.scene.input.KeyCharacterCombination;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// Keys as a person reads them: `Ctrl+Enter`, `?`.
final class KeyText {
    private static final boolean MAC =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");

    private KeyText() {}

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
