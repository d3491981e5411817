package xooai.designer.safety;

/// How one text becomes another: so much of its start and of its end stays, and what is between is replaced.
///
/// @param start how many chars of the start stay
/// @param end how many chars of the end stay
/// @param put what comes between
record Patch(int start, int end, String put) {

    /// The patch that makes the one text of the other.
    static Patch of(String before, String after) {
        int most = Math.min(before.length(), after.length());
        int start = 0;
        while (start < most && before.charAt(start) == after.charAt(start)) {
            start++;
        }
        if (start > 0 && Character.isHighSurrogate(before.charAt(start - 1))) {
            start--; // Half a letter has no bytes.
        }
        int end = 0;
        while (end < most - start
                && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
            end++;
        }
        if (end > 0 && Character.isLowSurrogate(before.charAt(before.length() - end))) {
            end--;
        }
        return new Patch(start, end, after.substring(start, after.length() - end));
    }

    /// The text that it makes of that one.
    ///
    /// @throws IllegalArgumentException when it is no patch of that text
    String apply(String before) {
        if (start < 0 || end < 0 || (long) start + end > before.length()) {
            throw new IllegalArgumentException(
                    "a patch that keeps " + start + " and " + end + " chars of " + before.length());
        }
        return before.substring(0, start) + put + before.substring(before.length() - end);
    }
}
