package xooai.driver;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.XooaiException;

/// Which token is presented to which host, so that none goes to another.
///
/// @param byHost tokens by `host` or `host:port`, in small letters; with a port for that port alone
public record HostTokens(Map<String, String> byHost) {
    /// No tokens.
    public static final HostTokens NONE = new HostTokens(Map.of());

    public HostTokens {
        byHost = HostLines.lower(byHost);
    }

    /// Reads lines of a host, or host and port, and its token, apart by spaces. Empty lines and those that
    /// begin with `#` say nothing.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT that names the line, and no token
    public static HostTokens parse(String text) {
        return new HostTokens(HostLines.parse(
                text, "its token", token -> token.chars().allMatch(c -> c > ' ' && c < 0x7f)));
    }

    /// The token for that address, or null.
    public @Nullable String of(URI address) {
        return HostLines.of(byHost, address);
    }

    /// Names the hosts, and never a token.
    @Override
    public String toString() {
        return "HostTokens" + byHost.keySet();
    }
}
