package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.StatusBar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Change;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.NodeStatus.State;
import xooai.flow.FlowSpec;
import xooai.flow.Join;
import xooai.flow.Need;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// Runs of a part of the flow by keys: what runs, what comes from the cache, what is pinned, and that one sees it.
final class RunFromHereTest {
    private static final String REPLACE = "class:xooai.executors.basic.ReplaceExecutor";

    @TempDir
    Path home;

    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    private static NodeSpec node(String name, String by, String... needs) {
        NodeSpec node = NodeSpec.of(name, REPLACE)
                .withOn("replace")
                .withConfig(config(by))
                .withNeeds(List.of(needs).stream().map(Need::of).toList());
        return needs.length > 1 ? node.withJoin(Join.CONCAT) : node;
    }

    private static Map<String, @Nullable Object> config(String by) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("find", "x");
        config.put("replacement", "x" + by);
        return config;
    }

    /// read → clean → upper → sum, read → count → sum
    private DesignerUi open() {
        DesignerUi ui = DesignerUi.open(home.resolve("settings"), 1360, 860);
        FlowSpec flow = FlowSpec.named("parts")
                .withNodes(List.of(
                        node("read", "1"),
                        node("clean", "2", "read"),
                        node("upper", "3", "clean"),
                        node("count", "4", "read"),
                        node("sum", "5", "upper", "count")))
                .withView(Map.of(
                        "read", new Point(0, 80),
                        "clean", new Point(280, 0),
                        "upper", new Point(560, 0),
                        "count", new Point(280, 160),
                        "sum", new Point(840, 80)));
        ui.run(() -> {
            Models models = ui.designer.models();
            models.design.apply(new Edit.Replace("Draw", Design.of(flow)));
            models.input.form().setWhole(List.of(Map.of("type", "Text", "text", "x")));
            ui.designer.canvas().showAll();
        });
        return ui;
    }

    private static DesignModel design(DesignerUi ui) {
        return ui.designer.models().design;
    }

    private static void on(DesignerUi ui, String node) {
        ui.run(() -> ui.designer.canvas().reveal(node));
    }

    private static void ended(DesignerUi ui) {
        ui.until(
                "the run has ended",
                () -> !ui.designer.models().runs.runningProperty().get());
    }

    private static void become(DesignerUi ui, State state, String... nodes) {
        Set<String> expected = Set.of(nodes);
        ui.until(
                state + " are " + expected,
                () -> design(ui).design().names().stream()
                        .filter(name -> design(ui).status(name).state() == state)
                        .collect(java.util.stream.Collectors.toSet())
                        .equals(expected));
    }

    private static Set<String> called(DesignerUi ui) {
        return DesignerUi.onFx(() -> Set.copyOf(Objects.requireNonNull(
                        ui.designer.models().runs.runs().getFirst().plan())
                .called()));
    }

    private static String answer(DesignerUi ui) {
        return ui.lastRun().docs().toString();
    }

    private static void whole(DesignerUi ui) {
        on(ui, "read");
        ui.key(KeyCode.CONTROL, KeyCode.ENTER);
        ended(ui);
    }

    private static void change(DesignerUi ui, String node, String by) {
        ui.run(() -> design(ui).apply(new Edit.SetConfig(node, config(by))));
    }

    @Test
    void aSecondRunComesFromTheCacheAndSaysSo() {
        try (DesignerUi ui = open()) {
            whole(ui);
            become(ui, State.DONE, "read", "clean", "upper", "count", "sum");
            String before = answer(ui);

            whole(ui);
            become(ui, State.FROM_CACHE, "read", "clean", "upper", "count", "sum");
            assertThat(called(ui)).isEmpty();
            assertThat(answer(ui)).isEqualTo(before);
            assertThat(((Label) ui.find("#run-plan")).getText()).isEqualTo("Calls nothing, 5 from cache");
            assertThat(((StatusBar) ui.find("#status")).getText()).isEqualTo("Calls nothing, 5 from cache");
            assertThat(ui.node("clean").getAccessibleText()).contains("from cache");

            ui.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.ENTER);
            ended(ui);
            assertThat(called(ui)).hasSize(5);
            become(ui, State.DONE, "read", "clean", "upper", "count", "sum");
        }
    }

    @Test
    void aChangedSettingMakesItsConeStaleAndUndoMakesItFresh() {
        try (DesignerUi ui = open()) {
            whole(ui);
            become(ui, State.DONE, "read", "clean", "upper", "count", "sum");
            change(ui, "clean", "other");
            become(ui, State.STALE, "clean", "upper", "sum");
            become(ui, State.DONE, "read", "count");
            ui.act("edit.undo");
            become(ui, State.DONE, "read", "clean", "upper", "count", "sum");

            ui.act("edit.redo");
            become(ui, State.STALE, "clean", "upper", "sum");
            whole(ui);
            assertThat(called(ui)).containsExactlyInAnyOrder("clean", "upper", "sum");
            become(ui, State.DONE, "clean", "upper", "sum");
            become(ui, State.FROM_CACHE, "read", "count");
        }
    }

    @Test
    void fromHereAndOneNodeRunByTheirKeys() {
        try (DesignerUi ui = open()) {
            whole(ui);
            on(ui, "clean");
            ui.key(KeyCode.ALT, KeyCode.ENTER);
            ended(ui);
            assertThat(called(ui)).containsExactlyInAnyOrder("clean", "upper", "sum");
            become(ui, State.FROM_CACHE, "read", "count");

            on(ui, "count");
            ui.key(KeyCode.SHIFT, KeyCode.ENTER);
            ended(ui);
            assertThat(called(ui)).containsExactly("count");
            become(ui, State.DONE, "clean", "upper", "sum", "count");
            assertThat(DesignerUi.onFx(() -> Objects.requireNonNull(
                                    ui.designer.models().runs.event("upper"))
                            .output()))
                    .as("what was left alone still shows what it gave")
                    .isNotNull();
        }
    }

    @Test
    void thePlanIsPaintedBeforeAPartRuns() {
        try (DesignerUi ui = open()) {
            whole(ui);
            List<Map<String, State>> seen = new ArrayList<>();
            List<Long> times = new ArrayList<>();
            ui.run(() -> design(ui).listen(change -> {
                if (change instanceof Change.OfStatuses) {
                    Map<String, State> now = new LinkedHashMap<>();
                    design(ui)
                            .design()
                            .names()
                            .forEach(name ->
                                    now.put(name, design(ui).status(name).state()));
                    seen.add(now);
                    times.add(System.nanoTime());
                }
            }));
            on(ui, "upper");
            ui.key(KeyCode.ALT, KeyCode.ENTER);
            ended(ui);

            Map<String, State> plan = Map.of(
                    "read", State.FROM_CACHE,
                    "clean", State.FROM_CACHE,
                    "upper", State.QUEUED,
                    "count", State.FROM_CACHE,
                    "sum", State.QUEUED);
            int at = seen.indexOf(plan);
            assertThat(at).as("%s", seen).isNotNegative();
            assertThat(seen.subList(0, at))
                    .allSatisfy(states -> assertThat(states.values()).doesNotContain(State.RUNNING));
            assertThat(times.get(at + 1) - times.get(at)).isGreaterThan(150_000_000L);
        }
    }

    @Test
    void aPinnedNodeIsNotRunAndWhatComesAfterItTakesThePin() {
        try (DesignerUi ui = open()) {
            on(ui, "clean");
            ui.key(KeyCode.P);
            assertThat(((StatusBar) ui.find("#status")).getText()).startsWith("clean has given nothing yet");

            whole(ui);
            String before = answer(ui);
            on(ui, "clean");
            ui.key(KeyCode.P);
            become(ui, State.PINNED, "clean");
            change(ui, "read", "other");
            become(ui, State.STALE, "read", "count", "sum");

            ui.key(KeyCode.ALT, KeyCode.ENTER);
            ended(ui);
            assertThat(called(ui)).containsExactlyInAnyOrder("upper", "read", "count", "sum");
            assertThat(answer(ui)).isNotEqualTo(before).contains("x5321", "x54other");

            on(ui, "clean");
            ui.key(KeyCode.SHIFT, KeyCode.ENTER);
            assertThat(((StatusBar) ui.find("#status")).getText())
                    .isEqualTo("clean is pinned: take the pin away to run it");
            ui.key(KeyCode.P);
            become(ui, State.PINNED);
            become(ui, State.STALE, "clean", "upper", "sum");
        }
    }

    @Test
    void aPinStandsForAnExecutorThatIsMissing() {
        try (DesignerUi ui = open()) {
            whole(ui);
            String before = answer(ui);
            on(ui, "clean");
            ui.key(KeyCode.P);
            become(ui, State.PINNED, "clean");
            ui.run(() -> ui.designer.models().design.apply(new Edit.SetUse("clean", "class:acme.Gone")));
            whole(ui);
            assertThat(ui.lastRun().error()).isNull();
            assertThat(answer(ui)).isEqualTo(before);
        }
    }

    @Test
    void whatAStaleNodeGaveIsNotPinned() {
        try (DesignerUi ui = open()) {
            whole(ui);
            change(ui, "clean", "other");
            become(ui, State.STALE, "clean", "upper", "sum");
            on(ui, "clean");
            ui.key(KeyCode.P);
            assertThat(((StatusBar) ui.find("#status")).getText())
                    .startsWith("clean is stale")
                    .contains("run it");
            become(ui, State.PINNED);

            ui.act("edit.undo");
            become(ui, State.STALE);
            ui.key(KeyCode.P);
            become(ui, State.PINNED, "clean");
        }
    }

    @Test
    void aPinIsEditedAsJsonAgainstItsSchema() {
        try (DesignerUi ui = open()) {
            whole(ui);
            on(ui, "clean");
            ui.key(KeyCode.SHIFT, KeyCode.P);
            TextArea json = (TextArea) ui.find("#pin-card .code");
            assertThat(json.getText()).contains("\"text\":\"x21\"");
            Button pin = (Button) ui.find("#pin-save");

            ui.run(() -> json.setText("[{\"type\": \"Text\"}]"));
            assertThat(pin.isDisabled()).isTrue();
            assertThat(((Label) ui.find("#pin-card .field-problem")).getText()).contains("needs a text");
            ui.run(() -> json.setText("[{\"type\": \"Text\", \"text\": "));
            assertThat(pin.isDisabled()).isTrue();
            assertThat(((Label) ui.find("#pin-card .field-problem")).getText()).contains("line 1");
            ui.run(() -> json.setText("[{\"id\":\"a\",\"type\":\"Text\",\"text\":\"x\"},"
                    + "{\"id\":\"a\",\"type\":\"Text\",\"text\":\"x\"}]"));
            assertThat(pin.isDisabled()).isTrue();
            assertThat(((Label) ui.find("#pin-problem")).getText()).contains("ids are unique");

            ui.run(() -> json.setText("[{\"type\":\"Text\",\"text\":\"by hand x\"}]"));
            ui.click("#pin-save");
            become(ui, State.PINNED, "clean");
            become(ui, State.STALE, "upper", "sum");
            whole(ui);
            assertThat(called(ui)).containsExactlyInAnyOrder("upper", "sum");
            assertThat(answer(ui)).contains("by hand x53");
            ui.act("edit.undo");
            become(ui, State.PINNED);
        }
    }

    @Test
    void theStatesCanBeToldInLightAndInDark() {
        try (DesignerUi ui = open()) {
            for (Theme.Choice choice : new Theme.Choice[] {Theme.Choice.LIGHT, Theme.Choice.DARK}) {
                ui.run(() -> ui.designer.theme().choose(choice));
                String theme = choice.text() + "-";
                whole(ui);
                change(ui, "count", choice.text());
                on(ui, "clean");
                ui.key(KeyCode.P);
                become(ui, State.PINNED, "clean");
                become(ui, State.STALE, "count", "sum");
                ui.run(() -> design(ui).selectNode("read"));
                Screens.write(ui.scene(), theme + "reuse-stale");
                whole(ui);
                become(ui, State.FROM_CACHE, "read", "upper");
                ui.run(() -> design(ui).selectNode("clean"));
                Screens.write(ui.scene(), theme + "reuse-run");
                ui.act("flow.edit-pin");
                Screens.write(ui.scene(), theme + "reuse-pin");
                ui.run(() -> ((TextArea) ui.find("#pin-card .code")).setText("[{\"type\":\"Text\"}]"));
                Screens.write(ui.scene(), theme + "reuse-pin-wrong");
                ui.run(() -> ui.designer.overlay().hide());
                ui.run(() -> design(ui)
                        .updateStatuses(Map.of(
                                "read", NodeStatus.of(State.NOT_NEEDED),
                                "clean", NodeStatus.of(State.PINNED),
                                "upper", NodeStatus.of(State.QUEUED),
                                "count", NodeStatus.of(State.FROM_CACHE),
                                "sum", NodeStatus.of(State.RUNNING))));
                Screens.write(ui.scene(), theme + "reuse-plan");
                ui.run(() -> ui.designer.canvas().setViewport(new xooai.designer.canvas.Viewport(-100, -100, 0.3)));
                Screens.write(ui.scene(), theme + "reuse-far");
                ui.run(() -> {
                    ui.designer.canvas().showAll();
                    design(ui).apply(new Edit.SetPin("clean", null));
                });
            }
        }
        assertThat(Path.of("target", "screens")).isNotEmptyDirectory();
    }
}
