package xooai.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The sub-flows that stand in a flow's own file, under the key `flows`: each by its name, written as a flow is,
/// and used by `flow:#NAME` by as many nodes as like.
///
/// A sub-flow sees the other sub-flows of the file, and has the file's gateway where it has none of its own;
/// sub-flows stand side by side, never one in another.
public final class SubFlows {
    /// The key of a flow under which its sub-flows stand.
    public static final String KEY = "flows";

    /// The key of a node that says which inside its user has seen: the [#signature] of it.
    public static final String ACCEPTED = "accepted";

    /// What the path of a `flow:` starts with that stands in the same file.
    static final String HERE = "#";

    private static final String NAME = "name";
    private static final String GATEWAY = "gateway";

    private SubFlows() {}

    /// The names of the sub-flows that stand in that flow's file, in order.
    public static Set<String> names(FlowSpec file) {
        Set<String> names = new LinkedHashSet<>();
        written(file).keySet().forEach(name -> names.add(String.valueOf(name)));
        return names;
    }

    /// The sub-flows as they are written, by name; none where something else stands there.
    static Map<?, ?> written(FlowSpec file) {
        return file.extra().get(KEY) instanceof Map<?, ?> flows ? flows : Map.of();
    }

    /// The sub-flow of that name as it is written, without what it has of the file; null when there is none, or one
    /// with more nodes than a flow can have.
    static @Nullable FlowSpec alone(FlowSpec file, String name) {
        if (!(written(file).get(name) instanceof Map<?, ?> tree) || size(tree) > FlowFile.MAX_NODES) {
            return null;
        }
        FlowSpec read = FlowFile.ofTree(FlowFile.keyed(tree));
        return tree.containsKey(NAME) ? read : read.withName(name);
    }

    private static int size(Map<?, ?> tree) {
        return tree.get("nodes") instanceof Map<?, ?> nodes ? nodes.size() : 0;
    }

    /// The sub-flow of that name as a flow of its own, with the file's gateway and sub-flows; null when there is
    /// none.
    public static @Nullable FlowSpec inside(FlowSpec file, String name) {
        FlowSpec inside = alone(file, name);
        if (inside == null) {
            return null;
        }
        FlowSpec reached = inside.gateway() == null && !inside.extra().containsKey(GATEWAY)
                ? inside.withGateway(file.gateway())
                : inside;
        return reached.withExtra(KEY, file.extra().get(KEY));
    }

    /// That file with a sub-flow of that name, in the place of one of the same name.
    ///
    /// @param inside the sub-flow as [#inside] gives it; the sub-flows that it has are then those of the file
    public static FlowSpec with(FlowSpec file, String name, FlowSpec inside) {
        Map<String, @Nullable Object> tree = tree(name, inside);
        if (Objects.equals(inside.gateway(), file.gateway())) {
            tree.remove(GATEWAY);
        }
        Map<String, @Nullable Object> flows = new LinkedHashMap<>();
        Map<?, ?> before = inside.extra().containsKey(KEY) ? written(inside) : written(file);
        before.forEach((key, value) -> flows.put(String.valueOf(key), value));
        flows.put(name, tree);
        return file.withExtra(KEY, flows);
    }

    /// A sub-flow of that name as it is written in a file, without sub-flows of its own.
    static Map<String, @Nullable Object> tree(String name, FlowSpec inside) {
        Map<String, @Nullable Object> tree = FlowPrint.tree(inside);
        if (Objects.equals(tree.get("xooai"), FlowFile.VERSION)) {
            tree.remove("xooai");
        }
        tree.remove(KEY);
        if (name.equals(tree.get(NAME))) {
            tree.remove(NAME);
        }
        return tree;
    }

    /// That file without the sub-flow of that name.
    public static FlowSpec without(FlowSpec file, String name) {
        Map<String, @Nullable Object> flows = new LinkedHashMap<>();
        written(file).forEach((key, value) -> flows.put(String.valueOf(key), value));
        flows.remove(name);
        return file.withExtra(KEY, flows.isEmpty() ? null : flows);
    }

    /// That file with the tree of each of its sub-flows as that makes of it; the file itself when it makes the same of
    /// all.
    static FlowSpec withEach(FlowSpec file, UnaryOperator<Map<String, @Nullable Object>> change) {
        Map<String, @Nullable Object> flows = new LinkedHashMap<>();
        written(file)
                .forEach((name, flow) -> flows.put(
                        String.valueOf(name),
                        flow instanceof Map<?, ?> tree ? change.apply(FlowFile.keyed(tree)) : flow));
        return flows.equals(written(file)) ? file : file.withExtra(KEY, flows);
    }

    /// That file without a key of its sub-flows.
    static FlowSpec withoutKey(FlowSpec file, String key) {
        return withEach(file, tree -> {
            tree.remove(key);
            return tree;
        });
    }

    /// The `use` of a node that is that sub-flow.
    public static String use(String name) {
        return NodeUse.FLOW + HERE + name;
    }

    /// The sub-flow of the same file that a node is; null when it is none.
    public static @Nullable String nameOf(NodeSpec node) {
        String start = use("");
        String use = node.use();
        // A scheme is the same in capitals.
        return use != null && use.regionMatches(true, 0, start, 0, start.length())
                ? use.substring(start.length())
                : null;
    }

    /// The sub-flows that are used: by the file's own nodes, or by a sub-flow that is. Two that only use each other
    /// are not.
    public static Set<String> used(FlowSpec file) {
        return usedWith(file, Set.of());
    }

    /// The sub-flows whose nodes are called when the file's flow runs: those that a node is that runs, of the file or
    /// of such a sub-flow.
    public static Set<String> called(FlowSpec file) {
        return reached(file, Set.of(), flow -> {
            ActiveNodes active = ActiveNodes.of(flow);
            return node -> active.runs(node.name());
        });
    }

    /// Those that are used while those sub-flows stay, whoever uses them.
    static Set<String> usedWith(FlowSpec file, Set<String> staying) {
        return reached(file, staying, _ -> _ -> true);
    }

    private static Set<String> reached(
            FlowSpec file, Set<String> from, Function<FlowSpec, Predicate<NodeSpec>> counts) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<FlowSpec> open = new ArrayDeque<>(List.of(file));
        from.forEach(name -> open(file, name, open));
        while (!open.isEmpty()) {
            FlowSpec flow = open.pop();
            Predicate<NodeSpec> counted = counts.apply(flow);
            for (NodeSpec node : flow.nodes()) {
                String name = counted.test(node) ? nameOf(node) : null;
                if (name != null && reached.add(name)) {
                    open(file, name, open);
                }
            }
        }
        return Collections.unmodifiableSet(reached);
    }

    private static void open(FlowSpec file, String name, Deque<FlowSpec> open) {
        FlowSpec inside = alone(file, name);
        if (inside != null) {
            open.add(inside);
        }
    }

    /// That file without the sub-flows that were used before and are no longer, nor those that only they used. What
    /// nobody used before stays, with all that it uses.
    public static FlowSpec withoutLeft(FlowSpec before, FlowSpec after) {
        return withoutUnused(after, used(before));
    }

    /// That file without those of these sub-flows that are not used, neither by its nodes nor by another that stays.
    static FlowSpec withoutUnused(FlowSpec file, Set<String> these) {
        Set<String> staying = new LinkedHashSet<>(names(file));
        staying.removeAll(these);
        Set<String> used = usedWith(file, staying);
        FlowSpec left = file;
        for (String name : names(file)) {
            if (these.contains(name) && !used.contains(name)) {
                left = without(left, name);
            }
        }
        return left;
    }

    private static void addUsed(FlowSpec flow, Set<String> used) {
        for (NodeSpec node : flow.nodes()) {
            String name = nameOf(node);
            if (name != null) {
                used.add(name);
            }
        }
    }

    /// What a sub-flow means, as one short text: equal for two of which no run could tell a difference by what is
    /// written in the file. Where nodes stand, pins, tests and notes of one's own are not in it; the sub-flows
    /// that it uses are.
    public static @Nullable String signature(FlowSpec file, String name) {
        Map<String, @Nullable Object> all = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.pop();
            FlowSpec inside = all.containsKey(next) ? null : inside(file, next);
            if (inside != null) {
                all.put(next, meaning(inside));
                Set<String> used = new LinkedHashSet<>();
                addUsed(inside, used);
                open.addAll(used);
            }
        }
        return all.containsKey(name) ? "sha256:" + CanonicalHash.of(name, all) : null;
    }

    /// That flow with nothing but what it means.
    public static FlowSpec bare(FlowSpec flow) {
        Map<String, @Nullable Object> extra = own(flow.extra());
        extra.remove(KEY);
        extra.remove(TestCases.KEY);
        extra.remove(Drawing.KEY);
        List<NodeSpec> nodes = new ArrayList<>();
        flow.nodes().forEach(node -> nodes.add(node.withExtra(own(node.extra()))));
        return flow.withView(Map.of()).withNodes(nodes).withExtra(extra);
    }

    private static Map<String, @Nullable Object> own(Map<String, @Nullable Object> extra) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>(extra);
        own.keySet().removeIf(key -> key.startsWith("x-"));
        own.remove(FlowFile.PIN);
        own.remove(ACCEPTED);
        return own;
    }

    private static Map<String, @Nullable Object> meaning(FlowSpec inside) {
        Map<String, @Nullable Object> tree = FlowPrint.tree(bare(inside));
        tree.remove(NAME);
        return tree;
    }

    /// What is wrong with what stands under `flows`, apart from what is wrong within a sub-flow.
    static List<Problem> problems(@Nullable Object flows) {
        if (!(flows instanceof Map<?, ?> map)) {
            return List.of(Problem.ofFlow("`flows` is an object of flows by name, and not " + DiffText.shown(flows)));
        }
        List<Problem> problems = new ArrayList<>();
        map.forEach((name, flow) -> {
            if (!FlowCheck.isName(String.valueOf(name))) {
                problems.add(Problem.ofFlow(
                        "the name of the sub-flow `" + name + "` is not 1 to 63 letters, digits, `_` and `-`"));
            }
            if (!(flow instanceof Map<?, ?> tree)) {
                problems.add(Problem.ofFlow(
                        "the sub-flow " + name + " is an object with `nodes`, and not " + DiffText.shown(flow)));
            } else if (size(tree) > FlowFile.MAX_NODES) {
                problems.add(Problem.ofFlow("the sub-flow " + name + " has " + size(tree)
                        + " nodes, more than the limit of " + FlowFile.MAX_NODES));
            } else if (tree.containsKey(KEY)) {
                problems.add(Problem.ofFlow("the sub-flow " + name + " has `flows` of its own; all sub-flows of a file"
                        + " stand side by side in the file's `flows`"));
            }
        });
        return problems;
    }
}
