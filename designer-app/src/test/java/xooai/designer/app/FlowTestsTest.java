package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.codec.Response;
import xooai.designer.design.Edit;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.designer.tests.TestsModel.Row;
import xooai.designer.tests.TestsModel.Verdict;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.flow.FlowFile;
import xooai.flow.TestCase;
import xooai.flow.TestCases;
import xooai.record.RecordFiles;
import xooai.record.RunRecord;

/// Tests of a flow are made of runs, run by one key, and kept with the flow; runs are kept and recordings opened.
final class FlowTestsTest {
    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    @Test
    void aRunIsMadeATestThatPassesUntilTheFlowIsChangedAndFailsWithThePlace() throws Exception {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            runFlow(ui);
            makeATest(ui, "greets");

            ui.act("tests.run");
            awaitVerdict(ui, "greets", Verdict.PASSED);
            assertThat(ui.find("#tests-summary").toString()).contains("1 test passed");

            ui.run(() -> ui.designer.models().design.apply(new Edit.Disconnect("e2", "e3")));
            assertThat(row(ui, "greets").verdict()).isEqualTo(Verdict.OUTDATED);
            f9(ui);
            awaitVerdict(ui, "greets", Verdict.FAILED);
            assertThat(ui.find("#test-differences")).isNotNull();

            ui.click("#test-accept");
            ui.until("the test was changed", () -> row(ui, "greets").verdict() == Verdict.OUTDATED);
            f9(ui);
            awaitVerdict(ui, "greets", Verdict.PASSED);

            ui.act("edit.undo");
            ui.act("edit.undo");
            f9(ui);
            awaitVerdict(ui, "greets", Verdict.PASSED);
        }
    }

    @Test
    void testsAreSavedWithTheFlowAndUndoneLikeAnyEdit() throws Exception {
        Path file = home.resolve("d.flow.json");
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            runFlow(ui);
            makeATest(ui, "greets");
            ui.choices.plan(file);
            ui.act("file.save");
            List<TestCase> tests = TestCases.of(FlowFile.read(file).spec());
            assertThat(tests).extracting(TestCase::name).containsExactly("greets");
            assertThat(tests.getFirst().tolerance().relative()).isEqualTo(1e-6);

            ui.act("edit.undo");
            assertThat(ui.designer.models().tests.rows()).isEmpty();
            ui.act("edit.redo");
            assertThat(ui.designer.models().tests.rows()).hasSize(1);
        }
    }

    @Test
    void withoutARunThereIsNothingToMakeATestOf() {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            ui.act("tests.make");

            assertThat(ui.scene().lookup("#make-test-card")).isNull();
            assertThat(status(ui)).contains("the flow has not been run");
        }
    }

    @Test
    void theRunsOfAFlowAreThereInTheNextSession() {
        Path file = home.resolve("d.flow.json");
        Path settings = home.resolve("settings");
        Response before;
        try (DesignerUi ui = DesignerUi.open(settings)) {
            ui.choices.plan(file);
            ui.act("file.save");
            runFlow(ui);
            before = ui.lastRun();
            ui.until("the run is on disk", () -> Files.isDirectory(settings.resolve("runs")) && anyIn(settings));
        }
        try (DesignerUi ui = DesignerUi.open(settings)) {
            ui.run(() -> ui.designer.models().files.open(file));
            ui.until(
                    "the runs are back", () -> !ui.designer.models().runs.runs().isEmpty());

            ui.run(() -> ui.designer
                    .models()
                    .runs
                    .show(ui.designer.models().runs.runs().getFirst()));

            Response after = ui.lastRun();
            assertThat(after.docs()).hasSameSizeAs(before.docs());
            assertThat(Objects.requireNonNull(ui.designer.models().runs.event("e1"))
                            .output())
                    .isNotNull();
        }
    }

    @Test
    void aRecordingShowsWhatPassedEveryWire() throws Exception {
        Path recording;
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            var spec = ui.designer.models().design.design().spec();
            RunRecord run = new RunRecord(
                    spec,
                    "rid",
                    java.time.Instant.EPOCH,
                    java.time.Duration.ofMillis(5),
                    true,
                    Map.of(),
                    DocArray.of(Text.of("Aa")),
                    Map.of(
                            "e1",
                            new xooai.flow.NodeEvent(
                                    "rid",
                                    "e1",
                                    xooai.flow.NodeEvent.NodeState.DONE,
                                    java.time.Duration.ofMillis(2),
                                    DocArray.of(Text.of("Aa")),
                                    DocArray.of(Text.of("AA recorded")),
                                    null)),
                    Map.of(),
                    Response.of("rid", DocArray.of(Text.of("out"))));
            recording = RecordFiles.in(home.resolve("recordings"), 1 << 20).add(run);

            ui.choices.plan(recording);
            ui.act("runs.open");
            ui.until("the recording is shown", () -> ui.designer.models().runs.event("e1") != null);
            ui.run(() -> ui.designer.models().design.select(Selection.of(new Wire("e1", "e3"))));
            ui.settle();

            assertThat(ui.find("#wire-result")).isNotNull();
            assertThat(ui.designer.models().runs.runs()).hasSize(1);

            ui.choices.plan(Files.writeString(home.resolve("no.run.json"), "{}"));
            ui.act("runs.open");
            ui.until("it is refused", () -> status(ui).contains("it is no recording of a run"));
        }
    }

    @Test
    void labelsOnWiresSayWhatPassed() {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            ui.act("view.wire-labels");
            assertThat(labels(ui)).isEmpty();

            runFlow(ui);

            assertThat(labels(ui)).hasSize(2).allMatch(text -> text.contains("docs · "));
            ui.act("view.wire-labels");
            assertThat(labels(ui)).isEmpty();
        }
    }

    @Test
    void theScreensAreDrawnInLightAndInDark() {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"), 1360, 860)) {
            runFlow(ui);
            for (Theme.Choice choice : new Theme.Choice[] {Theme.Choice.LIGHT, Theme.Choice.DARK}) {
                ui.run(() -> ui.designer.theme().choose(choice));
                scenes(ui, choice.text() + "-");
            }
        }
    }

    private static void scenes(DesignerUi ui, String theme) {
        ui.run(() -> ui.designer.showTests());
        Screens.write(ui.scene(), theme + "tests-empty");
        ui.act("tests.make");
        Screens.write(ui.scene(), theme + "tests-make");
        ui.key(KeyCode.ESCAPE);
        makeATest(ui, "greets");
        makeATest(ui, "another");
        ui.act("tests.run");
        awaitVerdict(ui, "another", Verdict.PASSED);
        Screens.write(ui.scene(), theme + "tests-passed");
        ui.run(() -> ui.designer.models().design.apply(new Edit.Disconnect("e2", "e3")));
        ui.act("tests.run");
        awaitVerdict(ui, "another", Verdict.FAILED);
        Screens.write(ui.scene(), theme + "tests-failed");
        ui.act("edit.undo");
        ui.act("view.wire-labels");
        ui.run(() -> ui.designer.models().design.select(Selection.of(new Wire("e1", "e3"))));
        Screens.write(ui.scene(), theme + "wire-sheet");
        ui.act("view.wire-labels");
        ui.act("edit.undo");
        ui.act("edit.undo");
    }

    private static List<String> labels(DesignerUi ui) {
        return DesignerUi.onFx(() -> ui.scene().getRoot().lookupAll(".canvas-wire-label").stream()
                .filter(Node::isVisible)
                .map(node -> ((Label) node).getText())
                .toList());
    }

    private static String status(DesignerUi ui) {
        return ((StatusBar) ui.scene().lookup("#status")).getText();
    }

    private static boolean anyIn(Path settings) {
        try (var files = Files.walk(settings.resolve("runs"))) {
            return files.anyMatch(file -> file.toString().endsWith(RunRecord.SUFFIX));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void runFlow(DesignerUi ui) {
        ui.act("flow.run");
        ui.until(
                "the run has ended",
                () -> !ui.designer.models().runs.runningProperty().get()
                        && !ui.designer.models().runs.runs().isEmpty());
    }

    private static void makeATest(DesignerUi ui, String name) {
        ui.act("tests.make");
        ui.run(() -> ((TextField) ui.find("#test-name")).setText(name));
        ui.key(KeyCode.ENTER);
        ui.until(
                "the test is there",
                () -> ui.designer.models().tests.rows().stream()
                        .anyMatch(row -> row.test().name().equals(name)));
    }

    private static void f9(DesignerUi ui) {
        ui.click("#tests");
        ui.key(KeyCode.F9);
    }

    private static void awaitVerdict(DesignerUi ui, String name, Verdict verdict) {
        ui.until(name + " is " + verdict, () -> row(ui, name).verdict() == verdict);
        ui.until(
                "no test runs",
                () -> !ui.designer.models().tests.runningProperty().get());
        ui.settle();
    }

    private static Row row(DesignerUi ui, String name) {
        return ui.designer.models().tests.rows().stream()
                .filter(row -> row.test().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
