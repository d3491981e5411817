package xooai.driver;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// What belongs to one host each, as lines of a host, or host and port, and a word.
final class HostLines {
    private HostLines() {}

    /// Reads such lines. Empty ones and those that begin with `#` say nothing.
    ///
    /// @param what what the word is, for the message: `its token`
    /// @throws XooaiException with INVALID_ARGUMENT that names the line, and no word
    static Map<String, String> parse(String text, String what, Predicate<String> fits) {
        Map<String, String> found = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String[] words = line.strip().split("\\s+", 3);
            if (words[0].isEmpty() || words[0].startsWith("#")) {
                continue;
            }
            if (words.length != 2 || words[0].contains("/") || !fits.test(words[1])) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "line " + number + " is not a host, or host:port, and " + what + ", apart by a space");
            }
            if (found.put(words[0].toLowerCase(Locale.ROOT), words[1]) != null) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT, "line " + number + " names the host " + words[0] + " a second time");
            }
        }
        return found;
    }

    /// Those words by hosts in small letters.
    static Map<String, String> lower(Map<String, String> byHost) {
        Map<String, String> lower = new HashMap<>();
        byHost.forEach((host, word) -> lower.put(host.toLowerCase(Locale.ROOT), word));
        return Map.copyOf(lower);
    }

    /// The word for that address: that of its host and port, else that of its host; or null.
    static @Nullable String of(Map<String, String> byHost, URI address) {
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        String exact = byHost.get(host + ":" + address.getPort());
        return exact != null ? exact : byHost.get(host);
    }
}
