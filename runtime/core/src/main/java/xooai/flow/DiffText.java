package xooai.flow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;

/// Differences in words, one a line.
public final class DiffText {
    private static final int LONGEST = 80;
    private static final int MOST_MOVED = 5;

    /// The path of a word in a drawing; what stands deeper, under a key of one's own, is none.
    private static final Pattern WORD = Pattern.compile(
            "drawing\\.(group|note|bookmark)s\\.((?:(?!\\.x-).)*)\\.(title|text|color)", Pattern.DOTALL);

    private DiffText() {}

    /// All of them, each after a sign: `+` more, `-` less, `~` otherwise. Many nodes that only stand elsewhere are one
    /// line, as are many things that are only drawn elsewhere.
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
        return differences.stream()
                .filter(each -> each.kind() == kind && each.isLayout())
                .count();
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
            case CHANGED -> changedAt(d);
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
        String what = inSubFlow(d)
                + (bends ? "the way of wires from " + id : section.replaceFirst("s$", "") + " " + id + title(d));
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

    /// `e1: config.lang is "de", was "en"`, `note m: text is "b", was "a"`.
    private static String changedAt(Difference d) {
        boolean node = !d.node().isEmpty();
        boolean seen = isSignature(d.before()) || isSignature(d.after());
        if (node && seen && d.path().equals(SubFlows.ACCEPTED)) {
            if (isSignature(d.after())) {
                return d.node() + ": takes the inside as it is now";
            }
            if (d.after() == null) {
                return d.node() + ": says no more which inside it has seen";
            }
        }
        Matcher word = WORD.matcher(d.path());
        if (word.matches()) {
            return inSubFlow(d) + word.group(1) + " " + word.group(2) + ": " + word.group(3) + changed(d);
        }
        String of = node ? d.node() : "the flow";
        return (d.path().isEmpty() ? of : of + ": " + d.path()) + changed(d);
    }

    private static boolean isSignature(@Nullable Object value) {
        return value instanceof String text && text.startsWith("sha256:");
    }

    private static String inSubFlow(Difference d) {
        return d.node().isEmpty() ? "" : d.node() + ": ";
    }

    private static String changed(Difference d) {
        Object before = text(d, d.before());
        Object after = text(d, d.after());
        if (before == null && after == null) {
            return " is null in one of them and not there in the other";
        }
        if (before == null) {
            return " is " + shown(after) + ", was not set";
        }
        if (after == null) {
            return " is not set, was " + shown(before);
        }
        String was = json(before);
        String is = json(after);
        int from = start(was, is);
        return " is " + cut(is, from) + ", was " + cut(was, from);
    }

    /// The lines of a note as one text; any other value as it is.
    private static @Nullable Object text(Difference d, @Nullable Object value) {
        if (!(value instanceof List<?> lines) || !WORD.matcher(d.path()).matches()) {
            return value;
        }
        return lines.stream().allMatch(String.class::isInstance)
                ? String.join("\n", lines.stream().map(String::valueOf).toList())
                : value;
    }

    /// Where to begin to show two values, so that what is different in them is seen even in long ones.
    private static int start(String one, String other) {
        if (codePoints(one) <= LONGEST && codePoints(other) <= LONGEST) {
            return 0;
        }
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        if (same <= LONGEST / 2) {
            return 0;
        }
        int from = same - LONGEST / 4;
        return Character.isLowSurrogate(one.charAt(from)) ? from - 1 : from;
    }

    private static String list(@Nullable Object value) {
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : shown(value);
    }

    /// A value as JSON, cut where it is long.
    static String shown(@Nullable Object value) {
        return cut(json(value), 0);
    }

    private static String json(@Nullable Object value) {
        return new String(Codec.JSON.writeValue(value), StandardCharsets.UTF_8);
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String cut(String json, int from) {
        String rest = json.substring(from);
        String start = from == 0 ? "" : "…";
        return codePoints(rest) > LONGEST
                ? start + rest.substring(0, rest.offsetByCodePoints(0, LONGEST)) + "…"
                : start + rest;
    }
}
