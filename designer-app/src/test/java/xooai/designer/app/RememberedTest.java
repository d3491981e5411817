package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.canvas.Viewport;
import xooai.designer.design.Design;
import xooai.designer.design.Edit;
import xooai.designer.design.Selection;
import xooai.flow.Point;

/// What the window keeps, and what it does not do behind a person's back.
@Tag("window")
final class RememberedTest {
    @TempDir
    Path home;

    private DesignerUi open() {
        return DesignerUi.open(home.resolve("settings"));
    }

    @Test
    void whoseSettingsAreBrokenIsToldWhereTheyAreKept() throws IOException {
        Path settings = Files.createDirectories(home.resolve("settings")).resolve("settings.json");
        Files.writeString(settings, "{\"theme\": dark}");
        try (DesignerUi ui = open()) {
            assertThat(ui.find("#bar-settings").getAccessibleText())
                    .contains(settings.toString(), "settings.json.broken");
        }
        assertThat(home.resolve("settings/settings.json.broken")).hasContent("{\"theme\": dark}");
        try (DesignerUi again = open()) {
            assertThat(again.scene().lookup("#bar-settings")).isNull();
        }
    }

    @Test
    void aFlowIsShownAsItWasLeft() throws IOException {
        byte[] before;
        Path file = home.resolve("mine.flow.json");
        Viewport left = new Viewport(-200, -100, 0.75);
        try (DesignerUi ui = open()) {
            ui.choices.plan(file);
            ui.act("file.save-as");
            ui.run(() -> ui.designer.models().files.open(file));
            ui.run(() -> {
                ui.designer.canvas().setViewport(left);
                ui.designer.canvas().setWireLabelsShown(true);
                ui.designer.models().design.selectNode("e2");
                ui.designer.inspector().showTry();
            });
            ui.act("view.tests");
            before = Files.readAllBytes(file);
            ui.act("file.new");
            assertThat(ui.designer.canvas().viewport()).isNotEqualTo(left);
            ui.act("view.runs");
        }
        try (DesignerUi again = open()) {
            again.run(() -> again.designer.models().files.open(file));
            assertThat(again.designer.canvas().viewport()).isEqualTo(left);
            assertThat(again.designer.canvas().isWireLabelsShown()).isTrue();
            assertThat(again.designer.models().design.selection()).isEqualTo(Selection.of("e2"));
            assertThat(again.designer.inspector().openTab()).isEqualTo("Try");
            assertThat(again.designer.window().panels().bottom()).isEqualTo("tests-tab");
            assertThat(file).hasBinaryContent(before);
        }
    }

    @Test
    void aFlowThatIsLeftFromInsideOfASubFlowIsShownFromWhereItWasSeenItself() throws Exception {
        Path file = home.resolve("nested.flow.json");
        Files.writeString(file, """
            {"xooai": 1, "name": "nested", "nodes": {"both": {"use": "flow:#in"}, "last": {"needs": ["both"]}},
             "flows": {"in": {"nodes": {"a": {"use": "class:acme.A"}}}}}
            """);
        Viewport left = new Viewport(-70, -30, 0.75);
        try (DesignerUi ui = open()) {
            ui.run(() -> ui.designer.models().files.open(file));
            ui.run(() -> ui.designer.canvas().setViewport(left));
            ui.run(() -> ui.designer.insides().enter("both"));
            ui.run(() -> ui.designer.canvas().setViewport(new Viewport(400, 400, 2)));
            ui.act("file.new");
        }
        try (DesignerUi again = open()) {
            again.run(() -> again.designer.models().files.open(file));
            assertThat(again.designer.canvas().viewport()).isEqualTo(left);
            assertThat(again.designer.models().design.selection()).isEqualTo(Selection.of("both"));
        }
    }

    @Test
    void runsOfAnEarlierSessionAreThereToChooseFrom() {
        Path file = home.resolve("mine.flow.json");
        try (DesignerUi ui = open()) {
            ui.choices.plan(file);
            ui.act("file.save-as");
            ui.act("view.runs");
            assertThat(result(ui)).contains("The flow has not been run");
            ui.act("flow.run");
            ui.until("the run is kept", this::isARunKept);
        }
        try (DesignerUi again = open()) {
            again.run(() -> again.designer.models().files.open(file));
            again.act("view.runs");
            again.until(
                    "the runs are read",
                    () -> !again.designer.models().runs.runs().isEmpty());
            assertThat(result(again))
                    .contains("Choose a run to see what passed")
                    .doesNotContain("has not been run");

            again.run(() ->
                    ((ListView<?>) again.find("#runs")).getSelectionModel().select(0));
            assertThat(result(again)).contains("OK").doesNotContain("Choose a run");
        }
    }

    private boolean isARunKept() {
        try (Stream<Path> all = Files.walk(home)) {
            return all.anyMatch(
                    path -> Files.isRegularFile(path) && path.toString().contains("/runs/"));
        } catch (IOException | UncheckedIOException _) {
            return false; // It is being written.
        }
    }

    private static String result(DesignerUi ui) {
        return DesignerUi.onFx(() -> ui.find("#run-result").lookupAll(".label").stream()
                .map(label -> ((Labeled) label).getText())
                .collect(Collectors.joining("\n")));
    }

    @Test
    void theWheelIsSwappedInTheSettingsAndStaysSo() {
        try (DesignerUi ui = open()) {
            ui.act("file.settings");
            ui.click("#setting-wheel");
            assertThat(ui.designer.canvas().isWheelZooming()).isTrue();
        }
        try (DesignerUi again = open()) {
            assertThat(again.designer.canvas().isWheelZooming()).isTrue();
            again.act("view.wheel");
            assertThat(again.designer.canvas().isWheelZooming()).isFalse();
        }
    }

    @Test
    void undoNamesItsStepInTheMenuAndSurvivesARestart() {
        Path file = home.resolve("mine.flow.json");
        Design before;
        try (DesignerUi ui = open()) {
            ui.choices.plan(file);
            ui.act("file.save-as");
            before = DesignerUi.onFx(() -> ui.designer.models().design.design());
            ui.run(() -> ui.designer.models().design.selectNode("e1"));
            ui.act("edit.duplicate");
            ui.act("file.save");
        }
        try (DesignerUi again = open()) {
            again.run(() -> again.designer.models().files.open(file));
            again.until(
                    "the steps are read",
                    () -> again.designer.models().design.history().canUndo());
            assertThat(again.designer
                            .actions()
                            .registry()
                            .get("edit.undo")
                            .title()
                            .get())
                    .isEqualTo("Undo Paste e1");
            again.act("edit.undo");
            assertThat(DesignerUi.onFx(() -> again.designer.models().design.design()))
                    .isEqualTo(before);
        }
    }

    @Test
    void tidyIsOneStepThatIsUndoneAtOnce() {
        try (DesignerUi ui = open()) {
            Design before = DesignerUi.onFx(() -> ui.designer.models().design.design());
            ui.run(() -> ui.designer.models().design.apply(new Edit.MoveNodes(Map.of("e1", new Point(999, 777)))));
            ui.run(() -> ui.designer.canvas().requestFocus());
            ui.key(KeyCode.SHIFT, KeyCode.ALT, KeyCode.T);
            ui.until("it is tidy", () -> ui.designer.models().design.history().position() == 2);
            ui.act("edit.undo");
            ui.act("edit.undo");
            assertThat(DesignerUi.onFx(() -> ui.designer.models().design.design()))
                    .isEqualTo(before);
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
