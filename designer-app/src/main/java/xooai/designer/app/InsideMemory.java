package xooai.designer.app;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.designer.canvas.FlowCanvas;
import xooai.designer.canvas.Viewport;
import xooai.designer.design.Levels;
import xooai.designer.runs.Freshness;
import xooai.designer.runs.Run;

/// What is seen of each level of the open file, while one looks at another: its runs, its input, and from where
/// it is looked at. Confined to the FX thread.
final class InsideMemory {
    private final Models models;
    private final Map<Levels, Seen> seen = new HashMap<>();
    private @Nullable FlowCanvas canvas;
    private @Nullable String firstInput;

    /// @param input the docs as JSON
    private record Seen(
            String input,
            List<Run> runs,
            @Nullable Run shown,
            Freshness.Remembered freshness,
            @Nullable Viewport view) {}

    InsideMemory(Models models) {
        this.models = models;
        models.design.addOnLevels(this::show);
    }

    void setCanvas(FlowCanvas flowCanvas) {
        canvas = flowCanvas;
    }

    /// Forgets all, as when another file is opened.
    void forget() {
        seen.clear();
    }

    /// Remembers the level that is seen, before another is.
    void remember() {
        seen.put(
                models.design.levels(),
                new Seen(
                        new String(models.input.json(), StandardCharsets.UTF_8),
                        List.copyOf(models.runs.runs()),
                        models.runs.shownProperty().get(),
                        models.freshness.remembered(),
                        canvas == null ? null : canvas.viewport()));
    }

    /// From where the file's own flow was looked at when it was left for an inside; null while it is seen itself.
    @Nullable
    Viewport outerView() {
        Seen outer = models.design.levels().path().isEmpty() ? null : seen.get(Levels.FILE);
        return outer == null ? null : outer.view();
    }

    /// The node of that name is entered next: what it was given is what its inside is tried with.
    void entering(String node) {
        Object given = models.lastInput(node);
        firstInput = given == null ? null : new String(Codec.JSON.writeValue(given), StandardCharsets.UTF_8);
    }

    /// Another level is seen.
    private void show() {
        Seen before = seen.remove(models.design.levels());
        models.begin();
        if (before == null) {
            models.input.reset(firstInput);
            models.keptRuns.load();
        } else {
            models.input.reset(before.input());
            models.runs.restore(before.runs(), before.shown());
            models.freshness.restore(before.freshness());
        }
        firstInput = null;
        models.problems.checkNow();
        FlowCanvas region = canvas;
        if (region != null && before != null && before.view() != null) {
            region.setViewport(before.view());
        } else if (region != null) {
            region.showAll();
        }
    }
}
