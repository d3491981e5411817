package xooai.designer.wires;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

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
        double near = 1 - (double) distance(a, b) / Math.max(1, Math.max(a.length(), b.length()));
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

    /// How many letters have to be changed, put in or left out to make one of the other.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
