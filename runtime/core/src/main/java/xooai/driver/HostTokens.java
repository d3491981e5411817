package xooai.driver;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Which token is presented to which host, so that none goes to another.
///
/// @param byHost tokens by `host` or `host:port`, in small letters; with a port for that port alone
public record HostTokens(Map<String, String> byHost) {
    /// No tokens.
    public static final HostTokens NONE = new HostTokens(Map.of());

    public HostTokens {
        Map<String, String> lower = new HashMap<>();
        byHost.forEach((host, token) -> lower.put(host.toLowerCase(Locale.ROOT), token));
        byHost = Map.copyOf(lower);
    }

    /// Reads lines of a host, or host and port, and its token, apart by spaces. Empty lines and those that
    /// begin with `#` say nothing.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT that names the line, and no token
    public static HostTokens parse(String text) {
        Map<String, String> found = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String[] words = line.strip().split("\\s+", 3);
            if (words[0].isEmpty() || words[0].startsWith("#")) {
                continue;
            }
            if (words.length != 2 || words[0].contains("/") || !words[1].chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "line " + number + " is not a host, or host:port, and its token, apart by a space");
            }
            if (found.put(words[0].toLowerCase(Locale.ROOT), words[1]) != null) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT, "line " + number + " names the host " + words[0] + " a second time");
            }
        }
        return new HostTokens(found);
    }

    /// The token for that address, or null.
    public @Nullable String of(URI address) {
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        String exact = byHost.get(host + ":" + address.getPort());
        return exact != null ? exact : byHost.get(host);
    }

    /// Names the hosts, and never a token.
    @Override
    public String toString() {
        return "HostTokens" + byHost.keySet();
    }
}
