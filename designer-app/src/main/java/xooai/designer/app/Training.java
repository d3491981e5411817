package xooai.designer.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import org.jspecify.annotations.Nullable;
import xooai.designer.canvas.FlowCanvas;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.Selection;
import xooai.designer.runs.RunScope;
import xooai.flow.Point;

/// Goes through the main screens with nobody at the keys, as a person would who has just started: what the JVM learns
/// of classes and methods meanwhile makes later starts quick (`-XX:AOTCacheOutput`).
///
/// Each step is painted before the next begins. Confined to the FX thread.
final class Training {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int PAINTED = 2;

    private final Designer designer;
    private final Models models;
    private final Deque<Step> steps = new ArrayDeque<>();

    /// One thing that is done, and when it is seen to be done.
    private record Step(String what, Runnable action, BooleanSupplier done) {}

    Training(Designer designer) {
        this.designer = designer;
        this.models = designer.models();
        step("describe the executors", () -> {}, models.catalog::areLocalsDescribed);
        looks();
        edits();
        step(
                "run the flow",
                () -> models.runs.start(RunScope.WHOLE),
                () -> !models.runs.runningProperty().get());
        List.of("view.problems", "view.input", "view.tests", "view.runs").forEach(this::act);
    }

    private void looks() {
        FlowCanvas canvas = designer.canvas();
        step("select a node", () -> models.design.selectNode(first()));
        step("show test-invoke", designer.inspector()::showTry);
        step("show the last result", designer.inspector()::showResultTab);
        step("look from afar", () -> canvas.setViewport(canvas.viewport().zoomedTo(0.2, 0, 0)));
        step("look at all", canvas::showAll);
        step("search the palette", designer::focusPalette);
        List.of("help.commands", "help.keys", "edit.add").forEach(id -> {
            act(id);
            step("close it", designer.overlay()::hide);
        });
        act("view.theme");
        act("view.theme");
    }

    private void edits() {
        DesignModel design = models.design;
        step("move a node", () -> {
            Point at = design.design().position(first());
            design.apply(new Edit.MoveNodes(Map.of(first(), new Point(at.x(), at.y() + 8))));
        });
        List.of("edit.copy", "edit.paste", "edit.undo", "edit.redo", "edit.undo", "edit.undo")
                .forEach(this::act);
        step("select all", design::selectAll);
        step("select nothing", () -> design.select(Selection.NONE));
    }

    private String first() {
        return models.design.design().names().iterator().next();
    }

    private void act(String id) {
        step(id, designer.actions().registry().get(id)::runIfEnabled);
    }

    private void step(String what, Runnable action) {
        step(what, action, () -> true);
    }

    private void step(String what, Runnable action, BooleanSupplier done) {
        steps.add(new Step(what, action, done));
    }

    /// Begins; tells in the end what failed, or null.
    void start(Consumer<@Nullable String> ended) {
        long end = System.nanoTime() + LONGEST.toNanos();
        new AnimationTimer() {
            private @Nullable Step going;
            private int frames;

            @Override
            public void handle(long now) {
                Step last = going;
                frames++;
                if (last != null && (frames < PAINTED || !last.done().getAsBoolean())) {
                    if (System.nanoTime() > end) {
                        stop();
                        ended.accept("Tried to " + last.what() + " to train: it was not done within "
                                + LONGEST.toSeconds() + " s of the training's start");
                    }
                    return;
                }
                Step next = steps.poll();
                going = next;
                frames = 0;
                if (next == null) {
                    stop();
                    ended.accept(null);
                } else {
                    next.action().run();
                }
            }
        }.start();
    }
}
