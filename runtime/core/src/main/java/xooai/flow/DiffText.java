package xooai.flow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;

/// Differences in words, one a line.
public final class DiffText {
    private static final int LONGEST = 80;
    private static final int MOST_MOVED = 5;

    private DiffText() {}

    /// All of them, each after a sign: `+` more, `-` less, `~` otherwise. Many nodes that only stand elsewhere are one
    /// line.
    public static List<String> lines(List<Difference> differences) {
        List<String> lines = new ArrayList<>();
        long moved = differences.stream().filter(Difference::isLayout).count();
        for (Difference difference : differences) {
            if (!difference.isLayout() || moved <= MOST_MOVED) {
                lines.add(sign(difference) + " " + difference);
            }
        }
        if (moved > MOST_MOVED) {
            lines.add("~ " + moved + " nodes stand elsewhere");
        }
        return lines;
    }

    private static String sign(Difference difference) {
        return switch (difference.kind()) {
            case ADDED, WIRED -> "+";
            case REMOVED, UNWIRED -> "-";
            case RENAMED, CHANGED, REORDERED, MOVED -> "~";
        };
    }

    static String line(Difference d) {
        String of = d.node().isEmpty() ? "the flow" : d.node();
        return switch (d.kind()) {
            case ADDED -> d.node() + " is new" + runs(", runs ", d.after());
            case REMOVED -> d.node() + " is gone" + runs(", ran ", d.before());
            case RENAMED -> d.node() + " was called " + d.before();
            case WIRED -> d.path() + " → " + d.node() + " is new";
            case UNWIRED -> d.path() + " → " + d.node() + " is gone";
            case REORDERED -> of + ": " + d.path() + " in the order " + list(d.after()) + ", was " + list(d.before());
            case MOVED -> d.node() + moved(d);
            case CHANGED -> (d.path().isEmpty() ? of : of + ": " + d.path()) + changed(d);
        };
    }

    private static String runs(String verb, @Nullable Object use) {
        return use == null ? "" : verb + use;
    }

    private static String moved(Difference d) {
        if (d.after() == null) {
            return " has no place of its own any more, stood at " + list(d.before());
        }
        return " stands at " + list(d.after())
                + (d.before() == null ? ", had no place of its own" : ", stood at " + list(d.before()));
    }

    private static String changed(Difference d) {
        if (d.before() == null && d.after() == null) {
            return " is null in one of them and not there in the other";
        }
        if (d.before() == null) {
            return " is " + shown(d.after()) + ", was not set";
        }
        return d.after() == null
                ? " is not set, was " + shown(d.before())
                : " is " + shown(d.after()) + ", was " + shown(d.before());
    }

    private static String list(@Nullable Object value) {
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : shown(value);
    }

    /// A value as JSON, cut where it is long.
    static String shown(@Nullable Object value) {
        String json = new String(Codec.JSON.writeValue(value), StandardCharsets.UTF_8);
        return json.codePointCount(0, json.length()) > LONGEST
                ? json.substring(0, json.offsetByCodePoints(0, LONGEST)) + "…"
                : json;
    }
}
