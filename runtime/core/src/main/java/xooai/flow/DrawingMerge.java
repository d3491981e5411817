package xooai.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xooai.doc.Values;

/// Merges the drawings of two versions of a flow: never a conflict, and no word that somebody wrote is lost.
///
/// What both added is there twice, under ids of its own. Of a text that both changed theirs becomes a note of its own
/// beside ours, and of a title theirs stands after ours. Where things stand, which colour they have and where bends
/// are, ours stands. What one side removed and the other changed stays.
final class DrawingMerge {
    private static final double BESIDE = 32;

    private DrawingMerge() {}

    /// The merged drawing as a file says it; null stands for none, here and there.
    static @Nullable Map<String, @Nullable Object> merged(
            @Nullable Map<String, @Nullable Object> base,
            @Nullable Map<String, @Nullable Object> ours,
            @Nullable Map<String, @Nullable Object> theirs) {
        if (Values.equal(theirs, base) || Values.equal(ours, theirs)) {
            return ours;
        }
        if (Values.equal(ours, base)) {
            return theirs;
        }
        return sections(map(base), map(ours), map(theirs));
    }

    private static Map<String, @Nullable Object> sections(
            Map<String, @Nullable Object> base,
            Map<String, @Nullable Object> ours,
            Map<String, @Nullable Object> theirs) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        for (String key : TreeMerge.Order.merged(base.keySet(), ours.keySet(), theirs.keySet())) {
            Map<String, @Nullable Object> unchanged =
                    isSame(theirs, base, key) ? ours : isSame(ours, base, key) ? theirs : null;
            if (unchanged == null) {
                Object one = ours.get(key);
                Object other = theirs.get(key);
                boolean apart = (one == null || one instanceof Map) && (other == null || other instanceof Map);
                merged.put(key, apart ? things(key, map(base.get(key)), map(one), map(other)) : one);
            } else if (unchanged.containsKey(key)) {
                merged.put(key, unchanged.get(key));
            }
        }
        return merged;
    }

    private static boolean isSame(Map<String, ?> one, Map<String, ?> other, String key) {
        return one.containsKey(key) == other.containsKey(key) && Values.equal(one.get(key), other.get(key));
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        Map<String, @Nullable Object> map = TreeMerge.map(value);
        return map == null ? Map.of() : map;
    }

    private static @Nullable Object picked(@Nullable Object base, @Nullable Object ours, @Nullable Object theirs) {
        return Values.equal(ours, base) ? theirs : ours;
    }

    private static Map<String, @Nullable Object> things(
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
            if (one == null || other == null) {
                Object left = one == null ? other : one;
                if (was == null || !Values.equal(left, was)) {
                    merged.put(id, left);
                }
            } else if (was == null && !Values.equal(one, other) && !section.equals(DrawingTree.BENDS)) {
                merged.put(id, one);
                besides.put(id, map(other));
            } else {
                merged.put(id, thing(map(was), map(one), map(other), id, besides));
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

    /// One thing that both sides have, field by field.
    private static Map<String, @Nullable Object> thing(
            Map<String, @Nullable Object> base,
            Map<String, @Nullable Object> ours,
            Map<String, @Nullable Object> theirs,
            String id,
            Map<String, Map<String, @Nullable Object>> besides) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        for (String key : TreeMerge.Order.merged(base.keySet(), ours.keySet(), theirs.keySet())) {
            Object was = base.get(key);
            Object one = ours.get(key);
            Object other = theirs.get(key);
            Object picked = picked(was, one, other);
            boolean both = !Values.equal(one, was) && !Values.equal(other, was) && !Values.equal(one, other);
            if (both && key.equals(DrawingTree.TEXT)) {
                besides.put(id, beside(theirs));
            } else if (both && key.equals(DrawingTree.TITLE)) {
                picked = one + " / " + other;
            }
            if (picked != null) {
                merged.put(key, picked);
            }
        }
        return merged;
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

    /// The differences of two drawings: one for each group, note, wire with bends and bookmark.
    static List<Difference> differences(FlowSpec before, FlowSpec after) {
        Map<String, @Nullable Object> was = map(before.extra().get(Drawing.KEY));
        Map<String, @Nullable Object> is = map(after.extra().get(Drawing.KEY));
        return keys(was, is).stream()
                .filter(section -> !isSame(was, is, section))
                .flatMap(section -> {
                    if (!isApart(was, section) || !isApart(is, section)) {
                        return Stream.of(new Difference(
                                Difference.Kind.CHANGED,
                                "",
                                Drawing.KEY + "." + section,
                                was.get(section),
                                is.get(section)));
                    }
                    Map<String, @Nullable Object> old = map(was.get(section));
                    Map<String, @Nullable Object> now = map(is.get(section));
                    return keys(old, now).stream()
                            .filter(id -> !Values.equal(old.get(id), now.get(id)))
                            .map(id -> new Difference(
                                    Difference.Kind.DRAWN, "", section + "." + id, old.get(id), now.get(id)));
                })
                .toList();
    }

    /// Whether what is written under that key is a map of its own, or nothing.
    private static boolean isApart(Map<String, @Nullable Object> drawing, String section) {
        return !drawing.containsKey(section) || drawing.get(section) instanceof Map;
    }

    private static Set<String> keys(Map<String, ?> one, Map<String, ?> other) {
        return Stream.concat(one.keySet().stream(), other.keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Whether both flows have a drawing that can be taken apart, or none.
    static boolean isApart(FlowSpec one, FlowSpec other) {
        return DrawingTree.problems(one.extra().get(Drawing.KEY)).isEmpty()
                && DrawingTree.problems(other.extra().get(Drawing.KEY)).isEmpty();
    }
}
