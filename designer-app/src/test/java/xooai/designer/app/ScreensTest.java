package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main screens in light and dark, written as pictures to be looked at.
final class ScreensTest {
    @TempDir
    Path home;

    @Test
    void everyMainScreenIsDrawnInLightAndInDark() {
        try (DesignerUi ui = DesignerUi.open(home, 1280, 800)) {
            for (Theme.Choice choice : new Theme.Choice[] {Theme.Choice.LIGHT, Theme.Choice.DARK}) {
                ui.run(() -> ui.designer.theme().choose(choice));
                shoot(ui, choice.text());
            }
        }
        assertThat(Path.of("target", "screens")).isNotEmptyDirectory();
    }

    private static void shoot(DesignerUi ui, String theme) {
        ui.act("view.input");
        Screens.write(ui.scene(), theme + "-start");
        ui.act("flow.run");
        ui.until(
                "the run has ended",
                () -> !ui.designer.models().runs.runningProperty().get());
        ui.run(() -> ui.designer.models().design.selectNode("e3"));
        Screens.write(ui.scene(), theme + "-run");
        ui.act("flow.invoke");
        ui.until(
                "the call has ended",
                () -> ui.designer.models().invoke.lastProperty().get() != null);
        Screens.write(ui.scene(), theme + "-invoke");
        ui.act("help.commands");
        Screens.write(ui.scene(), theme + "-commands");
        ui.act("help.keys");
        Screens.write(ui.scene(), theme + "-keys");
        ui.run(() -> ui.designer.overlay().hide());
        ui.act("file.export");
        Screens.write(ui.scene(), theme + "-export");
        ui.run(() -> ui.designer.overlay().hide());
    }
}
