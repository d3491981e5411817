package xooai.flow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what is different between the drawings of two flows: one difference for each group, note, wire with bends and
/// bookmark that is new, gone or elsewhere, and one for each other word of it.
///
/// What this version does not know or cannot read is compared as it is elsewhere in a flow, key by key.
final class DrawingDiff {
    /// Where a thing is, and how large it is seen.
    private static final Set<String> PLACES = Set.of(DrawingTree.FRAME, DrawingTree.AT, DrawingTree.ZOOM);

    private final FlowDiff diff;

    /// @param diff is told what is found
    DrawingDiff(FlowDiff diff) {
        this.diff = diff;
    }

    /// Compares what each has of a drawing, neither of which need be one.
    void compare(Map<String, ? extends @Nullable Object> before, Map<String, ? extends @Nullable Object> after) {
        Map<?, ?> was = map(before.get(Drawing.KEY));
        Map<?, ?> is = map(after.get(Drawing.KEY));
        boolean apart = DrawingTree.isApart(before, Drawing.KEY) && DrawingTree.isApart(after, Drawing.KEY);
        if (!apart || (was.isEmpty() && is.isEmpty())) {
            diff.entry("", Drawing.KEY, Drawing.KEY, before, after);
            return;
        }
        Map<String, ? extends @Nullable Object> old = FlowFile.keyed(was);
        Map<String, ? extends @Nullable Object> now = FlowFile.keyed(is);
        FlowDiff.keys(old, now).forEach(section -> section(section, old, now));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private void section(
            String section,
            Map<String, ? extends @Nullable Object> before,
            Map<String, ? extends @Nullable Object> after) {
        Map<String, ? extends @Nullable Object> was = FlowFile.keyed(map(before.get(section)));
        Map<String, ? extends @Nullable Object> is = FlowFile.keyed(map(after.get(section)));
        boolean things = DrawingTree.FIELDS.containsKey(section)
                && DrawingTree.isApart(before, section)
                && DrawingTree.isApart(after, section);
        if (!things || (was.isEmpty() && is.isEmpty())) {
            diff.entry("", Drawing.KEY + "." + section, section, before, after);
            return;
        }
        for (String id : FlowDiff.keys(was, is)) {
            if (!DrawingTree.isSame(was, is, id)) {
                thing(section, id, was, is);
            }
        }
    }

    private void thing(
            String section,
            String id,
            Map<String, ? extends @Nullable Object> before,
            Map<String, ? extends @Nullable Object> after) {
        Object was = before.get(id);
        Object is = after.get(id);
        boolean apart = DrawingTree.isApart(before, id) && DrawingTree.isApart(after, id);
        boolean both = was instanceof Map && is instanceof Map;
        if (!apart) {
            diff.entry("", Drawing.KEY + "." + section + "." + id, id, before, after);
        } else if (!both || section.equals(DrawingTree.BENDS)) {
            diff.add(Difference.Kind.DRAWN, "", section + "." + id, was, is);
        } else {
            fields(section + "." + id, FlowFile.keyed(map(was)), FlowFile.keyed(map(is)));
        }
    }

    private void fields(
            String path, Map<String, ? extends @Nullable Object> was, Map<String, ? extends @Nullable Object> is) {
        List<String> keys = FlowDiff.keys(was, is).stream()
                .filter(key -> !DrawingTree.isSame(was, is, key))
                .toList();
        keys.stream()
                .filter(key -> !PLACES.contains(key))
                .forEach(key -> diff.entry("", Drawing.KEY + "." + path + "." + key, key, was, is));
        if (keys.stream().anyMatch(PLACES::contains)) {
            diff.add(Difference.Kind.DRAWN, "", path, was, is);
        }
    }
}
