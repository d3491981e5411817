package xooai.designer.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which panels of the window are open, and where the lines between them stand.
///
/// @param bottom the id of the tab below the canvas
/// @param inspector the name of the tab of the inspector
/// @param left where the palette ends, from 0 to 1
/// @param right where the inspector begins, from 0 to 1
/// @param middle where the canvas ends, from 0 to 1
record Panels(String bottom, String inspector, double left, double right, double middle) {

    /// As it is kept in settings.
    Map<String, @Nullable Object> kept() {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        kept.put("bottom", bottom);
        kept.put("inspector", inspector);
        kept.put("left", left);
        kept.put("right", right);
        kept.put("middle", middle);
        return kept;
    }

    /// As it was kept; null for what is none.
    static @Nullable Panels of(@Nullable Object kept) {
        return kept instanceof Map<?, ?> map
                        && map.get("bottom") instanceof String bottom
                        && map.get("inspector") instanceof String inspector
                        && map.get("left") instanceof Number left
                        && map.get("right") instanceof Number right
                        && map.get("middle") instanceof Number middle
                ? new Panels(bottom, inspector, part(left), part(right), part(middle))
                : null;
    }

    private static double part(Number number) {
        return Math.clamp(number.doubleValue(), 0, 1);
    }
}
