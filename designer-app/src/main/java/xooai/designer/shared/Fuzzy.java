package xooai.designer.shared;

import java.util.Locale;

/// How well what was typed fits a title: every typed letter in order, best at the starts of words and in one
/// piece.
public final class Fuzzy {
    private Fuzzy() {}

    /// The score, higher for a better fit; negative when it does not fit. Nothing typed fits everything.
    public static int score(String typed, String title) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return 0;
        }
        String text = title.toLowerCase(Locale.ROOT);
        int whole = text.indexOf(wanted);
        if (whole >= 0) {
            return 1000 - whole - text.length() + (startsWord(title, whole) ? 500 : 0);
        }
        return scattered(wanted, title, text);
    }

    private static int scattered(String wanted, String title, String text) {
        int score = 0;
        int at = -1;
        for (int i = 0; i < wanted.length(); i++) {
            char letter = wanted.charAt(i);
            if (letter == ' ') {
                continue;
            }
            int found = nextStart(letter, title, text, at + 1);
            if (found < 0) {
                return -1;
            }
            score += startsWord(title, found) ? 10 : found == at + 1 ? 6 : 1;
            at = found;
        }
        return score;
    }

    private static int nextStart(char letter, String title, String text, int from) {
        int first = text.indexOf(letter, from);
        for (int i = first; i >= 0; i = text.indexOf(letter, i + 1)) {
            if (i == from || startsWord(title, i)) {
                return i;
            }
        }
        return first;
    }

    private static boolean startsWord(String title, int index) {
        return index == 0
                || !Character.isLetterOrDigit(title.charAt(index - 1))
                || (Character.isUpperCase(title.charAt(index)) && Character.isLowerCase(title.charAt(index - 1)));
    }
}
