package xooai.doc;

/// How far apart words are, for suggesting what somebody may have meant.
public final class Spelling {
    private Spelling() {}

    /// How many letters have to be put in, taken out or replaced to make one word of the other (Levenshtein, "Binary
    /// Codes Capable of Correcting Deletions, Insertions, and Reversals", 1966).
    public static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
