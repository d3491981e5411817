package xooai.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a merge does when branches changed one field to different values.
///
/// @param rule the rule
/// @param nodes for [Rule#PREFER], the nodes whose value wins, most preferred first; else empty
public record ConflictPolicy(Rule rule, List<String> nodes) {
    private static final Pattern PREFER = Pattern.compile("prefer\\(([^()]*)\\)");

    /// The default: the doc is in error, with the path and both writers.
    public static final ConflictPolicy ERROR = new ConflictPolicy(Rule.ERROR, List.of());

    /// The rules that a flow or a node may name.
    public enum Rule {
        ERROR,
        PREFER,
        LAST,
        COLLECT,
        SUM,
        MAX,
        MIN
    }

    public ConflictPolicy {
        nodes = List.copyOf(nodes);
    }

    /// A policy that prefers what those nodes wrote.
    public static ConflictPolicy prefer(String... nodes) {
        return new ConflictPolicy(Rule.PREFER, List.of(nodes));
    }

    /// The policy as a flow file says it, such as `last` or `prefer(e1, e2)`; null for text that is none.
    public static @Nullable ConflictPolicy parse(String text) {
        Matcher prefer = PREFER.matcher(text.strip());
        if (prefer.matches()) {
            List<String> nodes = Arrays.stream(prefer.group(1).split(","))
                    .map(String::strip)
                    .filter(node -> !node.isEmpty())
                    .toList();
            return nodes.isEmpty() ? null : new ConflictPolicy(Rule.PREFER, nodes);
        }
        for (Rule rule : Rule.values()) {
            if (rule != Rule.PREFER && rule.name().toLowerCase(Locale.ROOT).equals(text.strip())) {
                return new ConflictPolicy(rule, List.of());
            }
        }
        return null;
    }

    /// The policy as a flow file says it.
    @Override
    public String toString() {
        String name = rule.name().toLowerCase(Locale.ROOT);
        return rule == Rule.PREFER ? name + "(" + String.join(", ", nodes) + ")" : name;
    }
}
