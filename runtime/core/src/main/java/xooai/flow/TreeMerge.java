package xooai.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.Values;

/// Merges what a flow file says key by key, and remembers what could not be settled.
final class TreeMerge {
    private static final String BASE = "base";
    private static final String OURS = "ours";
    private static final String THEIRS = "theirs";

    /// What stands for the flow as a whole; no name of a node is that, while a wrong one may be empty.
    static final String FLOW = "\n";

    private final Map<String, Map<String, @Nullable Object>> marks = new LinkedHashMap<>();

    /// What could not be settled of that node, by path.
    Map<String, @Nullable Object> marks(String node) {
        return marks.getOrDefault(node, Map.of());
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        marks.forEach((node, paths) ->
                paths.forEach((path, sides) -> problems.add(problem(node.equals(FLOW) ? "" : node, path, sides))));
        return problems;
    }

    /// One thing that was not settled, in words.
    static Problem problem(String node, String path, @Nullable Object sides) {
        Map<String, @Nullable Object> map = map(sides);
        String said = map == null
                ? DiffText.shown(sides)
                : "ours has " + side(map, OURS) + ", theirs has " + side(map, THEIRS);
        return new Problem(
                node,
                "merge conflict at `" + path + "`: " + said + "; set what it is to be, then take `"
                        + FlowMerge.CONFLICTS + "` out");
    }

    private static String side(Map<String, @Nullable Object> sides, String name) {
        return sides.containsKey(name) ? DiffText.shown(sides.get(name)) : "nothing";
    }

    /// A value as a map, or null when it is none.
    static @Nullable Map<String, @Nullable Object> map(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return null;
        }
        Map<String, @Nullable Object> keyed = new LinkedHashMap<>();
        map.forEach((key, each) -> keyed.put(String.valueOf(key), each));
        return keyed;
    }

    Map<String, @Nullable Object> maps(
            String node,
            String path,
            Map<String, @Nullable Object> base,
            Map<String, @Nullable Object> ours,
            Map<String, @Nullable Object> theirs) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        for (String key : Order.merged(base.keySet(), ours.keySet(), theirs.keySet())) {
            entry(node, path.isEmpty() ? key : path + "." + key, key, base, ours, theirs, merged);
        }
        return merged;
    }

    /// One key of two versions that came from one, as both have it; put into what is merged where it stays.
    void entry(
            String node,
            String path,
            String key,
            Map<String, @Nullable Object> base,
            Map<String, @Nullable Object> ours,
            Map<String, @Nullable Object> theirs,
            Map<String, @Nullable Object> merged) {
        boolean inOurs = ours.containsKey(key);
        boolean inTheirs = theirs.containsKey(key);
        if (inOurs && inTheirs) {
            merged.put(key, value(node, path, base.get(key), ours.get(key), theirs.get(key)));
            return;
        }
        Object left = inOurs ? ours.get(key) : theirs.get(key);
        if (!base.containsKey(key)) {
            merged.put(key, left);
        } else if (!Values.equal(left, base.get(key))) {
            mark(node, path, sides(base.get(key), inOurs, left));
            merged.put(key, left); // Removed by the one, changed by the other: what is there can be taken away yet.
        }
    }

    private static Map<String, @Nullable Object> sides(@Nullable Object base, boolean inOurs, @Nullable Object left) {
        Map<String, @Nullable Object> sides = new LinkedHashMap<>();
        sides.put(BASE, base);
        sides.put(inOurs ? OURS : THEIRS, left);
        return sides;
    }

    @Nullable
    Object value(String node, String path, @Nullable Object base, @Nullable Object ours, @Nullable Object theirs) {
        if (Values.equal(ours, theirs) || Values.equal(theirs, base)) {
            return ours;
        }
        if (Values.equal(ours, base)) {
            return theirs;
        }
        Map<String, @Nullable Object> one = map(ours);
        Map<String, @Nullable Object> other = map(theirs);
        if (one != null && other != null) {
            Map<String, @Nullable Object> from = map(base);
            return maps(node, path, from == null ? Map.of() : from, one, other);
        }
        if (path.equals("needs") && ours instanceof List<?> ourNeeds && theirs instanceof List<?> theirNeeds) {
            return needs(node, base instanceof List<?> baseNeeds ? baseNeeds : List.of(), ourNeeds, theirNeeds);
        }
        conflict(node, path, base, ours, theirs);
        return ours;
    }

    /// Merges wires one by one.
    private List<@Nullable Object> needs(String node, List<?> base, List<?> ours, List<?> theirs) {
        Map<String, @Nullable Object> from = byNode(base);
        Map<String, @Nullable Object> one = byNode(ours);
        Map<String, @Nullable Object> other = byNode(theirs);
        List<@Nullable Object> merged = new ArrayList<>();
        for (String need : Order.merged(from.keySet(), one.keySet(), other.keySet())) {
            boolean inOurs = one.containsKey(need);
            boolean inTheirs = other.containsKey(need);
            if (inOurs && inTheirs) {
                merged.add(value(node, "needs." + need, from.get(need), one.get(need), other.get(need)));
                continue;
            }
            Object left = inOurs ? one.get(need) : other.get(need);
            if (!from.containsKey(need)) {
                merged.add(left);
            } else if (!Values.equal(left, from.get(need))) {
                mark(node, "needs." + need, sides(from.get(need), inOurs, left));
                merged.add(left);
            }
        }
        if (Order.clash(from.keySet(), one.keySet(), other.keySet())) {
            conflict(node, "needs", base, ours, theirs);
        }
        return merged;
    }

    private static Map<String, @Nullable Object> byNode(List<?> needs) {
        Map<String, @Nullable Object> byNode = new LinkedHashMap<>();
        for (Object need : needs) {
            Object name = need instanceof Map<?, ?> map ? map.get("node") : need;
            byNode.putIfAbsent(String.valueOf(name), need);
        }
        return byNode;
    }

    void conflict(String node, String path, @Nullable Object base, @Nullable Object ours, @Nullable Object theirs) {
        Map<String, @Nullable Object> sides = new LinkedHashMap<>();
        put(sides, BASE, base);
        put(sides, OURS, ours);
        put(sides, THEIRS, theirs);
        mark(node, path, sides);
    }

    private static void put(Map<String, @Nullable Object> sides, String side, @Nullable Object value) {
        if (value != null) {
            sides.put(side, value);
        }
    }

    private void mark(String node, String path, Map<String, @Nullable Object> sides) {
        marks.computeIfAbsent(node, _ -> new LinkedHashMap<>()).put(path, sides);
    }

    /// The order of things that both sides may have added to, taken from and put in another order.
    static final class Order {
        private Order() {}

        /// All that is in ours or theirs, in ours' order unless only theirs changed it; what only the other has comes
        /// after what it comes after there.
        static List<String> merged(Set<String> base, Set<String> ours, Set<String> theirs) {
            boolean theirsLead = common(base, ours, theirs).equals(common(ours, base, theirs))
                    && !common(theirs, base, ours).equals(common(base, ours, theirs));
            Set<String> lead = theirsLead ? theirs : ours;
            Set<String> follow = theirsLead ? ours : theirs;
            List<String> all = new ArrayList<>(lead);
            Set<String> there = new LinkedHashSet<>(lead);
            String previous = null;
            for (String each : follow) {
                if (there.add(each)) {
                    all.add(previous == null ? 0 : all.indexOf(previous) + 1, each);
                }
                previous = each;
            }
            return all;
        }

        /// Whether both sides put the same things in different orders, each other than the base.
        static boolean clash(Set<String> base, Set<String> ours, Set<String> theirs) {
            List<String> from = common(base, ours, theirs);
            List<String> one = common(ours, base, theirs);
            List<String> other = common(theirs, base, ours);
            return !one.equals(from) && !other.equals(from) && !one.equals(other);
        }

        private static List<String> common(Set<String> of, Set<String> with, Set<String> and) {
            return of.stream()
                    .filter(each -> with.contains(each) && and.contains(each))
                    .toList();
        }
    }
}
