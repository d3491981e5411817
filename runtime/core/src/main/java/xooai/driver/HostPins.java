package xooai.driver;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.XooaiException;

/// Which hosts are known by one certificate, whoever issued it: those that somebody said so of.
///
/// @param byHost fingerprints by `host` or `host:port`, in small letters; with a port for that port alone
public record HostPins(Map<String, String> byHost) {
    /// No host; all are known by the authorities.
    public static final HostPins NONE = new HostPins(Map.of());

    public HostPins {
        byHost = HostLines.lower(byHost);
    }

    /// Reads lines of a host, or host and port, and the fingerprint of its certificate, apart by spaces. Empty
    /// lines and those that begin with `#` say nothing.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT that names the line
    public static HostPins parse(String text) {
        return new HostPins(HostLines.parse(
                text, "the fingerprint of its certificate", word -> word.matches("sha256:[0-9a-f]{64}")));
    }

    /// The fingerprint for that address, or null.
    public @Nullable String of(URI address) {
        return HostLines.of(byHost, address);
    }

    /// Those settings, which believe the one certificate of that address where it is known.
    public ConnectSettings apply(ConnectSettings settings, URI address) {
        String pin = of(address);
        return pin == null ? settings : settings.withTrust(Trust.ofFingerprint(pin));
    }
}
