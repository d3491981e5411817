package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.canvas.Viewport;
import xooai.designer.design.Design;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.designer.files.Sample;
import xooai.flow.FlowSpec;
import xooai.flow.Join;
import xooai.flow.Need;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// Pictures of what every flow has: its nodes in all states from near and far, menus, and what empty places say.
final class LookScenesTest {
    private static final int COLUMNS = 4;

    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    @Test
    void nodesMenusAndEmptyPlacesAreDrawnInLightAndInDark() {
        try (DesignerUi ui = DesignerUi.open(home, 1360, 860)) {
            for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
                ui.run(() -> ui.designer.theme().choose(choice));
                String name = choice.text() + "-look-";
                selections(ui, name);
                empties(ui, name);
                menus(ui, name);
                samples(ui, name);
                states(ui, name);
            }
        }
        assertThat(Path.of("target", "screens")).isNotEmptyDirectory();
    }

    private static void selections(DesignerUi ui, String name) {
        open(ui, "diamond");
        ui.run(() -> ui.designer.models().design.selectAll());
        Screens.write(ui.scene(), name + "several");
        ui.run(() -> ui.designer.models().design.select(Selection.of(new Wire("e1", "e3"))));
        Screens.write(ui.scene(), name + "wire");
        ui.run(() -> ui.designer.models().design.selectNode("e1"));
    }

    private static void empties(DesignerUi ui, String name) {
        ui.run(() -> ui.designer.palette().focusSearch());
        ui.type("nothing like this");
        ui.act("view.problems");
        Screens.write(ui.scene(), name + "empty-palette-problems");
        ui.run(() -> ((javafx.scene.control.TextField) ui.find("#palette-search")).clear());
        for (String panel : List.of("runs", "tests")) {
            ui.act("view." + panel);
            Screens.write(ui.scene(), name + "empty-" + panel);
        }
        ui.act("help.commands");
        ui.type("zzz");
        Screens.write(ui.scene(), name + "empty-commands");
        ui.run(() -> ui.designer.overlay().hide());
    }

    private static void menus(DesignerUi ui, String name) {
        MenuBar bar = (MenuBar) ui.find(".menu-bar");
        for (Menu menu : bar.getMenus()) {
            ui.run(menu::show);
            Screens.write(popup(), name + "menu-" + menu.getText().toLowerCase(java.util.Locale.ROOT));
            ui.run(menu::hide);
        }
        ui.move(ui.middle(ui.designer.canvas()));
        ui.run(() -> ui.robot().mousePress(MouseButton.SECONDARY));
        ui.run(() -> ui.robot().mouseRelease(MouseButton.SECONDARY));
        Screens.write(popup(), name + "menu-canvas");
        ui.run(() -> List.copyOf(Window.getWindows()).forEach(window -> {
            if (window instanceof ContextMenu menu) {
                menu.hide();
            }
        }));
    }

    private static Scene popup() {
        return DesignerUi.onFx(() -> Window.getWindows().stream()
                .filter(window -> window instanceof ContextMenu && window.isShowing())
                .map(Window::getScene)
                .findFirst()
                .orElseThrow());
    }

    private static void samples(DesignerUi ui, String name) {
        for (Sample sample : ui.designer.models().samples.all()) {
            open(ui, sample.name());
            Screens.write(ui.scene(), name + "sample-" + sample.name());
        }
    }

    private static void states(DesignerUi ui, String name) {
        ui.run(() -> ui.designer.models().design.open(all()));
        for (double zoom : new double[] {1, 0.6, 0.4, 0.2}) {
            ui.run(() -> {
                ui.designer.models().design.setStatuses(statuses());
                ui.designer.canvas().setViewport(new Viewport(-40, -30, zoom));
            });
            Screens.write(ui.scene(), name + "states-" + Math.round(zoom * 100));
        }
    }

    private static Map<String, NodeStatus> statuses() {
        Map<String, NodeStatus> statuses = new LinkedHashMap<>();
        for (NodeStatus.State state : NodeStatus.State.values()) {
            statuses.put(name(state), NodeStatus.of(state));
        }
        return statuses;
    }

    private static String name(NodeStatus.State state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }

    /// A node in each state, wired in rows, and one whose executor nobody knows.
    private static Design all() {
        List<NodeSpec> nodes = new ArrayList<>();
        Map<String, Point> view = new LinkedHashMap<>();
        NodeStatus.State[] states = NodeStatus.State.values();
        for (int i = 0; i < states.length; i++) {
            NodeSpec node = NodeSpec.of(name(states[i]), "class:xooai.executors.basic.TextExecutor")
                    .withOn("upper");
            nodes.add(i % COLUMNS == 0 ? node : node.withNeeds(List.of(Need.of(name(states[i - 1])))));
            view.put(node.name(), place(i));
        }
        nodes.add(NodeSpec.of("nobody_knows_it", "class:acme.Missing"));
        view.put("nobody_knows_it", place(states.length));
        return Design.of(
                FlowSpec.named("states").withNodes(nodes).withJoin(Join.CONCAT).withView(view));
    }

    private static Point place(int index) {
        return new Point((index % COLUMNS) * 288, (index / COLUMNS) * 152);
    }

    private static void open(DesignerUi ui, String name) {
        ui.run(() -> ui.designer.models().files.unlessDirty(() -> {}));
        ui.run(() -> ui.designer
                .models()
                .files
                .openSample(Objects.requireNonNull(ui.designer.models().samples.named(name), name)));
        if (ui.scene().lookup("#question") != null) {
            ui.click("#question .danger");
        }
    }
}
