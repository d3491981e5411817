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
    /// line, as are many things that are only drawn.
    public static List<String> lines(List<Difference> differences) {
        List<String> lines = new ArrayList<>();
        long moved = count(differences, Difference.Kind.MOVED);
        long drawn = count(differences, Difference.Kind.DRAWN);
        for (Difference difference : differences) {
            long alike = difference.kind() == Difference.Kind.DRAWN ? drawn : moved;
            if (!difference.isLayout() || alike <= MOST_MOVED) {
                lines.add(sign(difference) + " " + difference);
            }
        }
        if (moved > MOST_MOVED) {
            lines.add("~ " + moved + " nodes stand elsewhere");
        }
        if (drawn > MOST_MOVED) {
            lines.add("~ " + drawn + " groups, notes, bent wires and bookmarks are drawn otherwise");
        }
        return lines;
    }

    private static long count(List<Difference> differences, Difference.Kind kind) {
        return differences.stream().filter(each -> each.kind() == kind).count();
    }

    private static String sign(Difference difference) {
        return switch (difference.kind()) {
            case ADDED, WIRED -> "+";
            case REMOVED, UNWIRED -> "-";
            case RENAMED, CHANGED, REORDERED, MOVED -> "~";
            case DRAWN -> difference.before() == null ? "+" : difference.after() == null ? "-" : "~";
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
            case DRAWN -> drawn(d);
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

    /// `note n1 "Why it waits" is new`, `wires from a bend otherwise`.
    private static String drawn(Difference d) {
        int dot = d.path().indexOf('.');
        String section = d.path().substring(0, dot);
        String id = d.path().substring(dot + 1);
        boolean bends = section.equals(DrawingTree.BENDS);
        String what = bends ? "the way of wires from " + id : section.replaceFirst("s$", "") + " " + id + title(d);
        if (d.before() == null) {
            return what + (bends ? " is bent" : " is new");
        }
        return what + (d.after() == null ? bends ? " is not bent any more" : " is gone" : " is drawn otherwise");
    }

    private static String title(Difference d) {
        if (!((d.after() == null ? d.before() : d.after()) instanceof java.util.Map<?, ?> fields)) {
            return "";
        }
        Object said = fields.get(DrawingTree.TITLE);
        if (said == null && fields.get(DrawingTree.TEXT) instanceof List<?> lines && !lines.isEmpty()) {
            said = lines.getFirst();
        }
        return said == null ? "" : " " + shown(said);
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
