package xooai.designer.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import xooai.designer.canvas.FlowCanvas;
import xooai.designer.canvas.Viewport;
import xooai.designer.files.Settings;

/// Remembers where each flow file was looked at from; outside the file, which holds nothing of it.
final class Views {
    private static final String KEY = "views";
    private static final int MOST = 50;
    private static final int PARTS = 4;

    private final FlowCanvas canvas;
    private final Settings settings;
    private @Nullable Path shown;

    Views(FlowCanvas canvas, Settings settings) {
        this.canvas = canvas;
        this.settings = settings;
    }

    /// Remembers the view of the flow that is left, and shows that one as it was left; all of it when it is new.
    void turnTo(@Nullable Path file) {
        remember(shown);
        show(file);
    }

    /// Shows the flow of that file as it was left; all of it when it is new.
    void show(@Nullable Path file) {
        shown = file;
        Viewport view = file == null ? null : of(file);
        if (view == null) {
            canvas.showAll();
        } else {
            canvas.setViewport(view);
        }
    }

    /// Remembers the view that is seen now as that of this file.
    void remember(@Nullable Path file) {
        if (file == null) {
            return;
        }
        String line = line(file);
        if (line != null) {
            settings.remove(KEY, line);
        }
        Viewport now = canvas.viewport();
        settings.putFirst(KEY, now.x() + " " + now.y() + " " + now.zoom() + " " + file.toAbsolutePath(), MOST);
    }

    private @Nullable String line(Path file) {
        String path = file.toAbsolutePath().toString();
        return settings.texts(KEY).stream()
                .filter(line -> pathOf(line).equals(path))
                .findFirst()
                .orElse(null);
    }

    private static String pathOf(String line) {
        String[] parts = line.split(" ", PARTS);
        return parts.length == PARTS ? parts[PARTS - 1] : "";
    }

    private @Nullable Viewport of(Path file) {
        String line = line(file);
        if (line == null) {
            return null;
        }
        String[] parts = line.split(" ", PARTS);
        try {
            double x = Double.parseDouble(parts[0]);
            double y = Double.parseDouble(parts[1]);
            double zoom = Double.parseDouble(parts[2]);
            return Double.isFinite(x) && Double.isFinite(y) && zoom > 0 ? new Viewport(x, y, zoom) : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
