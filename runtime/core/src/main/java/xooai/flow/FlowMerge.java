package xooai.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xooai.doc.Values;

/// Merges two versions of a flow that came from one: node by node, key by key, wire by wire.
///
/// What only one side changed is taken; what both changed to the same is taken once. Where they disagree, ours
/// stands, and the node has under [#CONFLICTS] what each side says: such a flow opens like any other and does
/// not run before that is settled. A renamed node is the same node, and renaming one is a change. Where nodes
/// stand never conflicts: ours stands. What is drawn never conflicts either, but for what nobody knows in a
/// drawing, see [DrawingMerge]. Sub-flows are merged each as the flow that it is, see [SubFlowMerge].
public final class FlowMerge {
    /// The key of a node or a flow that holds what a merge could not settle, by path.
    public static final String CONFLICTS = "conflicts";

    private static final int MOST_CYCLES = 20;

    private final TreeMerge trees = new TreeMerge();
    private final Set<String> renamed = new HashSet<>();

    private FlowMerge() {}

    /// What came of a merge.
    ///
    /// @param spec the merged flow
    /// @param conflicts what it could not settle, each with its node; also in the flow itself
    public record Result(FlowSpec spec, List<Problem> conflicts) {
        public Result {
            conflicts = List.copyOf(conflicts);
        }
    }

    /// Merges.
    ///
    /// @param base what both came from
    public static Result merge(FlowSpec base, FlowSpec ours, FlowSpec theirs) {
        return new FlowMerge().merged(base, ours, theirs);
    }

    /// That flow without what merges could not settle: a person has.
    public static FlowSpec settled(FlowSpec spec) {
        Map<String, @Nullable Object> extra = new LinkedHashMap<>(spec.extra());
        extra.remove(CONFLICTS);
        List<NodeSpec> nodes = spec.nodes().stream()
                .map(node -> {
                    Map<String, @Nullable Object> own = new LinkedHashMap<>(node.extra());
                    return own.remove(CONFLICTS) == null ? node : node.withExtra(own);
                })
                .toList();
        return SubFlows.withEach(spec.withNodes(nodes).withExtra(extra), FlowMerge::settledTree);
    }

    private static Map<String, @Nullable Object> settledTree(Map<String, @Nullable Object> tree) {
        tree.remove(CONFLICTS);
        Map<String, @Nullable Object> nodes = TreeMerge.map(tree.get("nodes"));
        if (nodes != null) {
            nodes.replaceAll((_, node) -> {
                Map<String, @Nullable Object> own = TreeMerge.map(node);
                return own == null || own.remove(CONFLICTS) == null ? node : own;
            });
            tree.put("nodes", nodes);
        }
        return tree;
    }

    private Result merged(FlowSpec base, FlowSpec ours, FlowSpec theirs) {
        Map<String, String> inOurs = Renames.between(base, ours);
        Map<String, String> inTheirs = Renames.between(base, theirs);
        Map<String, String> names = new LinkedHashMap<>(inTheirs);
        names.putAll(inOurs);
        names.entrySet().removeIf(entry -> isTaken(entry, inOurs, ours) || isTaken(entry, inTheirs, theirs));
        renamed.addAll(names.values());
        SubFlowMerge subs = new SubFlowMerge(trees, base, ours, theirs);
        SubFlowMerge subFlows = subs.isOfNames() ? subs : null;
        Map<String, @Nullable Object> flows = subFlows == null ? null : subFlows.merged();
        FlowSpec from = settledFlows(Renames.apply(base, names), flows);
        FlowSpec one = settledFlows(Renames.apply(ours, towards(names, inOurs)), flows);
        FlowSpec other = settledFlows(Renames.apply(theirs, towards(names, inTheirs)), flows);
        inOurs.forEach((old, name) -> {
            String theirName = inTheirs.get(old);
            if (names.containsKey(old) && theirName != null && !theirName.equals(name)) {
                trees.conflict(name, "name", old, name, theirName);
            }
        });
        boolean drawn = DrawingMerge.isApart(one) && DrawingMerge.isApart(other);
        Parts ourParts = trees(one, drawn);
        Parts theirParts = trees(other, drawn);
        boolean oneIsUnreadable = (ourParts.nodes() == null) != (theirParts.nodes() == null);
        Result merged = oneIsUnreadable
                ? merged(whole(from), whole(one), whole(other), one, other)
                : merged(trees(from, drawn), ourParts, theirParts, one, other);
        if (subFlows == null) {
            return merged;
        }
        List<Problem> conflicts = new ArrayList<>(merged.conflicts());
        conflicts.addAll(subFlows.problems());
        return new Result(subFlows.withoutUnused(merged.spec()), conflicts);
    }

    /// That version with the sub-flows that are merged already, so that all agree on them.
    private static FlowSpec settledFlows(FlowSpec version, @Nullable Map<String, @Nullable Object> flows) {
        return flows == null || (flows.isEmpty() && !version.extra().containsKey(SubFlows.KEY))
                ? version
                : version.withExtra(SubFlows.KEY, flows);
    }

    /// Whether one side has another node of the name that a node is to have.
    private static boolean isTaken(Map.Entry<String, String> rename, Map<String, String> own, FlowSpec side) {
        return !rename.getValue().equals(own.get(rename.getKey())) && side.node(rename.getValue()) != null;
    }

    /// How the nodes of a side are to be renamed so that each has the one name.
    private static Map<String, String> towards(Map<String, String> names, Map<String, String> own) {
        Map<String, String> towards = new HashMap<>();
        names.forEach((old, name) -> towards.put(own.getOrDefault(old, old), name));
        return towards;
    }

    /// A flow in parts.
    ///
    /// @param nodes its nodes as they would be written, or null where the file has something else there
    private record Parts(
            Map<String, @Nullable Object> fields,
            @Nullable Map<String, @Nullable Object> nodes,
            Map<String, @Nullable Object> view,
            @Nullable Map<String, @Nullable Object> drawing) {}

    /// @param drawn whether what is drawn is a part of its own: on both sides it can be taken apart
    private static Parts trees(FlowSpec spec, boolean drawn) {
        Map<String, @Nullable Object> fields = FlowPrint.tree(spec);
        Map<String, @Nullable Object> nodes = TreeMerge.map(fields.get("nodes"));
        Map<String, @Nullable Object> view =
                spec.extra().containsKey("view") ? null : TreeMerge.map(fields.get("view"));
        if (nodes != null) {
            fields.remove("nodes");
        }
        if (view != null) {
            fields.remove("view");
        }
        Map<String, @Nullable Object> drawing = drawn ? TreeMerge.map(fields.get(Drawing.KEY)) : null;
        if (drawing != null) {
            fields.remove(Drawing.KEY);
        }
        return new Parts(fields, nodes, view == null ? Map.of() : view, drawing);
    }

    /// A flow whose nodes are one value: the other side has there what is no nodes, so they cannot meet one by one.
    private static Parts whole(FlowSpec spec) {
        return new Parts(FlowPrint.tree(spec), null, Map.of(), null);
    }

    private Result merged(Parts base, Parts ours, Parts theirs, FlowSpec one, FlowSpec other) {
        Map<String, @Nullable Object> fields =
                trees.maps(TreeMerge.FLOW, "", base.fields(), ours.fields(), theirs.fields());
        if (ours.nodes() != null && theirs.nodes() != null) {
            Map<String, @Nullable Object> nodes =
                    nodes(base.nodes() == null ? Map.of() : base.nodes(), ours.nodes(), theirs.nodes());
            fields.put("nodes", nodes);
            Map<String, @Nullable Object> view = view(base.view(), ours.view(), theirs.view());
            if (!view.isEmpty()) {
                view.keySet().removeIf(name -> isGone(name, nodes, one, other));
                fields.put("view", view);
            }
        }
        Map<String, @Nullable Object> drawing =
                new DrawingMerge(trees).merged(base.drawing(), ours.drawing(), theirs.drawing());
        if (drawing != null) {
            fields.putIfAbsent(Drawing.KEY, drawing);
        }
        FlowSpec spec = DrawingMerge.withoutLost(FlowFile.ofTree(fields), one, other);
        wires(spec, one, other);
        return new Result(marked(spec), trees.problems());
    }

    private static boolean isGone(String name, Map<String, @Nullable Object> nodes, FlowSpec one, FlowSpec other) {
        return !nodes.containsKey(name) && (one.node(name) != null || other.node(name) != null);
    }

    private Map<String, @Nullable Object> nodes(
            Map<String, @Nullable Object> base,
            Map<String, @Nullable Object> ours,
            Map<String, @Nullable Object> theirs) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        for (String name : TreeMerge.Order.merged(base.keySet(), ours.keySet(), theirs.keySet())) {
            boolean inOurs = ours.containsKey(name);
            boolean inTheirs = theirs.containsKey(name);
            if (inOurs && inTheirs) {
                merged.put(name, node(name, base.get(name), ours.get(name), theirs.get(name)));
            } else {
                Object left = inOurs ? ours.get(name) : theirs.get(name);
                boolean isNew = !base.containsKey(name);
                boolean isOther = !isNew && !Values.equal(left, base.get(name));
                boolean changed = !isNew && (isOther || renamed.contains(name));
                if (changed) {
                    String changedIt = isOther ? "changed" : "renamed";
                    String removedIt = "removed";
                    trees.conflict(name, "node", null, inOurs ? changedIt : removedIt, inOurs ? removedIt : changedIt);
                }
                if (isNew || changed) {
                    merged.put(name, left);
                }
            }
        }
        return merged;
    }

    private @Nullable Object node(String name, @Nullable Object base, @Nullable Object ours, @Nullable Object theirs) {
        Map<String, @Nullable Object> one = TreeMerge.map(ours);
        Map<String, @Nullable Object> other = TreeMerge.map(theirs);
        if (one == null || other == null) {
            return trees.value(name, "node", base, ours, theirs);
        }
        Map<String, @Nullable Object> from = TreeMerge.map(base);
        Map<String, @Nullable Object> start = from == null ? Map.of() : from;
        if (accepted(one, start) && accepted(other, start)) {
            // Who accepted what is no conflict: what came of the merge is then still to be looked at.
            other.put(SubFlows.ACCEPTED, one.get(SubFlows.ACCEPTED));
        }
        return trees.maps(name, "", start, one, other);
    }

    private static boolean accepted(Map<String, @Nullable Object> side, Map<String, @Nullable Object> base) {
        Object seen = side.get(SubFlows.ACCEPTED);
        return seen != null && !seen.equals(base.get(SubFlows.ACCEPTED));
    }

    private static Map<String, @Nullable Object> view(
            Map<String, @Nullable Object> base,
            Map<String, @Nullable Object> ours,
            Map<String, @Nullable Object> theirs) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        for (String name : TreeMerge.Order.merged(base.keySet(), ours.keySet(), theirs.keySet())) {
            boolean oursIsAsBase = Values.equal(ours.get(name), base.get(name));
            Object place = oursIsAsBase ? theirs.get(name) : ours.get(name);
            if (place != null) {
                view.put(name, place);
            }
        }
        return view;
    }

    /// Finds wires from nodes that the other side took away, and circles that only both sides together close.
    private void wires(FlowSpec spec, FlowSpec ours, FlowSpec theirs) {
        Set<String> names = spec.nodes().stream().map(NodeSpec::name).collect(Collectors.toSet());
        for (NodeSpec node : spec.nodes()) {
            boolean lost = node.needNames().stream()
                    .anyMatch(need ->
                            !names.contains(need) && (had(ours, node.name(), need) || had(theirs, node.name(), need)));
            if (lost) {
                trees.conflict(node.name(), "needs", null, needs(ours, node.name()), needs(theirs, node.name()));
            }
        }
        if (Graph.cycles(ours, 1).isEmpty() && Graph.cycles(theirs, 1).isEmpty()) {
            for (List<String> cycle : Graph.cycles(spec, MOST_CYCLES)) {
                String at = cycle.stream()
                        .filter(name -> !Objects.equals(needs(ours, name), needs(theirs, name)))
                        .findFirst()
                        .orElse(cycle.getFirst());
                trees.conflict(at, "needs", null, needs(ours, at), needs(theirs, at));
            }
        }
    }

    /// Whether that side has the wire and the node that it comes from.
    private static boolean had(FlowSpec side, String node, String need) {
        NodeSpec there = side.node(node);
        return there != null && there.needNames().contains(need) && side.node(need) != null;
    }

    private static @Nullable Object needs(FlowSpec spec, String name) {
        NodeSpec node = spec.node(name);
        return node == null ? null : new ArrayList<@Nullable Object>(node.needNames());
    }

    /// The flow with what was not settled written where it belongs.
    private FlowSpec marked(FlowSpec spec) {
        Map<String, @Nullable Object> ofFlow = new LinkedHashMap<>(trees.marks(TreeMerge.FLOW));
        List<NodeSpec> nodes = spec.nodes().stream()
                .map(node -> {
                    Map<String, @Nullable Object> marks = trees.marks(node.name());
                    if (node.extra().containsKey(FlowFile.WHOLE)) {
                        marks.forEach((path, sides) -> ofFlow.put("nodes." + node.name(), sides));
                        return node; // What is no node has no place for them.
                    }
                    return marks.isEmpty() ? node : node.withExtra(with(node.extra(), marks));
                })
                .toList();
        FlowSpec marked = spec.withNodes(nodes);
        return ofFlow.isEmpty() ? marked : marked.withExtra(with(spec.extra(), ofFlow));
    }

    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> extra, Map<String, @Nullable Object> marks) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        Map<String, @Nullable Object> before = TreeMerge.map(extra.get(CONFLICTS));
        if (before != null) {
            all.putAll(before);
        }
        all.putAll(marks);
        Map<String, @Nullable Object> more = new LinkedHashMap<>(extra);
        more.put(CONFLICTS, all);
        return more;
    }

    /// The problems that what merges could not settle is, of a flow as it is written, with its sub-flows.
    public static List<Problem> conflicts(FlowSpec spec) {
        List<Problem> problems = new ArrayList<>(ownConflicts(spec));
        for (String name : SubFlows.names(spec)) {
            FlowSpec inside = isMarked(spec, name) ? SubFlows.alone(spec, name) : null;
            if (inside != null) {
                ownConflicts(inside).forEach(problem -> problems.add(inSubFlow(name, problem)));
            }
        }
        return problems;
    }

    /// Whether something in a sub-flow was not settled, by a look at how it is written: this is asked at each edit.
    private static boolean isMarked(FlowSpec file, String name) {
        Map<String, @Nullable Object> flows = TreeMerge.map(file.extra().get(SubFlows.KEY));
        return flows != null
                && flows.get(name) instanceof Map<?, ?> tree
                && (tree.containsKey(CONFLICTS)
                        || (tree.get("nodes") instanceof Map<?, ?> nodes
                                && nodes.values().stream()
                                        .anyMatch(
                                                node -> node instanceof Map<?, ?> own && own.containsKey(CONFLICTS))));
    }

    /// A problem of a sub-flow as one of its file.
    static Problem inSubFlow(String name, Problem problem) {
        return Problem.ofFlow("in the sub-flow " + name + ", " + problem);
    }

    /// The same of the flow alone: each sub-flow is checked as a flow of its own.
    static List<Problem> ownConflicts(FlowSpec spec) {
        List<Problem> problems = new ArrayList<>();
        conflicts("", spec.extra(), problems);
        spec.nodes().forEach(node -> conflicts(node.name(), node.extra(), problems));
        return problems;
    }

    private static void conflicts(String node, Map<String, @Nullable Object> extra, List<Problem> problems) {
        Map<String, @Nullable Object> marks = TreeMerge.map(extra.get(CONFLICTS));
        if (marks != null) {
            marks.forEach((path, sides) -> problems.add(TreeMerge.problem(node, path, sides)));
        }
    }
}
