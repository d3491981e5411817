package xooai.designer.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import xooai.designer.canvas.PortRef;
import xooai.designer.design.Design;
import xooai.designer.design.Edit;
import xooai.designer.design.Selection;
import xooai.designer.files.Sample;
import xooai.designer.invoke.Route;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// What a person does in the designer all day, round by round: opens, draws, wires, runs, looks, changes, tests, saves
/// and
/// exports. A round leaves the flow as it found it.
final class LongUse {
    private static final String REPLACE = "class:xooai.executors.basic.ReplaceExecutor";

    private final DesignerUi ui;
    private final Path home;
    private final Path file;
    private final Random random;
    private int rounds;

    /// @param home where it saves what it draws
    LongUse(DesignerUi ui, Path home, long seed) {
        this.ui = ui;
        this.home = home;
        this.file = home.resolve("day.flow.json");
        this.random = new Random(seed);
    }

    /// Begins the day: a flow of three nodes in a file of its own, with a test.
    void begin() {
        ui.choices.plan(file);
        ui.act("file.save-as");
        ui.until("it is saved", () -> file.equals(ui.designer.models().files.path()));
        runWhole();
        ui.act("tests.make");
        ui.run(() -> ((TextField) ui.find("#test-name")).setText("day"));
        ui.key(KeyCode.ENTER);
        ui.act("file.save");
    }

    /// One round of everything.
    void round() {
        rounds++;
        ui.run(() -> ui.designer.models().files.open(file));
        ui.until(
                "it is open", () -> ui.designer.models().design.design().names().size() == 3);
        drawing();
        looking();
        running();
        cards();
        testing();
        leaving();
        if (rounds % 5 == 0) {
            anotherSample();
        }
    }

    private void drawing() {
        ui.doubleClick(at(0.5, 0.9));
        ui.type("shou");
        ui.key(KeyCode.ENTER);
        String added = one(new ArrayList<>(design().names()));
        Point2D port = ui.port(added, PortRef.Side.OUT);
        ui.drag(port.add(-60, -20), port.add(-40 + random.nextInt(60), random.nextInt(60)));
        ui.run(() -> {
            var model = ui.designer.models().design;
            model.apply(new Edit.AddNode(NodeSpec.of("extra", REPLACE), new Point(640, 400)));
            model.apply(new Edit.Connect("e1", "extra"));
            model.apply(new Edit.SetConfig("extra", Map.of("find", "x", "replacement", "y" + random.nextInt(100))));
            model.apply(new Edit.RenameNode("extra", "more"));
        });
        select("more");
        for (String act : List.of("edit.copy", "edit.paste", "edit.duplicate", "edit.delete", "edit.select-all")) {
            ui.act(act);
        }
        ui.act("edit.tidy");
        ui.until(
                "it is tidy",
                () -> !"Tidying".equals(ui.designer.models().design.history().undoTitle()));
        while (DesignerUi.onFx(() -> ui.designer.models().design.history().canUndo())) {
            ui.act("edit.undo");
        }
        ui.act("edit.redo");
        ui.act("edit.undo");
    }

    private void looking() {
        for (String act : List.of("view.in", "view.in", "view.minimap", "view.wire-labels", "view.fit", "view.out")) {
            ui.act(act);
        }
        for (int i = 0; i < 20; i++) {
            ui.move(at(random.nextDouble(), random.nextDouble()));
        }
        ui.move(ui.port("e1", PortRef.Side.OUT));
        select("e1");
        ui.run(() ->
                ui.designer.models().design.select(Selection.of(design().wires().getFirst())));
        ui.act("view.theme");
        ui.act("view.wire-labels");
        ui.act("view.minimap");
        ui.act("view.fit");
    }

    private void running() {
        runWhole();
        ui.act("flow.run-anew");
        idle();
        select("e1");
        ui.act("flow.pin");
        ui.act("flow.run-from");
        idle();
        select("e1");
        ui.act("flow.pin");
        ui.run(() -> {
            ui.designer.inspector().showTry();
            ui.designer
                    .models()
                    .invoke
                    .routeProperty()
                    .set(random.nextBoolean() ? Route.IN_PROCESS : Route.all().get(1));
            ui.designer.models().invoke.invoke();
        });
        idle();
        ui.act("edit.undo");
        ui.act("edit.undo");
    }

    private void cards() {
        for (String act : List.of("help.commands", "help.keys", "file.settings", "file.sample", "file.export")) {
            ui.act(act);
            if (act.equals("help.commands")) {
                ui.type("run");
            }
            ui.key(KeyCode.ESCAPE);
        }
        ui.run(() -> ((TextField) ui.find("#palette-search")).setText("text"));
        ui.run(() -> ((TextField) ui.find("#palette-search")).clear());
        for (Runnable panel : List.<Runnable>of(
                ui.designer::showProblems, ui.designer::showRuns, ui.designer::showTests, ui.designer::showInput)) {
            ui.run(panel);
        }
        if (rounds % 10 == 0) {
            Path jar = home.resolve("day.jar");
            ui.choices.plan(jar);
            ui.act("file.export");
            ui.key(KeyCode.ENTER);
            ui.until("the jar is written", () -> ui.scene().lookup("#export-done") != null);
            ui.key(KeyCode.ESCAPE);
        }
    }

    private void testing() {
        ui.act("tests.run");
        ui.until(
                "the tests have ended",
                () -> !ui.designer.models().tests.runningProperty().get());
        ui.act("file.compare-saved");
        ui.act("file.compare-end");
    }

    private void leaving() {
        ui.run(() -> ui.designer
                .models()
                .design
                .apply(new Edit.MoveNodes(Map.of("e1", new Point(random.nextInt(9) * 8, random.nextInt(9) * 8)))));
        ui.act("file.save");
        ui.until("it is saved", () -> !ui.designer.models().design.dirty());
    }

    private void anotherSample() {
        Sample digits = Objects.requireNonNull(ui.designer.models().samples.named("digits"));
        ui.run(() -> ui.designer.models().files.openSample(digits));
        ui.until("it is open", () -> !design().has("e1"));
        ui.act("view.fit");
        ui.run(() -> ui.designer
                .models()
                .design
                .selectNode(design().names().iterator().next()));
    }

    private void runWhole() {
        ui.act("flow.run");
        idle();
    }

    private void idle() {
        ui.until(
                "nothing runs",
                () -> !ui.designer.models().runs.runningProperty().get()
                        && !ui.designer.models().invoke.runningProperty().get());
    }

    private void select(String name) {
        ui.run(() -> ui.designer.models().design.selectNode(name));
    }

    private Design design() {
        return DesignerUi.onFx(() -> ui.designer.models().design.design());
    }

    private Point2D at(double x, double y) {
        Bounds canvas = DesignerUi.onFx(
                () -> ui.designer.canvas().localToScene(ui.designer.canvas().getLayoutBounds()));
        return new Point2D(canvas.getMinX() + x * canvas.getWidth(), canvas.getMinY() + y * canvas.getHeight());
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
