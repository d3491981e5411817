package xooai.designer.invoke;

/// Calls as lines for a POSIX shell.
public final class Curl {
    private Curl() {}

    /// A line that posts that JSON to that address.
    public static String line(String address, String json) {
        return "curl -H 'content-type: application/json' -d " + quoted(json) + " " + quotedIfNeeded(address);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String quotedIfNeeded(String text) {
        return text.matches("[A-Za-z0-9:/._-]+") ? text : quoted(text);
    }
}
