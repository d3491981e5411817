package xooai.designer.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void groupsKeepTheirOrder() {
        actions.add(Action.of("1", "File", "x", () -> {}));
        actions.add(Action.of("2", "Edit", "y", () -> {}));
        actions.add(Action.of("3", "File", "z", () -> {}));
        assertThat(actions.groups()).containsExactly("File", "Edit");
        assertThat(actions.group("File")).extracting(Action::id).containsExactly("1", "3");
    }
}
