package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.canvas.Viewport;

/// What the window keeps, and what it does not do behind a person's back.
final class RememberedTest {
    @TempDir
    Path home;

    private DesignerUi open() {
        return DesignerUi.open(home.resolve("settings"));
    }

    @Test
    void aFlowIsShownAsItWasLeft() {
        Path file = home.resolve("mine.flow.json");
        Viewport left = new Viewport(-200, -100, 0.75);
        try (DesignerUi ui = open()) {
            ui.choices.plan(file);
            ui.act("file.save-as");
            ui.run(() -> ui.designer.models().files.open(file));
            ui.run(() -> ui.designer.canvas().setViewport(left));
        }
        try (DesignerUi again = open()) {
            assertThat(again.designer.canvas().viewport()).isNotEqualTo(left);
            again.run(() -> again.designer.models().files.open(file));
            assertThat(again.designer.canvas().viewport()).isEqualTo(left);
        }
    }

    @Test
    void theWindowStandsWhereItStood() {
        try (DesignerUi ui = open()) {
            ui.run(() -> {
                ui.scene().getWindow().setX(40);
                ui.scene().getWindow().setY(30);
            });
            ui.run(ui.designer::close);
            assertThat(ui.designer.models().settings.number("window.x", -1)).isEqualTo(40);
            assertThat(ui.designer.models().settings.number("window.y", -1)).isEqualTo(30);
        }
    }

    @Test
    void inputThatCannotBeReadIsNotRunWithWhatItWasBefore() {
        try (DesignerUi ui = open()) {
            ui.run(() -> ui.designer.models().input.form().setText("[{\"text\": oops"));
            ui.act("flow.run");
            assertThat(ui.designer.models().runs.runs()).isEmpty();
            assertThat(((StatusBar) ui.find("#status")).getText()).contains("input cannot be read");
            ui.run(() -> ui.designer.models().design.selectNode("e1"));
            ui.run(() -> ui.designer.models().invoke.input().setText("{"));
            ui.act("flow.invoke");
            var last = ui.designer.models().invoke.lastProperty().get();
            assertThat(String.valueOf(last.response().error())).contains("Nothing was called");
        }
    }

    @Test
    void aRightClickOffersWhatCanBeDoneThere() {
        try (DesignerUi ui = open()) {
            ui.move(ui.middle(ui.find("#flow-canvas")));
            ui.run(() -> {
                ui.robot().mousePress(MouseButton.SECONDARY);
                ui.robot().mouseRelease(MouseButton.SECONDARY);
            });
            List<String> offered = DesignerUi.onFx(() -> Window.getWindows().stream()
                    .filter(ContextMenu.class::isInstance)
                    .flatMap(menu -> ((ContextMenu) menu).getItems().stream())
                    .map(item -> String.valueOf(item.getText()))
                    .toList());
            assertThat(offered).contains("Add a node…", "Paste", "Tidy");
        }
    }
}
