package xooai.drivers.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.driver.Exposure;
import xooai.driver.ServeSettings;

/// Who may ask: checks of every request, whatever its path and method.
///
/// A web page of another site, or one whose name was made to point at this machine, is refused by `Host`,
/// `Origin` and
/// `Sec-Fetch-Site`; everybody else by the token, where there is one.
final class Guard {
    private static final String BEARER = "bearer ";

    private final Set<String> names;
    private final Set<String> origins;
    private volatile String lastHost = "";
    private final boolean anyOwnAddress;
    private final byte @Nullable [] token;

    Guard(Exposure exposure, ServeSettings settings) {
        this.names = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]", bracketed(exposure.host())));
        this.origins = new HashSet<>();
        for (String host : settings.hosts()) {
            String name = nameOf(host);
            names.add(name == null ? host.toLowerCase(Locale.ROOT) : name);
            origins.add(name == null ? host.toLowerCase(Locale.ROOT) : name);
        }
        this.anyOwnAddress =
                exposure.host().equals("0.0.0.0") || exposure.host().equals("::");
        this.token = settings.token() == null ? null : digest(settings.token());
    }

    /// Lets a request pass.
    ///
    /// @param open whether the path tells nothing and needs no token
    /// @throws Refusal when it may not
    void check(HttpServletRequest request, boolean open) {
        String host = request.getHeader("Host");
        if (host == null || !(host.equals(lastHost) || isOwn(host, request))) {
            throw Refusal.of(
                    Code.PERMISSION_DENIED,
                    "the host `" + shown(host) + "` in `Host` is not one of this server: it is known as "
                            + String.join(", ", names.stream().sorted().toList()));
        }
        checkSite(request, host);
        if (token != null && !open) {
            checkToken(request, token);
        }
    }

    private boolean isOwn(String host, HttpServletRequest request) {
        String name = nameOf(host);
        if (name == null) {
            return false;
        }
        // A server at every address of the machine is also known by the address that the caller reached. That
        // is no
        // name, so nobody can make it point elsewhere.
        boolean own = names.contains(name) || (anyOwnAddress && name.equals(bracketed(request.getLocalAddr())));
        if (own) {
            lastHost = host;
        }
        return own;
    }

    private void checkSite(HttpServletRequest request, String host) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw Refusal.of(
                    Code.PERMISSION_DENIED, "`Sec-Fetch-Site: " + shown(site) + "`: pages of other sites are refused");
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !isSame(origin.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT))) {
            throw Refusal.of(
                    Code.PERMISSION_DENIED, "`Origin: " + shown(origin) + "`: pages of other sites are refused");
        }
    }

    private boolean isSame(String origin, String host) {
        if (!origin.startsWith("http://") && !origin.startsWith("https://")) {
            return false;
        }
        String authority = origin.substring(origin.indexOf("//") + 2);
        String name = nameOf(authority);
        return authority.equals(host) || (name != null && origins.contains(name));
    }

    private static void checkToken(HttpServletRequest request, byte[] expected) {
        List<String> given = Collections.list(request.getHeaders("Authorization"));
        boolean bearer = given.size() == 1 && given.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length());
        if (bearer
                && MessageDigest.isEqual(
                        expected,
                        digest(given.getFirst().substring(BEARER.length()).strip()))) {
            return;
        }
        String why = given.isEmpty()
                ? "this server needs a token: send `Authorization: Bearer …`"
                : "`Authorization` does not hold this server's token";
        throw new Refusal(
                Code.UNAUTHENTICATED.http(),
                CallError.of(Code.UNAUTHENTICATED, why),
                Map.of("WWW-Authenticate", "Bearer"));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The host of `host[:port]` in lower case, or null when it is neither.
    private static @Nullable String nameOf(String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        int end = lower.startsWith("[") ? lower.indexOf(']') + 1 : lower.indexOf(':');
        if (end == 0 && lower.startsWith("[")) {
            return null;
        }
        String name = end < 0 ? lower : lower.substring(0, end);
        String rest = lower.substring(name.length());
        return rest.isEmpty() || rest.matches(":\\d{1,5}") ? name : null;
    }

    private static String bracketed(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.contains(":") && !lower.startsWith("[") ? "[" + lower + "]" : lower;
    }

    /// A header as a message may show it: short, and without anything that could break a line.
    private static String shown(@Nullable String header) {
        if (header == null) {
            return "";
        }
        String plain = header.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
    }
}
