package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Separator;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.canvas.PortRef;
import xooai.designer.design.Edit;
import xooai.designer.design.NodeStatus;
import xooai.designer.invoke.Route;
import xooai.doc.Code;
import xooai.driver.Server;
import xooai.executor.Executor;
import xooai.executor.Executors;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// What a person finds in the window and does there.
@Tag("window")
final class WindowTest {
    @TempDir
    Path home;

    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    private DesignerUi open() {
        return DesignerUi.open(home.resolve("settings"));
    }

    private static void waitForRun(DesignerUi ui) {
        ui.until(
                "the run has ended",
                () -> !ui.designer.models().runs.runningProperty().get());
    }

    @Test
    void everyVisibleControlSaysWhatItIs() {
        try (DesignerUi ui = open()) {
            assertThat(silent(ui)).isEmpty();
            ui.run(() -> ui.designer.models().design.selectNode("e3"));
            assertThat(silent(ui)).isEmpty();
            ui.act("flow.invoke");
            waitForRun(ui);
            assertThat(silent(ui)).isEmpty();
            ui.act("file.export");
            assertThat(silent(ui)).isEmpty();
            ui.act("help.commands");
            assertThat(silent(ui)).isEmpty();
            ui.act("help.keys");
            assertThat(silent(ui)).isEmpty();
            ui.act("view.theme");
            ui.act("help.welcome");
            assertThat(silent(ui)).isEmpty();
        }
    }

    /// The visible controls that have nothing to say.
    private static List<String> silent(DesignerUi ui) {
        return DesignerUi.onFx(() -> {
            List<String> found = new ArrayList<>();
            collectSilent(ui.scene().getRoot(), found);
            return found;
        });
    }

    private static void collectSilent(Node node, List<String> found) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Control control
                && isMeantForPeople(control)
                && says(control).isBlank()) {
            found.add(control + " in " + control.getParent());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collectSilent(child, found));
        }
    }

    /// Cells that are empty, and what is drawn for looks alone, have nothing to say.
    private static boolean isMeantForPeople(Control control) {
        return !(control instanceof ScrollBar)
                && !(control instanceof Separator)
                && !(control instanceof Label)
                && !(control instanceof javafx.scene.control.Cell<?> cell && cell.isEmpty())
                && !(control.getParent() instanceof TextInputControl)
                && !(control.getParent() instanceof ComboBoxBase<?>);
    }

    private static String says(Control control) {
        String text = control.getAccessibleText();
        if (text != null && !text.isBlank()) {
            return text;
        }
        return control instanceof Labeled labeled && labeled.getText() != null ? labeled.getText() : "";
    }

    @Test
    void aRemoteExecutorIsDescribedOverTheWireAddedAndCalled() {
        try (Executor echo = Executors.create(getClass().getClassLoader(), "xooai.samples.diamond.Shouter", Map.of());
                Server server = echo.serve("http://127.0.0.1:0");
                DesignerUi ui = open()) {
            String address = "http://127.0.0.1:" + server.address().getPort();
            ui.act("file.new");
            ui.run(() -> ((TextField) ui.find("#remote-address")).setText(address));
            ui.click("#remote-add");
            ui.until(
                    "the address has answered",
                    () -> ui.designer.models().palette.items().stream()
                            .anyMatch(item -> String.valueOf(item.node().use()).startsWith(address)));
            NodeSpec remote = ui.designer.models().palette.items().stream()
                    .map(item -> item.node())
                    .filter(node -> String.valueOf(node.use()).startsWith(address))
                    .findFirst()
                    .orElseThrow();
            ui.run(() -> ui.designer.models().design.apply(new Edit.AddNode(remote, new Point(0, 0))));
            ui.run(() -> ui.designer.models().design.selectNode(remote.name()));
            assertThat(ui.designer.models().invoke.endpoint()).isNotNull();
            ui.run(() -> ui.designer.models().invoke.input().setWhole(List.of(Map.of("text", "hello"))));
            ui.act("flow.invoke");
            ui.until(
                    "the call has ended",
                    () -> ui.designer.models().invoke.lastProperty().get() != null);
            assertThat(ui.designer
                            .models()
                            .invoke
                            .lastProperty()
                            .get()
                            .response()
                            .code())
                    .isEqualTo(Code.OK);
            assertThat(ui.designer.models().invoke.code(xooai.designer.invoke.Snippet.SHELL))
                    .contains(address)
                    .contains("hello");
        }
    }

    @Test
    void anAddressThatDoesNotAnswerSaysSoAndNothingStops() {
        try (DesignerUi ui = open()) {
            ui.run(() -> ((TextField) ui.find("#remote-address")).setText("http://127.0.0.1:9"));
            ui.click("#remote-add");
            ui.until(
                    "the address has failed",
                    () -> ui.designer.models().catalog.remotes().stream().anyMatch(remote -> remote.failure() != null));
            assertThat(ui.designer.models().catalog.remotes().getFirst().failure())
                    .contains("127.0.0.1:9");
            ui.run(() -> ((TextField) ui.find("#remote-address")).setText("not an address at all"));
            ui.click("#remote-add");
            assertThat(((Label) ui.find(".remote-form .field-problem")).getText())
                    .contains("is no address");
        }
    }

    @Test
    void aWireLetGoOverNothingOpensTheSearchAndEnterAddsAndConnects() {
        try (DesignerUi ui = open()) {
            var out = ui.port("e3", PortRef.Side.OUT);
            ui.move(out);
            ui.press();
            ui.move(out.add(20, -40));
            ui.move(out.add(30, -90));
            ui.release();
            ui.run(() -> ((TextField) ui.find("#search-field")).setText("shouter"));
            ui.key(KeyCode.ENTER);
            var design = ui.designer.models().design.design();
            assertThat(design.predecessors("shouter")).containsExactly("e3");
        }
    }

    @Test
    void testInvokeOverHttpGivesWhatItGivesInProcess() {
        try (DesignerUi ui = open()) {
            ui.run(() -> ui.designer.models().design.selectNode("e1"));
            var invoke = ui.designer.models().invoke;
            ui.run(() -> invoke.input().setWhole(List.of(Map.of("text", "ßlow"))));
            ui.run(invoke::invoke);
            ui.until("the call has ended", () -> invoke.lastProperty().get() != null);
            var inProcess = invoke.lastProperty().get();
            ui.run(() -> {
                invoke.routeProperty().set(new Route("http"));
                invoke.invoke();
            });
            ui.until(
                    "the second call has ended",
                    () -> !Objects.equals(invoke.lastProperty().get(), inProcess));
            assertThat(xooai.codec.Codec.JSON.writeDocs(
                            invoke.lastProperty().get().response().docs()))
                    .isEqualTo(xooai.codec.Codec.JSON.writeDocs(
                            inProcess.response().docs()));
        }
    }

    @Test
    void aFlowThatCannotRunSaysWhyAtItsNodeAndF8GoesThere() {
        try (DesignerUi ui = open()) {
            ui.run(() -> ui.designer
                    .models()
                    .design
                    .apply(new Edit.AddNode(
                            NodeSpec.of("gone", "class:acme.Gone").withOn("x"), new Point(600, 400))));
            ui.act("flow.run");
            waitForRun(ui);
            assertThat(ui.designer.models().problems.entries())
                    .anySatisfy(entry -> assertThat(entry.node()).isEqualTo("gone"));
            ui.run(() -> ui.designer.canvas().requestFocus());
            ui.key(KeyCode.F8);
            assertThat(ui.designer.models().design.selection().nodes()).containsExactly("gone");
        }
    }

    @Test
    void aRemoteThatIsDownFailsItsNodeWithTheCause() {
        try (DesignerUi ui = open()) {
            ui.run(() -> ui.designer.models().design.apply(new Edit.SetUse("e2", "http://127.0.0.1:9/counter/count")));
            ui.act("flow.run");
            ui.click("#question .accent");
            waitForRun(ui);
            assertThat(ui.designer.models().problems.entries())
                    .anySatisfy(entry -> assertThat(entry.message()).contains("127.0.0.1:9"));
            assertThat(ui.designer.models().design.status("e3").state()).isNotEqualTo(NodeStatus.State.DONE);
        }
    }

    @Test
    void hostileFilesAreShownAndRunNothing() throws Exception {
        Path file = home.resolve("hostile.flow.json");
        Files.writeString(file, """
            {"xooai":1,"name":"../../x","gateway":"http://127.0.0.1:9","unknown":{"a":[1,2]},
             "nodes":{"a":{"use":"class:java.lang.Runtime","on":"exec","needs":["b"],"config":{"x":null}},
              "b":{"use":"class:javax.swing.JFrame","needs":["a"]},"c":7,"d":{"needs":"e"},
              "\\u202egnp":{"use":"quic://nowhere","timeout":"soon","replicas":-4}},
             "view":{"a":[1e308,-1e308]}}
            """);
        try (DesignerUi ui = open()) {
            ui.run(() -> ui.designer.models().files.open(file));
            assertThat(ui.designer.models().design.design().nodes()).hasSize(5);
            assertThat(ui.designer.models().problems.entries()).hasSizeGreaterThan(4);
            ui.act("view.fit");
            ui.run(() -> ui.designer.models().design.selectNode("a"));
            ui.run(() -> ui.designer.models().design.selectNode("c"));
            Screens.write(ui.scene(), "hostile");
            assertThat(ui.designer.models().catalog.remotes()).isEmpty();
            String before = Files.readString(file);
            ui.act("file.save");
            assertThat(file).hasContent(before);
        }
    }

    @Test
    void filesThatAreNoFlowsLeaveTheOpenOneAndSayWhy() throws Exception {
        Path broken = home.resolve("broken.flow.json");
        Files.writeString(broken, "{\"xooai\":1,\n \"nodes\": oops}");
        try (DesignerUi ui = open()) {
            ui.run(() -> ui.designer.models().files.open(broken));
            assertThat(status(ui)).contains("line 2");
            ui.run(() -> ui.designer.models().files.open(home.resolve("none.flow.json")));
            assertThat(status(ui)).contains("no such file");
            assertThat(ui.designer.models().design.design().spec().name()).isEqualTo("diamond");
        }
    }

    private static String status(DesignerUi ui) {
        return DesignerUi.onFx(() -> ((StatusBar) ui.scene().lookup("#status")).getText());
    }

    @Test
    void closingWithChangesAsksFirst() {
        try (DesignerUi ui = open()) {
            ui.run(() -> ui.designer.models().design.apply(new Edit.SetFlowName("other")));
            assertThat(ui.designer.models().files.titleProperty().get()).startsWith("• ");
            ui.act("file.quit");
            assertThat(ui.find("#question")).isNotNull();
            ui.key(KeyCode.ESCAPE);
            assertThat(ui.designer.overlay().isShowing()).isFalse();
        }
    }

    @Test
    void aNameThatIsTypedBecomesOneEditWhenTheCursorLeaves() {
        try (DesignerUi ui = open()) {
            ui.run(() -> ui.designer.models().design.selectNode("e1"));
            ui.run(() -> {
                TextField name = (TextField) ui.find("#field-name");
                name.requestFocus();
                name.setText("first");
            });
            ui.key(KeyCode.ENTER);
            assertThat(ui.designer.models().design.design().has("first")).isTrue();
            assertThat(ui.designer.models().design.history().titles()).containsExactly("Rename e1 to first");
            ui.run(() -> ((TextField) ui.find("#field-name")).setText("e2"));
            ui.run(() -> ui.find("#field-name").requestFocus());
            ui.key(KeyCode.ENTER);
            assertThat(((Label) ui.find("#inspector .field-problem")).getText()).contains("e2 already");
        }
    }

    @Test
    void commandsAreFoundByAFewLettersAndDoneByEnter() {
        try (DesignerUi ui = open()) {
            ui.key(KeyCode.CONTROL, KeyCode.K);
            ui.run(() -> ((TextField) ui.find("#search-field")).setText("sel all"));
            ui.key(KeyCode.ENTER);
            assertThat(ui.designer.models().design.selection().nodes()).hasSize(3);
        }
    }

    @Test
    void lettersActOnlyWhileTheCanvasHasTheFocus() {
        try (DesignerUi ui = open()) {
            ui.run(() -> ui.designer.palette().focusSearch());
            ui.key(KeyCode.A);
            assertThat(ui.designer.overlay().isShowing()).isFalse();
            ui.run(() -> ui.designer.canvas().requestFocus());
            ui.key(KeyCode.A);
            assertThat(ui.designer.overlay().isShowing()).isTrue();
        }
    }
}
