package xooai.designer.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import org.junit.jupiter.api.Test;

final class ActionsTest {
    private final Actions actions = new Actions();

    @Test
    void twoActionsOnOneKeyAreRefused() {
        actions.add(Action.of("a", "Edit", "A", () -> {}).on("Shortcut+S"));
        assertThatThrownBy(
                        () -> actions.add(Action.of("b", "Edit", "B", () -> {}).on("Shortcut+S")))
                .hasMessageContaining("both on Ctrl+S");
    }

    @Test
    void keysReadAsOnAKeyboard() {
        assertThat(Action.of("a", "", "", () -> {}).on("Shortcut+Shift+Z").keyText())
                .isEqualTo("Ctrl+Shift+Z");
        assertThat(Action.of("a", "", "", () -> {}).on("Shortcut+PERIOD").keyText())
                .isEqualTo("Ctrl+.");
        assertThat(Action.of("a", "", "", () -> {}).on("Shortcut+0").keyText()).isEqualTo("Ctrl+0");
    }

    @Test
    void anActionGoesOnAnotherKeyAndBack() {
        actions.add(Action.of("a", "Edit", "A", () -> {}).on("Shortcut+S"));
        actions.setKey("a", KeyCombination.valueOf("Alt+S"));
        assertThat(actions.get("a").keyText()).isEqualTo("Alt+S");
        assertThat(actions.isKeyChanged("a")).isTrue();
        actions.resetKeys();
        assertThat(actions.get("a").keyText()).isEqualTo("Ctrl+S");
        assertThat(actions.isKeyChanged("a")).isFalse();
    }

    @Test
    void aKeyIsNeverThatOfTwo() {
        actions.add(Action.of("a", "Edit", "A", () -> {}).on("Shortcut+S"));
        actions.add(Action.of("b", "Edit", "B", () -> {}).on("Shortcut+T"));
        actions.setKey("b", KeyCombination.valueOf("Shortcut+S"));
        assertThat(actions.get("a").key()).isNull();
        assertThat(actions.get("b").keyText()).isEqualTo("Ctrl+S");
    }

    @Test
    void everyKeyIsReadBackAsItWasKept() {
        Set<KeyCode> alone = EnumSet.of(
                KeyCode.SHIFT, KeyCode.CONTROL, KeyCode.ALT, KeyCode.META, KeyCode.SHORTCUT, KeyCode.UNDEFINED);
        for (KeyCode code : EnumSet.complementOf(EnumSet.copyOf(alone))) {
            for (String held : List.of("", "Shortcut+", "Shift+Alt+", "Shift+Shortcut+")) {
                KeyCombination key = new KeyCodeCombination(
                        code,
                        held.contains("Shift") ? ModifierValue.DOWN : ModifierValue.UP,
                        ModifierValue.UP,
                        held.contains("Alt") ? ModifierValue.DOWN : ModifierValue.UP,
                        ModifierValue.UP,
                        held.contains("Shortcut") ? ModifierValue.DOWN : ModifierValue.UP);
                assertThat(KeyText.read(KeyText.kept(key))).isEqualTo(key);
            }
        }
    }

    @Test
    void whatIsNoKeyIsReadAsNone() {
        assertThat(KeyText.read("")).isNull();
        assertThat(KeyText.read("Shortcut+")).isNull();
        assertThat(KeyText.read("Shortcut+NOKEY")).isNull();
    }

    @Test
    void groupsKeepTheirOrder() {
        actions.add(Action.of("1", "File", "x", () -> {}));
        actions.add(Action.of("2", "Edit", "y", () -> {}));
        actions.add(Action.of("3", "File", "z", () -> {}));
        assertThat(actions.groups()).containsExactly("File", "Edit");
        assertThat(actions.group("File")).extracting(Action::id).containsExactly("1", "3");
    }
}
