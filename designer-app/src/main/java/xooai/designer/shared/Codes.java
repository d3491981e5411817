package xooai.designer.shared;

import java.util.Locale;
import xooai.doc.Code;

/// How a call ended, in words: `OK`, `Failed precondition`.
public final class Codes {
    private Codes() {}

    /// The words of that code.
    public static String words(Code code) {
        if (code == Code.OK) {
            return "OK";
        }
        String words = code.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
