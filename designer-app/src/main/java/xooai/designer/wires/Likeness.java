package xooai.designer.wires;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import xooai.doc.Spelling;

/// How alike the names of two fields are.
final class Likeness {
    private static final double LEAST = 0.65;

    private Likeness() {}

    /// From 0, nothing in common, to 100, the same name.
    static int of(String one, String other) {
        String a = plain(last(one));
        String b = plain(last(other));
        if (last(one).equals(last(other))) {
            return 100;
        }
        if (a.equals(b)) {
            return 90;
        }
        if (sharesWord(last(one), last(other))) {
            return 60;
        }
        double near = 1 - (double) Spelling.distance(a, b) / Math.max(1, Math.max(a.length(), b.length()));
        return near >= LEAST ? (int) (50 * near) : 0;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static boolean sharesWord(String one, String other) {
        Set<String> words = new HashSet<>(words(one));
        words.retainAll(words(other));
        return words.stream().anyMatch(word -> word.length() > 2);
    }

    private static Set<String> words(String name) {
        return new HashSet<>(Arrays.asList(name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z0-9]+", -1)));
    }
}
