package xooai.designer.app;

import java.nio.file.Path;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.canvas.PortRef;
import xooai.designer.canvas.Viewport;
import xooai.designer.design.Design;

/// Pictures of wires in light and dark: drawn, refused, mended.
final class WireScenesTest {
    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    @Test
    void wiresAreDrawnInLightAndInDark() {
        try (DesignerUi ui = DesignerUi.open(home, 1360, 860)) {
            for (Theme.Choice choice : new Theme.Choice[] {Theme.Choice.LIGHT, Theme.Choice.DARK}) {
                ui.run(() -> ui.designer.theme().choose(choice));
                shoot(ui, choice.text() + "-wires-");
            }
        }
    }

    private static void shoot(DesignerUi ui, String name) {
        ui.run(() -> {
            ui.designer.models().design.open(Design.of(WiresInWindowTest.flow(true)));
            ui.designer.canvas().setViewport(new Viewport(-60, -40, 1));
            ui.designer.canvas().requestFocus();
        });
        ui.act("view.problems");
        ui.until(
                "the problem is listed",
                () -> !ui.designer.models().problems.entries().isEmpty());
        Screens.write(ui.scene(), name + "misfit");
        drawn(ui, name + "ok", "upper", new Point2D(-16, 8));
        drawn(ui, name + "refused", "gray", new Point2D(60, 20));
        ui.wire("shouter", "upper");
        Screens.write(ui.scene(), name + "notice");
        ui.key(javafx.scene.input.KeyCode.F1);
        Screens.write(ui.scene(), name + "fields");
        ui.click("#wire-change");
        Screens.write(ui.scene(), name + "change");
        ui.key(javafx.scene.input.KeyCode.ESCAPE);
        ui.wire("shouter", "upper");
        ui.click("#wire-insert");
        ui.run(() -> ui.designer.models().design.selectNode("convert"));
        Screens.write(ui.scene(), name + "converted");
        ui.run(() -> ui.designer.canvas().setViewport(new Viewport(-200, -100, 0.3)));
        Screens.write(ui.scene(), name + "far");
    }

    private static void drawn(DesignerUi ui, String name, String to, Point2D by) {
        String from = to.equals("gray") ? "upper" : "lower";
        ui.move(ui.port(from, PortRef.Side.OUT));
        ui.press();
        ui.move(ui.port(from, PortRef.Side.OUT).add(30, 30));
        ui.move(ui.port(to, PortRef.Side.IN).add(by));
        Screens.write(ui.scene(), name);
        ui.key(javafx.scene.input.KeyCode.ESCAPE);
        ui.release();
    }
}
