package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// The bars, a comparison and a merge in light and dark, written as pictures to be looked at.
final class SafetyScreensTest {
    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    @Test
    void barsComparisonAndMergeAreDrawnInLightAndInDark() throws IOException {
        Path next;
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"), 1360, 860)) {
            ui.run(() -> ui.designer
                    .models()
                    .design
                    .apply(new Edit.AddNode(NodeSpec.of("mine", "class:acme.Missing"), new Point(320, 320))));
            next = NothingIsLostTest.killed(home.resolve("settings"), home.resolve("next"), ui);
        }
        try (DesignerUi ui = DesignerUi.open(next, 1360, 860)) {
            ui.until("it is offered", () -> ui.scene().getRoot().lookup("#bar-recovery") != null);
            both(ui, "safety-recovery");
            NothingIsLostTest.answer(ui, "recovery", "Recover");
            Path file = home.resolve("diamond.flow.json");
            ui.choices.plan(file);
            ui.act("file.save");
            ui.run(() -> changed(ui.designer.models().design));
            ui.act("file.compare-saved");
            both(ui, "safety-compare");
            ui.act("file.compare-end");
            FlowSpec theirs = FlowFile.read(file).spec();
            Files.write(
                    file,
                    FlowFile.write(theirs.plus(NodeSpec.of("theirs", "class:acme.Missing"))
                            .withGateway("https://their.domain")));
            ui.until("it is told", () -> ui.scene().getRoot().lookup("#bar-outside") != null);
            NothingIsLostTest.answer(ui, "outside", "Show differences");
            both(ui, "safety-outside");
            NothingIsLostTest.answer(ui, "outside", "Merge");
            both(ui, "safety-merged");
            ui.run(() -> {
                ui.designer.safeguard().journalFails("no space left on device");
                ui.designer.safeguard().uncaught(new IllegalStateException("what nobody expected"));
            });
            both(ui, "safety-warnings");
        }
        assertThat(Path.of("target", "screens")).isNotEmptyDirectory();
    }

    private static void changed(DesignModel design) {
        List<String> names = List.copyOf(design.design().names());
        design.apply(new Edit.SetConfig("e1", Map.of("lang", "de")));
        design.apply(new Edit.RemoveNodes(Set.of("mine"), false));
        design.apply(new Edit.RenameNode(names.get(1), "counter"));
        design.apply(new Edit.AddNode(NodeSpec.of("extra", "class:acme.Missing"), new Point(620, 260)));
        design.apply(new Edit.Connect("e1", "extra"));
        design.apply(new Edit.SetGateway("https://my.domain"));
        design.apply(new Edit.MoveNodes(Map.of("e3", new Point(640, 40))));
    }

    private static void both(DesignerUi ui, String name) {
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            ui.run(() -> ui.designer.theme().choose(choice));
            ui.settle();
            Screens.write(ui.scene(), choice.text() + "-" + name);
        }
    }
}
