package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Design;
import xooai.designer.design.Edit;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// Nothing is lost, as a person sees it: in bars over the canvas, by mouse and by keys, and never in a modal box.
@Tag("window")
final class NothingIsLostTest {
    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    private Path settings() {
        return home.resolve("settings");
    }

    private static void add(DesignerUi ui, String name) {
        ui.run(() -> ui.designer
                .models()
                .design
                .apply(new Edit.AddNode(NodeSpec.of(name, "class:acme.Missing"), new Point(320, 320))));
    }

    private static Design design(DesignerUi ui) {
        return DesignerUi.onFx(() -> ui.designer.models().design.design());
    }

    /// A home in which a window was killed that had added a node to the first sample.
    static Path killed(Path from, Path to, DesignerUi ui) throws IOException {
        Path journals = from.resolve("journals");
        ui.until("the edit is journalled", () -> !journalsIn(journals).isEmpty());
        Files.createDirectories(to.resolve("journals"));
        for (Path journal : journalsIn(journals)) {
            Files.copy(journal, to.resolve("journals").resolve(journal.getFileName()));
        }
        return to;
    }

    private static List<Path> journalsIn(Path directory) {
        return filesIn(directory, ".journal");
    }

    private static List<Path> filesIn(Path directory, String ending) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static void answer(DesignerUi ui, String bar, String text) {
        ui.click(ui.middle(button(ui, bar, text)));
    }

    private static Node button(DesignerUi ui, String bar, String text) {
        return DesignerUi.onFx(() -> ui.scene().getRoot().lookupAll("#bar-" + bar + " .button").stream()
                .filter(node -> node instanceof Button button && text.equals(button.getText()))
                .findFirst()
                .orElseThrow());
    }

    private static String words(DesignerUi ui, String bar) {
        return DesignerUi.onFx(() -> ((Labeled) ui.scene().getRoot().lookup("#bar-" + bar + " .bar-text")).getText());
    }

    private static boolean isShown(DesignerUi ui, String bar) {
        return DesignerUi.onFx(() -> ui.scene().getRoot().lookup("#bar-" + bar) != null);
    }

    @Test
    void whatIsBeingTypedIntoTheInspectorIsTakenWhenTheHandRestsAndIsOneStep() {
        try (DesignerUi ui = DesignerUi.open(settings())) {
            ui.run(() -> ui.designer
                    .models()
                    .design
                    .apply(new Edit.AddNode(
                            NodeSpec.of("r", "class:xooai.executors.basic.ReplaceExecutor")
                                    .withConfig(Map.of("find", "a")),
                            new Point(8, 8))));
            ui.run(() -> ui.designer.models().design.selectNode("r"));
            ui.run(ui.designer.inspector()::catchUp);
            int steps = ui.designer.models().design.history().position();
            TextInputControl field =
                    DesignerUi.onFx(() -> ui.scene().getRoot().lookupAll("#inspector .text-input").stream()
                            .map(TextInputControl.class::cast)
                            .filter(each -> "a".equals(each.getText()))
                            .findFirst()
                            .orElseThrow());
            ui.run(field::requestFocus);
            ui.run(field::end);
            ui.type("b");
            ui.until("it is taken", () -> "ab".equals(find(ui)));
            ui.type("c");
            ui.until("the rest is taken too", () -> "abc".equals(find(ui)));
            assertThat(DesignerUi.onFx(field::isFocused)).isTrue();
            assertThat(ui.designer.models().design.history().position()).isEqualTo(steps + 1);
        }
    }

    private static @Nullable Object find(DesignerUi ui) {
        NodeSpec node = ui.designer.models().design.design().node("r");
        return node == null ? null : node.config().get("find");
    }

    @Test
    void whatAKilledWindowHadIsOfferedInABarAndComesBackWithItsUndo() throws IOException {
        Design before;
        Path next;
        try (DesignerUi ui = DesignerUi.open(settings())) {
            add(ui, "mine");
            before = design(ui);
            next = killed(settings(), home.resolve("next"), ui);
        }
        try (DesignerUi ui = DesignerUi.open(next)) {
            ui.until("it is offered", () -> ui.scene().getRoot().lookup("#bar-recovery") != null);
            assertThat(ui.scene().lookup("#question")).isNull();
            assertThat(words(ui, "recovery")).startsWith("diamond has 1 edit from ");
            answer(ui, "recovery", "Recover");
            assertThat(design(ui)).isEqualTo(before);
            assertThat(isShown(ui, "recovery")).isFalse();
            ui.run(() -> ui.designer.canvas().requestFocus());
            ui.key(KeyCode.CONTROL, KeyCode.Z);
            assertThat(design(ui).has("mine")).isFalse();
            ui.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
            assertThat(design(ui)).isEqualTo(before);
        }
        try (DesignerUi ui = DesignerUi.open(next)) {
            ui.run(() -> ui.designer.safeguard().searchLeftBehind());
            assertThat(isShown(ui, "recovery")).as("nothing is left").isFalse();
        }
    }

    @Test
    void aBarIsAnsweredWithoutAMouse() throws IOException {
        Path next;
        try (DesignerUi ui = DesignerUi.open(settings())) {
            add(ui, "mine");
            next = killed(settings(), home.resolve("next"), ui);
        }
        try (DesignerUi ui = DesignerUi.open(next)) {
            ui.until("it is offered", () -> ui.scene().getRoot().lookup("#bar-recovery") != null);
            ui.key(KeyCode.F6);
            assertThat(ui.scene().getFocusOwner())
                    .isInstanceOfSatisfying(
                            Button.class, button -> assertThat(button.getText()).isEqualTo("Recover"));
            ui.key(KeyCode.SPACE);
            assertThat(design(ui).has("mine")).isTrue();
        }
    }

    private Path file(String name) throws IOException {
        Path file = home.resolve(name + ".flow.json");
        FlowSpec spec = FlowSpec.named(name)
                .plus(NodeSpec.of("a", "class:acme.Missing"))
                .plus(NodeSpec.of("b", "class:acme.Missing"));
        Files.write(file, FlowFile.write(spec.withView(Map.of("a", new Point(0, 0), "b", new Point(300, 0)))));
        return file;
    }

    @Test
    void whatAnotherProgramChangedIsMergedWithWhatIsNotSaved() throws IOException {
        Path file = file("shared");
        try (DesignerUi ui = DesignerUi.open(settings())) {
            ui.run(() -> ui.designer.models().files.open(file));
            ui.run(() -> ui.designer.models().design.apply(new Edit.SetConfig("a", Map.of("mine", true))));
            FlowSpec theirs = FlowFile.read(file).spec().plus(NodeSpec.of("c", "class:acme.Missing"));
            Files.write(file, FlowFile.write(theirs));
            ui.until("it is told", () -> ui.scene().getRoot().lookup("#bar-outside") != null);
            answer(ui, "outside", "Show differences");
            ui.until("the new node is drawn", () -> ui.scene().getRoot().lookup(".canvas-mark-absent") != null);
            answer(ui, "outside", "Merge");
            assertThat(design(ui).names()).containsExactly("a", "b", "c");
            assertThat(design(ui).node("a"))
                    .isNotNull()
                    .satisfies(node -> assertThat(node.config()).containsKey("mine"));
            assertThat(Files.readAllBytes(file)).isEqualTo(FlowFile.write(theirs));
            ui.act("file.save");
            assertThat(ui.scene().lookup("#question"))
                    .as("nothing has to be asked")
                    .isNull();
            assertThat(FlowFile.read(file).spec().nodes()).hasSize(3);
        }
    }

    @Test
    void whatAMergeCannotSettleIsToldUntilItIsSettled() throws IOException {
        Path file = file("torn");
        try (DesignerUi ui = DesignerUi.open(settings())) {
            ui.run(() -> ui.designer.models().files.open(file));
            ui.run(() -> ui.designer.models().design.apply(new Edit.SetConfig("a", Map.of("lang", "de"))));
            FlowSpec theirs = FlowFile.read(file).spec();
            Files.write(
                    file,
                    FlowFile.write(theirs.withNodes(List.of(
                            theirs.nodes().getFirst().withConfig(Map.of("lang", "fr")),
                            theirs.nodes().getLast()))));
            ui.until("it is told", () -> ui.scene().getRoot().lookup("#bar-outside") != null);
            answer(ui, "outside", "Merge");
            assertThat(words(ui, "conflicts")).contains("config", "\"de\"", "\"fr\"");
            assertThat(DesignerUi.onFx(() -> ui.designer.models().design.problems("a")))
                    .anySatisfy(problem -> assertThat(problem.message()).startsWith("merge conflict"));
            answer(ui, "conflicts", "All is settled");
            assertThat(isShown(ui, "conflicts")).isFalse();
            assertThat(design(ui).spec().nodes().getFirst().extra()).isEmpty();
        }
    }

    @Test
    void theSecondWindowOfAFileIsTold() throws IOException {
        Path file = file("both");
        try (DesignerUi first = DesignerUi.open(settings());
                DesignerUi second = DesignerUi.open(settings())) {
            first.run(() -> first.designer.models().files.open(file));
            second.run(() -> second.designer.models().files.open(file));
            second.until("it is told", () -> second.scene().getRoot().lookup("#bar-other-window") != null);
            answer(second, "other-window", "Make this a copy");
            assertThat(DesignerUi.<Object>onFx(
                            () -> String.valueOf(second.designer.models().files.path())))
                    .isEqualTo("null");
        }
    }

    @Test
    void theDifferencesFromTheFileAreDrawnAndToldInWords() throws IOException {
        Path file = file("compared");
        try (DesignerUi ui = DesignerUi.open(settings())) {
            ui.run(() -> ui.designer.models().files.open(file));
            ui.run(() -> {
                var design = ui.designer.models().design;
                design.apply(new Edit.Connect("a", "b"));
                design.apply(new Edit.AddNode(NodeSpec.of("c", "class:acme.Missing"), new Point(300, 200)));
                design.apply(new Edit.SetConfig("a", Map.of("lang", "de")));
            });
            ui.act("file.compare-saved");
            ui.until(
                    "they are drawn",
                    () -> ui.scene().getRoot().lookupAll(".canvas-mark").size() == 2);
            assertThat(ui.scene().getRoot().lookupAll(".canvas-mark-wire")).hasSize(1);
            Set<String> spoken = DesignerUi.onFx(() -> ui.scene().getRoot().lookupAll(".canvas-mark").stream()
                    .map(Node::getAccessibleText)
                    .collect(java.util.stream.Collectors.toSet()));
            assertThat(spoken).containsExactlyInAnyOrder("a: config.lang", "c: new");
            ui.run(() -> ui.designer.models().design.undo());
            ui.until(
                    "it follows",
                    () -> ui.scene().getRoot().lookupAll(".canvas-mark").size() == 1);
            ui.click("#compare-end");
            ui.until(
                    "it is ended",
                    () -> ui.scene().getRoot().lookupAll(".canvas-mark").isEmpty());
        }
    }

    @Test
    void aFailureThatNobodyExpectedIsToldInABarAndEditingGoesOn() {
        try (DesignerUi ui = DesignerUi.open(settings())) {
            ui.run(() -> ui.designer.safeguard().uncaught(new IllegalStateException("what nobody expected")));
            assertThat(words(ui, "error")).contains("what nobody expected");
            Path errors = settings().resolve("errors");
            ui.until("it is written down", () -> !filesIn(errors, ".txt").isEmpty());
            add(ui, "more");
            assertThat(design(ui).has("more")).isTrue();
        }
    }
}
