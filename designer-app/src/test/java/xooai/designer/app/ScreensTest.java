package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.canvas.PortRef;
import xooai.designer.design.Edit;
import xooai.designer.files.Sample;
import xooai.designer.stores.TestStores;
import xooai.driver.Server;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// The main screens in light and dark, written as pictures to be looked at.
final class ScreensTest {
    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    @Test
    void everyMainScreenIsDrawnInLightAndInDark() {
        try (DesignerUi ui = DesignerUi.open(home, 1360, 860)) {
            for (Theme.Choice choice : new Theme.Choice[] {Theme.Choice.LIGHT, Theme.Choice.DARK}) {
                ui.run(() -> ui.designer.theme().choose(choice));
                shoot(ui, choice.text() + "-", home);
            }
        }
        assertThat(Path.of("target", "screens")).isNotEmptyDirectory();
    }

    private static void shoot(DesignerUi ui, String theme, Path home) {
        diamond(ui, theme);
        cards(ui, theme);
        problems(ui, theme);
        open(ui, "text-and-image");
        run(ui, "sort");
        Screens.write(ui.scene(), theme + "config");
        tab(ui, "Result");
        Screens.write(ui.scene(), theme + "pictures");
        open(ui, "digits");
        run(ui, "read");
        tab(ui, "Result");
        Screens.write(ui.scene(), theme + "tensor");
        streams(ui, theme);
        contents(ui, theme, home);
        open(ui, "diamond");
        if (ui.scene().lookup("#question") != null) {
            ui.click("#question .danger");
        }
    }

    private static void contents(DesignerUi ui, String theme, Path home) {
        TestStores.Held store = TestStores.named("screens-" + theme);
        ContentScenes scenes = new ContentScenes(ui, theme, home);
        scenes.forms();
        scenes.large();
        try (Server server = BigContentTest.served(store)) {
            scenes.moving(server, store);
        }
        scenes.settings();
    }

    /// A stream on its way, a talk both ways, a run in which something streams, a failure, and a certificate that
    /// nobody vouches for.
    private static void streams(DesignerUi ui, String theme) {
        try (StreamingExecutor executor = new StreamingExecutor();
                Server remote = executor.serve("http://127.0.0.1:0");
                Server quic = executor.serve("quic://127.0.0.1:0")) {
            open(ui, "diamond");
            StreamScenes scenes = new StreamScenes(ui, theme);
            scenes.runInWhichSomethingStreams();
            scenes.tryStreams("http://127.0.0.1:" + remote.address().getPort());
            scenes.certificate("quic://127.0.0.1:" + quic.address().getPort());
        }
    }

    private static void diamond(DesignerUi ui, String theme) {
        ui.act("view.input");
        ui.act("help.welcome");
        Screens.write(ui.scene(), theme + "start");
        ui.click(".welcome .icon-button");
        run(ui, "e3");
        Screens.write(ui.scene(), theme + "run");
        ui.act("flow.invoke");
        ui.until(
                "the call has ended",
                () -> ui.designer.models().invoke.lastProperty().get() != null);
        Screens.write(ui.scene(), theme + "invoke");
        tab(ui, "Docs");
        Screens.write(ui.scene(), theme + "docs");
    }

    private static void cards(DesignerUi ui, String theme) {
        ui.act("help.commands");
        Screens.write(ui.scene(), theme + "commands");
        ui.act("help.keys");
        Screens.write(ui.scene(), theme + "keys");
        ui.act("file.export");
        Screens.write(ui.scene(), theme + "export");
        ui.run(() -> ui.designer.overlay().hide());
        ui.run(() -> ui.designer.models().files.unlessDirty(() -> {}));
        ui.move(ui.port("e1", PortRef.Side.OUT));
        ui.press();
        ui.move(ui.port("e1", PortRef.Side.OUT).add(60, -60));
        ui.move(ui.port("e1", PortRef.Side.OUT).add(90, -70));
        ui.release();
        Screens.write(ui.scene(), theme + "search");
        ui.run(() -> ui.designer.overlay().hide());
    }

    private static void problems(DesignerUi ui, String theme) {
        ui.run(() -> {
            var design = ui.designer.models().design;
            design.apply(new Edit.AddNode(
                    NodeSpec.of("translate", "class:acme.Translator").withOn("translate"), new Point(320, 260)));
            design.apply(new Edit.SetUse("e2", "http://127.0.0.1:9/word_counter/count"));
            ui.designer.canvas().showAll();
        });
        ui.act("flow.run");
        if (ui.scene().lookup("#question") != null) { // In the first theme; what was agreed to is not asked again.
            Screens.write(ui.scene(), theme + "consent");
            ui.click("#question .accent");
        }
        ui.until(
                "the run has ended",
                () -> !ui.designer.models().runs.runningProperty().get());
        ui.act("flow.next-problem");
        Screens.write(ui.scene(), theme + "problems");
        ui.act("file.new");
        Screens.write(ui.scene(), theme + "question");
        ui.click("#question .danger");
        Screens.write(ui.scene(), theme + "empty");
    }

    private static void run(DesignerUi ui, String node) {
        ui.act("flow.run");
        ui.until(
                "the run has ended",
                () -> !ui.designer.models().runs.runningProperty().get());
        ui.run(() -> ui.designer.models().design.selectNode(node));
        tab(ui, "Node");
    }

    private static void open(DesignerUi ui, String name) {
        ui.run(() -> {
            Sample sample = Objects.requireNonNull(ui.designer.models().samples.named(name), name);
            ui.designer.models().files.openSample(sample);
        });
    }

    private static void tab(DesignerUi ui, String title) {
        ui.run(() -> {
            TabPane tabs = (TabPane) ui.find(".inspector-tabs");
            Tab tab = tabs.getTabs().stream()
                    .filter(each -> each.getText().equals(title))
                    .findFirst()
                    .orElseThrow();
            tabs.getSelectionModel().select(tab);
        });
    }
}
