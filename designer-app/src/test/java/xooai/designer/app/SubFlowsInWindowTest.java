package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.canvas.PortRef;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.Selection;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;
import xooai.flow.NodeMode;
import xooai.flow.NodeSpec;
import xooai.flow.Point;
import xooai.flow.SubFlows;

/// Sub-flows, disabled and bypassed nodes as a person uses them.
@Tag("window")
final class SubFlowsInWindowTest {
    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    private DesignerUi open() {
        return DesignerUi.open(home.resolve("settings"), 1360, 860);
    }

    private static DesignModel design(DesignerUi ui) {
        return ui.designer.models().design;
    }

    private static List<String> names(DesignerUi ui) {
        return DesignerUi.onFx(() -> List.copyOf(design(ui).design().names()));
    }

    private static void select(DesignerUi ui, String... nodes) {
        ui.run(() -> {
            design(ui).select(Selection.ofNodes(Set.of(nodes)));
            ui.designer.canvas().requestFocus();
        });
    }

    private static void make(DesignerUi ui, String name, String... nodes) {
        select(ui, nodes);
        ui.key(KeyCode.S);
        assertThat(((TextField) ui.find("#name-prompt")).getText()).isEqualTo("subflow");
        ui.type(name);
        ui.key(KeyCode.ENTER);
    }

    private static void runAll(DesignerUi ui) {
        ui.act("flow.run");
        ui.until(
                "the run has ended",
                () -> !ui.designer.models().runs.runningProperty().get());
    }

    private static String words(DesignerUi ui, String selector) {
        return DesignerUi.onFx(() -> ui.scene().getRoot().lookupAll(selector).stream()
                .filter(node -> node instanceof Labeled)
                .map(node -> ((Labeled) node).getText())
                .reduce("", (a, b) -> a + "\n" + b));
    }

    /// The first nodes of the sample: e1 and e2 start from the input, and e3 joins them.
    @Test
    void theSelectionIsNamedInPlaceAndBecomesANodeThatGivesTheSame() {
        try (DesignerUi ui = open()) {
            runAll(ui);
            String before = String.valueOf(ui.lastRun().docs());
            List<String> nodes = names(ui);
            make(ui, "both", nodes.toArray(String[]::new));

            assertThat(names(ui)).containsExactly("both");
            runAll(ui);
            assertThat(String.valueOf(ui.lastRun().docs().toString())).isEqualTo(before);
            ui.act("edit.unpack");
            assertThat(names(ui)).containsExactlyInAnyOrderElementsOf(nodes);
        }
    }

    @Test
    void whoEntersAndLeavesFindsStatesAndTheShownRunAsTheyWere() {
        try (DesignerUi ui = open()) {
            make(ui, "both", names(ui).toArray(String[]::new));
            runAll(ui);
            runAll(ui);
            ui.until("it is from the cache", () -> design(ui).status("both").state() == NodeStatus.State.FROM_CACHE);
            ui.run(() -> ui.designer
                    .models()
                    .runs
                    .show(ui.designer.models().runs.runs().getLast()));
            ui.run(() -> ui.designer.insides().enter("both"));
            ui.run(() -> ui.designer.insides().leaveTo(0));

            assertThat(DesignerUi.onFx(
                            () -> ui.designer.models().runs.shownProperty().get()))
                    .isEqualTo(ui.designer.models().runs.runs().getLast());
            ui.run(() -> ui.designer
                    .models()
                    .runs
                    .show(ui.designer.models().runs.runs().getFirst()));
            ui.until("it is so still", () -> design(ui).status("both").state() == NodeStatus.State.FROM_CACHE);
        }
    }

    @Test
    void noTestIsMadeOfARunAfterWhichASubFlowWasChanged() {
        try (DesignerUi ui = open()) {
            make(ui, "both", names(ui).toArray(String[]::new));
            runAll(ui);
            ui.run(() -> ui.designer.insides().enter("both"));
            ui.run(() -> design(ui).apply(new Edit.SetConfig("e1", Map.of("lang", "de"))));
            ui.run(() -> design(ui).leaveTo(0));
            ui.act("tests.make");

            assertThat(DesignerUi.onFx(() -> ((StatusBar) ui.find("#status")).getText()))
                    .contains("the flow was changed since");
        }
    }

    private static String said(DesignerUi ui) {
        return DesignerUi.onFx(() -> ((StatusBar) ui.find("#status")).getText());
    }

    private static boolean isSaidAsFailure(DesignerUi ui) {
        return DesignerUi.onFx(() -> ui.find("#status").getPseudoClassStates().stream()
                .anyMatch(state -> state.getPseudoClassName().equals("failed")));
    }

    @Test
    void thatThisIsTheOutermostFlowIsNoFailureAndIsSaidOnlyWhileItIsSo() {
        try (DesignerUi ui = open()) {
            make(ui, "both", names(ui).toArray(String[]::new));
            ui.act("view.leave");
            assertThat(said(ui)).isEqualTo("This is the outermost flow");
            assertThat(isSaidAsFailure(ui)).isFalse();

            ui.run(() -> ui.designer.insides().enter("both"));
            assertThat(said(ui)).isEmpty();
        }
    }

    @Test
    void aRefusalGoesWithTheNextThingThatIsDone() {
        try (DesignerUi ui = open()) {
            select(ui, "e1", "e2");
            ui.key(KeyCode.S);
            assertThat(isSaidAsFailure(ui)).isTrue();
            ui.act("view.fit");
            assertThat(said(ui)).isEmpty();
            assertThat(isSaidAsFailure(ui)).isFalse();

            ui.act("edit.subflow");
            assertThat(isSaidAsFailure(ui)).isTrue();
            ui.run(() -> design(ui).apply(new Edit.SetConfig("e1", Map.of("lang", "de"))));
            assertThat(said(ui)).isEmpty();

            ui.act("edit.subflow");
            ui.act("edit.subflow");
            assertThat(said(ui)).as("refused again").contains("No sub-flow: ");
        }
    }

    @Test
    void theKeyThatLeadsOutIsTheOneThatThePersonChose() {
        try (DesignerUi ui = open()) {
            make(ui, "both", names(ui).toArray(String[]::new));
            ui.run(() -> ui.designer.insides().enter("both"));
            assertThat(words(ui, "#breadcrumb .hint")).contains("Alt+Up leads out");

            ui.run(() -> ui.designer.actions().registry().setKey("view.leave", KeyCombination.valueOf("Alt+U")));
            assertThat(words(ui, "#breadcrumb .hint")).contains("Alt+U leads out");
            ui.run(() -> ui.designer.actions().registry().setKey("view.leave", null));
            assertThat(words(ui, "#breadcrumb .hint")).isEmpty();
        }
    }

    @Test
    void aSelectionThatIsNoSubFlowIsToldWhyAndWhatToAdd() {
        try (DesignerUi ui = open()) {
            select(ui, "e1", "e2");
            ui.key(KeyCode.S);

            assertThat(DesignerUi.onFx(() -> ((StatusBar) ui.find("#status")).getText()))
                    .contains("No sub-flow: e1 and e2 lead out of the selection");
        }
    }

    @Test
    void aDoubleClickEntersAndTheBarLeadsOut() {
        try (DesignerUi ui = open()) {
            make(ui, "both", names(ui).toArray(String[]::new));
            Point2D port = ui.port("both", PortRef.Side.IN);
            ui.doubleClick(port.add(100, 34));

            assertThat(names(ui)).contains("e1", "e2", "e3");
            assertThat(ui.find("#breadcrumb").isVisible()).isTrue();
            assertThat(words(ui, "#breadcrumb .label")).contains("both");
            ui.run(() -> design(ui).apply(new Edit.SetConfig("e1", Map.of("x", 1L))));
            ui.click("#breadcrumb-0");
            assertThat(names(ui)).containsExactly("both");
            assertThat(DesignerUi.onFx(() -> ui.scene().lookup("#breadcrumb").isVisible()))
                    .isFalse();
            select(ui, "both");
            ui.key(KeyCode.ALT, KeyCode.DOWN);
            assertThat(names(ui)).contains("e1");
            ui.key(KeyCode.ALT, KeyCode.UP);
            assertThat(names(ui)).containsExactly("both");
            ui.run(() -> ui.designer.canvas().requestFocus());
            ui.key(KeyCode.CONTROL, KeyCode.Z);
            assertThat(DesignerUi.onFx(
                            () -> Objects.requireNonNull(inside(design(ui)).node("e1"))
                                    .config()))
                    .isEmpty();
        }
    }

    private static FlowSpec inside(DesignModel design) {
        return Objects.requireNonNull(SubFlows.inside(design.file().spec(), "both"));
    }

    @Test
    void whatIsBeingTypedIsTakenBeforeAnotherLevelStepOrFileIsSeen() {
        try (DesignerUi ui = open()) {
            make(ui, "both", names(ui).toArray(String[]::new));
            ui.run(() -> ui.designer.insides().enter("both"));
            typeName(ui, "e1", "first");
            ui.act("view.leave");
            assertThat(names(ui)).containsExactly("both");
            assertThat(inside(design(ui)).node("first")).isNotNull();
            assertThat(inside(design(ui)).node("e1")).isNull();

            typeName(ui, "both", "whole");
            ui.act("view.enter");
            assertThat(names(ui)).contains("first");
            assertThat(DesignerUi.onFx(() -> design(ui).file().names())).containsExactly("whole");

            typeName(ui, "first", "other");
            ui.act("edit.undo");
            assertThat(names(ui)).contains("first").doesNotContain("other");
            ui.act("edit.redo");
            assertThat(names(ui)).contains("other");

            ui.run(() -> ui.designer.models().design.markSaved());
            typeName(ui, "other", "last");
            ui.act("file.new");
            assertThat(ui.find("#question").isVisible())
                    .as("it is asked first whether that is to be saved")
                    .isTrue();
            assertThat(inside(design(ui)).node("last")).isNotNull();
        }
    }

    private static void typeName(DesignerUi ui, String node, String name) {
        ui.run(() -> design(ui).selectNode(node));
        ui.settle();
        ui.run(() -> {
            TextField field = (TextField) ui.find("#field-name");
            field.requestFocus();
            field.setText(name);
        });
    }

    @Test
    void whatIsDoneInsideIsSavedAndNothingIsLostWhenKilledInside() throws IOException {
        Path next;
        FlowSpec before;
        Path file = home.resolve("both.flow.json");
        try (DesignerUi ui = open()) {
            make(ui, "both", names(ui).toArray(String[]::new));
            ui.choices.plan(file);
            ui.act("file.save");
            ui.run(() -> ui.designer.insides().enter("both"));
            ui.run(() -> design(ui).apply(new Edit.SetReplicas("e1", 2)));
            ui.act("file.save");
            assertThat(FlowFile.read(file).spec())
                    .isEqualTo(DesignerUi.onFx(() -> design(ui).file().spec()));
            assertThat(names(ui)).contains("e1");
            ui.run(() -> design(ui)
                    .apply(new Edit.AddNode(NodeSpec.of("unsaved", "class:acme.Missing"), new Point(320, 320))));
            before = DesignerUi.onFx(() -> design(ui).file().spec());
            next = NothingIsLostTest.killed(home.resolve("settings"), home.resolve("next"), ui);
        }
        try (DesignerUi ui = DesignerUi.open(next, 1360, 860)) {
            ui.until("it is offered", () -> ui.scene().getRoot().lookup("#bar-recovery") != null);
            NothingIsLostTest.answer(ui, "recovery", "Recover");

            assertThat(DesignerUi.onFx(() -> design(ui).file().spec())).isEqualTo(before);
            ui.run(() -> ui.designer.insides().enter("both"));
            assertThat(names(ui)).contains("unsaved");
            ui.run(() -> ui.designer.canvas().requestFocus());
            ui.key(KeyCode.CONTROL, KeyCode.Z);
            assertThat(names(ui)).doesNotContain("unsaved");
        }
    }

    @Test
    void whatFailsInsideIsSeenFromOutside() {
        try (DesignerUi ui = open()) {
            ui.run(() -> {
                design(ui).apply(new Edit.MakeSubFlow(design(ui).design().names(), "both", Set.of()));
                design(ui).enter("both");
                design(ui).apply(new Edit.SetUse("e1", "class:acme.Missing"));
                design(ui).leaveTo(0);
            });
            ui.until("it is found", () -> !design(ui).problems("both").isEmpty());

            assertThat(DesignerUi.onFx(() -> design(ui).problems("both").toString()))
                    .contains("in both, e1: ")
                    .contains("acme.Missing is not installed");
        }
    }

    @Test
    void keysDisableAndBypassAndTheNodeSaysSo() {
        try (DesignerUi ui = open()) {
            select(ui, "e1");
            ui.key(KeyCode.D);
            assertThat(DesignerUi.onFx(() -> design(ui).status("e1").state())).isEqualTo(NodeStatus.State.DISABLED);
            runAll(ui);
            assertThat(ui.lastRun().error()).isNull();
            ui.run(() -> ui.designer.canvas().requestFocus());
            ui.key(KeyCode.D);
            assertThat(DesignerUi.onFx(() -> design(ui).status("e1").state())).isNotEqualTo(NodeStatus.State.DISABLED);
            ui.key(KeyCode.SHIFT, KeyCode.D);
            assertThat(DesignerUi.onFx(
                            () -> Objects.requireNonNull(design(ui).design().node("e1"))
                                    .mode()
                                    .fileName()))
                    .isEqualTo("bypassed");
            assertThat(DesignerUi.onFx(() -> ui.designer
                            .actions()
                            .registry()
                            .get("edit.bypass")
                            .title()
                            .get()))
                    .isEqualTo("Enable (it is bypassed)");
        }
    }

    @Test
    void modesBehindAndTheBreadcrumbAreDrawnInLightAndInDark() {
        try (DesignerUi ui = open()) {
            ui.run(() -> {
                DesignModel design = design(ui);
                design.apply(new Edit.AddNode(NodeSpec.of("after", "class:acme.Missing"), new Point(700, 300)));
                design.apply(new Edit.SetMode(Set.of("after"), xooai.flow.NodeMode.DISABLED));
                design.apply(new Edit.MakeSubFlow(Set.of("e2"), "count", Set.of()));
                design.apply(new Edit.AddNode(
                        Objects.requireNonNull(design.design().node("count")).withName("again"), new Point(40, 420)));
                design.apply(new Edit.SetMode(Set.of("e1"), xooai.flow.NodeMode.BYPASSED));
                design.enter("count");
                design.apply(new Edit.SetConfig("e2", Map.of("lang", "de")));
                design.leaveTo(0);
                design.selectNode("again");
            });
            ui.act("view.fit");
            ui.until("it came to rest", () -> isBehind(ui));
            ui.until(
                    "it is known what changed",
                    () -> words(ui, "#inspector .inside-change").contains("e2: config.lang is \"de\", was not set"));
            both(ui, "sub-flows");
            assertThat(words(ui, ".canvas-node-behind")).contains("inside changed");
            select(ui, "e1", "count", "again");
            ui.key(KeyCode.S);
            select(ui, "e3");
            ui.key(KeyCode.S);
            both(ui, "sub-flow-name");
            ui.key(KeyCode.ESCAPE);
            ui.run(() -> ui.designer.insides().enter("count"));
            both(ui, "sub-flow-inside");
            ui.key(KeyCode.ALT, KeyCode.UP);
            ui.run(() -> design(ui).selectNode("again"));
            ui.click("#accept-inside");
            assertThat(DesignerUi.onFx(() -> isBehind(ui))).isFalse();
        }
    }

    private static boolean isBehind(DesignerUi ui) {
        return design(ui)
                .insides()
                .isBehind(Objects.requireNonNull(design(ui).design().node("again")));
    }

    private static void both(DesignerUi ui, String name) {
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            ui.run(() -> ui.designer.theme().choose(choice));
            ui.settle();
            Screens.write(ui.scene(), choice.text() + "-" + name);
        }
    }

    @Test
    void whoTriesADisabledNodeIsAskedAboutWhatItReaches() {
        try (DesignerUi ui = open()) {
            NodeSpec off = NodeSpec.of("off", "http://127.0.0.1:9/there/echo").withMode(NodeMode.DISABLED);
            ui.run(() -> {
                design(ui).apply(new Edit.AddNode(off, new Point(320, 260)));
                design(ui).selectNode("off");
            });

            ui.act("flow.invoke");

            assertThat(ui.find("#question")).isNotNull();
        }
    }
}
