package xooai.driver;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// The names under which callers may know a server, so that no name that was made to point at this machine is
/// answered.
public final class HostNames {
    private final Set<String> names;
    private final boolean anyOwnAddress;
    private volatile String last = "";

    /// @param exposure where the server is bound
    /// @param settings which further names it has
    public HostNames(Exposure exposure, ServeSettings settings) {
        this.names = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]", bracketed(exposure.host())));
        for (String host : settings.hosts()) {
            names.add(ofSetting(host));
        }
        this.anyOwnAddress =
                exposure.host().equals("0.0.0.0") || exposure.host().equals("::");
    }

    /// Lets a caller pass who sent that `Host`.
    ///
    /// @param authority the host, with a port or without; null when none was sent
    /// @param reached the address of this machine that the caller reached
    /// @throws XooaiException with PERMISSION_DENIED when it is no name of this server
    public void check(@Nullable String authority, Supplier<String> reached) {
        if (authority == null || !(authority.equals(last) || isOwn(authority, reached))) {
            throw new XooaiException(
                    Code.PERMISSION_DENIED,
                    "the host `" + shown(authority) + "` in `Host` is not one of this server: it is known as "
                            + String.join(", ", names.stream().sorted().toList()));
        }
    }

    private boolean isOwn(String authority, Supplier<String> reached) {
        String name = of(authority);
        if (name == null) {
            return false;
        }
        // A server at every address of the machine is also known by the address that the caller reached. That
        // is no name, so nobody can make it point elsewhere.
        boolean own = names.contains(name) || (anyOwnAddress && name.equals(bracketed(reached.get())));
        if (own) {
            last = authority;
        }
        return own;
    }

    /// The host of a name that the settings give, in lower case.
    public static String ofSetting(String host) {
        String name = of(host);
        return name == null ? host.toLowerCase(Locale.ROOT) : name;
    }

    /// The host of `host[:port]` in lower case, or null when it is neither.
    public static @Nullable String of(String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        int end = lower.startsWith("[") ? lower.indexOf(']') + 1 : lower.indexOf(':');
        if (end == 0 && lower.startsWith("[")) {
            return null;
        }
        String name = end < 0 ? lower : lower.substring(0, end);
        String rest = lower.substring(name.length());
        return rest.isEmpty() || rest.matches(":\\d{1,5}") ? name : null;
    }

    /// A header as a message may show it: short, and without anything that could break a line.
    public static String shown(@Nullable String header) {
        if (header == null) {
            return "";
        }
        String plain = header.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
    }

    private static String bracketed(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.contains(":") && !lower.startsWith("[") ? "[" + lower + "]" : lower;
    }
}
