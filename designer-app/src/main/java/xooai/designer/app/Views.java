package xooai.designer.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xooai.designer.canvas.FlowCanvas;
import xooai.designer.canvas.Viewport;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Levels;
import xooai.designer.design.Selection;
import xooai.designer.files.Settings;

/// Remembers of each flow where it was looked at from, what was selected, and which panels were open; in the settings
/// and not in the flow's file, which holds nothing of it.
final class Views {
    private static final String KEY = "views";
    private static final int MOST = 50;
    /// The most selected nodes that are worth remembering.
    private static final int MOST_SELECTED = 200;

    private final FlowCanvas canvas;
    private final DesignModel design;
    private final Settings settings;
    private final MainWindow window;
    private final Supplier<@Nullable Viewport> outer;

    /// @param outer from where the file's own flow was looked at, while one looks at an inside; else null
    Views(
            FlowCanvas canvas,
            DesignModel design,
            Settings settings,
            MainWindow window,
            Supplier<@Nullable Viewport> outer) {
        this.canvas = canvas;
        this.design = design;
        this.settings = settings;
        this.window = window;
        this.outer = outer;
    }

    /// Shows the flow of that key as it was left; all of it when it is new.
    ///
    /// @param key tells it from others; null for one that is not remembered
    void show(@Nullable String key) {
        Map<String, @Nullable Object> kept = key == null ? null : kept(key);
        Viewport view = kept == null ? null : viewport(kept);
        if (kept == null || view == null) {
            canvas.showAll();
            return;
        }
        if (kept.get("minimap") instanceof Boolean shown) {
            canvas.setMinimapShown(shown);
        }
        if (kept.get("labels") instanceof Boolean shown) {
            canvas.setWireLabelsShown(shown);
        }
        design.select(Selection.ofNodes(selected(kept)));
        Panels panels = Panels.of(kept.get("panels"));
        if (panels != null) {
            window.show(panels);
        }
        canvas.setViewport(view);
    }

    /// Remembers the flow of that key as it is shown now; of one that is seen inside, as it was shown before, with the
    /// node selected that was entered.
    void remember(@Nullable String key) {
        if (key == null) {
            return;
        }
        Map<String, @Nullable Object> now = new LinkedHashMap<>();
        Viewport before = outer.get();
        Viewport view = before == null ? canvas.viewport() : before;
        now.put("flow", key);
        now.put("x", view.x());
        now.put("y", view.y());
        now.put("zoom", view.zoom());
        List<Levels.Level> path = design.levels().path();
        Set<String> selected = path.isEmpty()
                ? design.selection().nodes()
                : Set.of(path.getFirst().node());
        now.put("selected", selected.size() > MOST_SELECTED ? List.of() : List.copyOf(selected));
        now.put("minimap", canvas.isMinimapShown());
        now.put("labels", canvas.isWireLabelsShown());
        now.put("panels", window.panels().kept());
        List<Map<String, @Nullable Object>> all = new ArrayList<>(settings.maps(KEY));
        all.removeIf(one -> key.equals(one.get("flow")));
        all.addFirst(now);
        settings.set(KEY, List.copyOf(all.subList(0, Math.min(MOST, all.size()))));
    }

    private @Nullable Map<String, @Nullable Object> kept(String key) {
        return settings.maps(KEY).stream()
                .filter(one -> key.equals(one.get("flow")))
                .findFirst()
                .orElse(null);
    }

    private static Set<String> selected(Map<String, @Nullable Object> kept) {
        Set<String> names = new LinkedHashSet<>();
        if (kept.get("selected") instanceof List<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
        }
        return names;
    }

    private static @Nullable Viewport viewport(Map<String, @Nullable Object> kept) {
        return kept.get("x") instanceof Number x
                        && kept.get("y") instanceof Number y
                        && kept.get("zoom") instanceof Number zoom
                        && Double.isFinite(x.doubleValue())
                        && Double.isFinite(y.doubleValue())
                        && zoom.doubleValue() > 0
                ? new Viewport(x.doubleValue(), y.doubleValue(), zoom.doubleValue())
                : null;
    }
}
