package xooai.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xooai.doc.Values;

/// Merges the drawings of two versions of a flow: no word that somebody wrote is lost.
///
/// What both added is there twice, under ids of its own. Of a text that both changed theirs becomes a note of its own
/// beside ours, and of a title theirs stands after ours. Where things stand, which colour they have and where bends
/// are, ours stands. What one side removed and the other changed stays. None of this is ever a conflict; only what
/// this version does not know or cannot read, as the keys of one's own are, is merged as it is elsewhere in a flow,
/// by [TreeMerge], which is told what it could not settle.
final class DrawingMerge {
    private static final double BESIDE = 32;

    private final TreeMerge trees;

    /// @param trees merges what is not of the drawing's own, and is told what is not settled of that
    DrawingMerge(TreeMerge trees) {
        this.trees = trees;
    }

    /// Whether what is drawn can be merged thing by thing: it is a map, or nothing is drawn.
    static boolean isApart(FlowSpec spec) {
        return DrawingTree.isApart(spec.extra(), Drawing.KEY);
    }

    /// The merged drawing as a file says it; null stands for none, here and there.
    @Nullable
    Map<String, @Nullable Object> merged(
            @Nullable Map<String, @Nullable Object> base,
            @Nullable Map<String, @Nullable Object> ours,
            @Nullable Map<String, @Nullable Object> theirs) {
        if (Values.equal(theirs, base) || Values.equal(ours, theirs)) {
            return ours;
        }
        if (Values.equal(ours, base)) {
            return theirs;
        }
        Map<String, @Nullable Object> merged = sections(map(base), map(ours), map(theirs));
        return merged.isEmpty() ? null : merged;
    }

    private Map<String, @Nullable Object> sections(
            Map<String, @Nullable Object> base,
            Map<String, @Nullable Object> ours,
            Map<String, @Nullable Object> theirs) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        for (String key : TreeMerge.Order.merged(base.keySet(), ours.keySet(), theirs.keySet())) {
            boolean things = DrawingTree.FIELDS.containsKey(key)
                    && DrawingTree.isApart(ours, key)
                    && DrawingTree.isApart(theirs, key);
            if (things && bothChanged(base, ours, theirs, key)) {
                Map<String, @Nullable Object> section =
                        things(key, map(base.get(key)), map(ours.get(key)), map(theirs.get(key)));
                if (!section.isEmpty()) {
                    merged.put(key, section);
                }
            } else {
                trees.entry(TreeMerge.FLOW, Drawing.KEY + "." + key, key, base, ours, theirs, merged);
            }
        }
        return merged;
    }

    private static boolean bothChanged(Map<String, ?> base, Map<String, ?> ours, Map<String, ?> theirs, String key) {
        return !DrawingTree.isSame(ours, base, key)
                && !DrawingTree.isSame(theirs, base, key)
                && !DrawingTree.isSame(ours, theirs, key);
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        Map<String, @Nullable Object> map = TreeMerge.map(value);
        return map == null ? Map.of() : map;
    }

    private Map<String, @Nullable Object> things(
            String section,
            Map<String, @Nullable Object> base,
            Map<String, @Nullable Object> ours,
            Map<String, @Nullable Object> theirs) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        Map<String, Map<String, @Nullable Object>> besides = new LinkedHashMap<>();
        for (String id : TreeMerge.Order.merged(base.keySet(), ours.keySet(), theirs.keySet())) {
            Object was = base.get(id);
            Object one = ours.get(id);
            Object other = theirs.get(id);
            String path = Drawing.KEY + "." + section + "." + id;
            if (!ours.containsKey(id) || !theirs.containsKey(id)) {
                Object left = ours.containsKey(id) ? one : other;
                if (!base.containsKey(id) || !Values.equal(left, was)) {
                    merged.put(id, left);
                }
            } else if (!(one instanceof Map) || !(other instanceof Map)) {
                trees.entry(TreeMerge.FLOW, path, id, base, ours, theirs, merged);
            } else if (!(was instanceof Map) && !Values.equal(one, other) && !section.equals(DrawingTree.BENDS)) {
                merged.put(id, one);
                besides.put(id, map(other));
            } else {
                Thing thing = new Thing(section, path, map(was), map(one), map(other));
                Map<String, @Nullable Object> left = thing(thing, beside -> besides.put(id, beside));
                if (!left.isEmpty() || thing.ours().isEmpty()) {
                    merged.put(id, left);
                }
            }
        }
        Set<String> taken = new LinkedHashSet<>(merged.keySet());
        besides.forEach((id, thing) -> {
            String fresh = Drawing.freshId(id.replaceFirst("\\d+$", ""), taken);
            taken.add(fresh);
            merged.put(fresh, thing);
        });
        return merged;
    }

    /// One thing that both sides have.
    ///
    /// @param path where it stands in the file
    private record Thing(
            String section,
            String path,
            Map<String, @Nullable Object> base,
            Map<String, @Nullable Object> ours,
            Map<String, @Nullable Object> theirs) {}

    /// It, field by field.
    private Map<String, @Nullable Object> thing(Thing thing, Consumer<Map<String, @Nullable Object>> besides) {
        Map<String, @Nullable Object> base = thing.base();
        Map<String, @Nullable Object> ours = thing.ours();
        Map<String, @Nullable Object> theirs = thing.theirs();
        boolean bends = thing.section().equals(DrawingTree.BENDS);
        Set<String> known = DrawingTree.FIELDS.getOrDefault(thing.section(), Set.of());
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        for (String key : TreeMerge.Order.merged(base.keySet(), ours.keySet(), theirs.keySet())) {
            boolean both = ours.containsKey(key) && theirs.containsKey(key) && bothChanged(base, ours, theirs, key);
            boolean title = both && known.contains(key) && key.equals(DrawingTree.TITLE);
            if (title && ours.get(key) instanceof String one && theirs.get(key) instanceof String other) {
                merged.put(key, one + " / " + other);
            } else if (title || (!bends && !known.contains(key))) {
                trees.entry(TreeMerge.FLOW, thing.path() + "." + key, key, base, ours, theirs, merged);
            } else {
                Map<String, @Nullable Object> side = standing(base, ours, theirs, key);
                if (side.containsKey(key)) {
                    merged.put(key, side.get(key));
                }
                if (both && !bends && key.equals(DrawingTree.TEXT)) {
                    besides.accept(beside(theirs));
                }
            }
        }
        return merged;
    }

    /// The side that is right about a field of which ours stands: theirs where only they changed it, or ours removed
    /// what they changed.
    private static Map<String, @Nullable Object> standing(
            Map<String, @Nullable Object> base,
            Map<String, @Nullable Object> ours,
            Map<String, @Nullable Object> theirs,
            String key) {
        boolean removed = !ours.containsKey(key) && !DrawingTree.isSame(theirs, base, key);
        return removed || DrawingTree.isSame(ours, base, key) ? theirs : ours;
    }

    private static Map<String, @Nullable Object> beside(Map<String, @Nullable Object> note) {
        Map<String, @Nullable Object> moved = new LinkedHashMap<>(note);
        if (note.get(DrawingTree.FRAME) instanceof List<?> frame
                && frame.size() == 4
                && frame.get(0) instanceof Number x
                && frame.get(1) instanceof Number y) {
            List<Object> there = new ArrayList<>(frame);
            there.set(0, FlowPrint.number(x.doubleValue() + BESIDE));
            there.set(1, FlowPrint.number(y.doubleValue() + BESIDE));
            moved.put(DrawingTree.FRAME, there);
        }
        return moved;
    }

    /// That flow without the bends of wires that went with the merge.
    static FlowSpec withoutLost(FlowSpec merged, FlowSpec ours, FlowSpec theirs) {
        Drawing drawing = Drawing.of(merged);
        Drawing left = drawing;
        for (var ends : drawing.bends().entrySet()) {
            for (String to : ends.getValue().keySet()) {
                String from = ends.getKey();
                boolean had = isWired(ours, from, to) || isWired(theirs, from, to);
                if (had && !isWired(merged, from, to)) {
                    left = left.withBends(from, to, List.of());
                }
            }
        }
        return left.equals(drawing) ? merged : left.in(merged);
    }

    private static boolean isWired(FlowSpec spec, String from, String to) {
        NodeSpec node = spec.node(to);
        return node != null && node.needNames().contains(from) && spec.node(from) != null;
    }
}
