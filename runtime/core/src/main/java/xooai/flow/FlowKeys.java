package xooai.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.Spelling;

/// Says what is wrong with the keys of a flow file: those that nobody knows, those of later versions, and
/// known ones whose value cannot be read. None is ever ignored: a flow that has one does not run.
final class FlowKeys {
    private static final Set<String> FLOW =
            Set.of("xooai", "name", "gateway", "nodes", "join", "onConflict", "view", Drawing.KEY);
    private static final Set<String> NODE = Set.of(
            "use",
            "on",
            "needs",
            "config",
            "join",
            "onConflict",
            "timeout",
            "replicas",
            FlowFile.PIN,
            NodeMode.KEY,
            SubFlows.ACCEPTED);
    private static final Set<String> LATER =
            Set.of("when", "otherwise", "floating", "optional", "fallback", "retries", "retry", "batch");
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("xooai", "the number 1"),
            Map.entry("name", "a string"),
            Map.entry("gateway", "a string"),
            Map.entry("nodes", "an object of nodes"),
            Map.entry("join", "`merge`, `concat` or `first`"),
            Map.entry("onConflict", "`error`, `last`, `collect`, `sum`, `max`, `min` or `prefer(node, …)`"),
            Map.entry("view", "an object of [x, y]"),
            Map.entry("needs", "a list of one or more names of nodes"),
            Map.entry("pin", "a list of docs"),
            Map.entry("mode", "`bypassed` or `disabled`"),
            Map.entry("timeout", "a time such as `500ms`, `2s` or `5m`"),
            Map.entry("replicas", "a whole number from 1 to 1024"));

    private FlowKeys() {}

    static List<Problem> problems(FlowSpec spec) {
        List<Problem> problems = new ArrayList<>();
        spec.extra().forEach((key, value) -> {
            if (key.equals(TestCases.KEY)) {
                problems.addAll(TestCases.problems(value));
            } else if (key.equals(SubFlows.KEY)) {
                problems.addAll(SubFlows.problems(value));
            } else if (key.equals(Drawing.KEY)) {
                problems.addAll(DrawingTree.problems(value));
            } else {
                add(problems, "", key, value, FLOW);
            }
        });
        for (NodeSpec node : spec.nodes()) {
            node.extra().forEach((key, value) -> add(problems, node.name(), key, value, NODE));
            for (Need need : node.needs()) {
                need.extra().forEach((key, value) -> add(problems, node.name(), key, value, Set.of("node")));
            }
        }
        return problems;
    }

    /// The problems with values that cannot be read: a merge could not tell what they mean.
    static List<Problem> unreadable(FlowSpec spec) {
        List<Problem> problems = new ArrayList<>();
        spec.extra().forEach((key, value) -> {
            if (key.equals(Drawing.KEY)) {
                problems.addAll(DrawingTree.problems(value));
            } else {
                addUnreadable(problems, "", key, value, FLOW);
            }
        });
        for (NodeSpec node : spec.nodes()) {
            node.extra().forEach((key, value) -> addUnreadable(problems, node.name(), key, value, NODE));
        }
        return problems;
    }

    private static void addUnreadable(
            List<Problem> problems, String node, String key, @Nullable Object value, Set<String> known) {
        if (known.contains(key) || key.equals(FlowFile.WHOLE)) {
            add(problems, node, key, value, known);
        }
    }

    private static void add(
            List<Problem> problems, String node, String key, @Nullable Object value, Set<String> known) {
        boolean marks = key.equals(FlowMerge.CONFLICTS) && value instanceof Map && known.contains("onConflict");
        boolean right = !node.isEmpty() && isRight(key, value);
        if (key.startsWith("x-") || marks || right) {
            return;
        }
        if (key.equals(FlowFile.WHOLE)) {
            problems.add(new Problem(node, "a node is an object such as {\"use\": \"class:com.acme.MyExecutor\"}"));
        } else if (key.equals("xooai") && node.isEmpty() && value instanceof Long number && number > FlowFile.VERSION) {
            problems.add(Problem.ofFlow(newer(number)));
        } else if (known.contains(key)) {
            problems.add(new Problem(
                    node, "`" + key + "` is " + VALUES.getOrDefault(key, "a string") + ", and not " + shown(value)));
        } else if (LATER.contains(key)) {
            problems.add(new Problem(node, "`" + key + "` is not supported by this version of xooai; take it out"));
        } else {
            String near = nearest(key, known);
            problems.add(new Problem(
                    node,
                    "`" + key + "` is no key of a " + (node.isEmpty() ? "flow" : "node")
                            + (near == null
                                    ? "; keys of your own start with `x-`"
                                    : "; did you mean `" + near + "`?")));
        }
    }

    /// What is said of a file of that newer version.
    static String newer(long version) {
        return "this flow file is of version " + version + ", and this is xooai for version " + FlowFile.VERSION
                + "; open it with a newer xooai";
    }

    /// Whether a key of a node that has no field of its own says what it can.
    private static boolean isRight(String key, @Nullable Object value) {
        return switch (key) {
            case FlowFile.PIN -> value instanceof List<?>;
            case NodeMode.KEY -> NodeMode.named(value) != null;
            case SubFlows.ACCEPTED -> value instanceof String;
            default -> false;
        };
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof String string ? "\"" + string + "\"" : String.valueOf(value);
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /// The known key that is at most two edits away, or null.
    private static @Nullable String nearest(String key, Set<String> known) {
        return known.stream()
                .filter(each -> Spelling.distance(key, each) <= 2)
                .min(java.util.Comparator.<String>comparingInt(each -> Spelling.distance(key, each))
                        .thenComparing(each -> each))
                .orElse(null);
    }
}
