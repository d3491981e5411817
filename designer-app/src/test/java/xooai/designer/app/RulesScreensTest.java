package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Pictures of what a person changes and is told of, under `target/screens`.
final class RulesScreensTest {
    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    @Test
    void keysAndSettingsAreDrawnInLightAndInDark() {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"), 1360, 860)) {
            for (Theme.Choice choice : new Theme.Choice[] {Theme.Choice.LIGHT, Theme.Choice.DARK}) {
                ui.run(() -> ui.designer.theme().choose(choice));
                ui.act("help.keys");
                Screens.write(ui.scene(), choice.text() + "-key-sheet");
                ui.act("help.change-keys");
                ui.run(() -> ((TextField) ui.find("#keys-search")).setText("n"));
                ui.run(() -> ((Button) ui.find("#key-of-edit-connect")).fire());
                ui.key(KeyCode.F7);
                ui.run(() -> ((Button) ui.find("#key-of-edit-add")).fire());
                ui.key(KeyCode.CONTROL, KeyCode.D);
                Path card = Screens.write(ui.scene(), choice.text() + "-change-keys");
                assertThat(card).isNotEmptyFile();
                ui.key(KeyCode.ESCAPE);
                ui.act("file.settings");
                Screens.write(ui.scene(), choice.text() + "-settings");
                ui.run(() -> ui.designer.overlay().hide());
            }
        }
    }
}
