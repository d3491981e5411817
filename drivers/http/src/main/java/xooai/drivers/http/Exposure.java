package xooai.drivers.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.ServeSettings;
import xooai.driver.TokenStrength;

/// Whether a server may be opened at an address with its settings.
///
/// @param host the host to bind, without brackets
/// @param port the port to bind; 0 for any free one
/// @param tls whether it speaks TLS
record Exposure(String host, int port, boolean tls) {
    static Exposure check(URI address, ServeSettings settings) {
        String host = address.getHost();
        if (host == null) {
            throw refused(address, "it names no host");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        boolean secure = "https".equals(address.getScheme());
        boolean tls = settings.certificate() != null;
        if (secure && !tls) {
            throw refused(address, "https needs a certificate and a key: give both as PEM files");
        }
        if (tls && settings.key() == null) {
            throw refused(address, "a certificate needs its key: give both as PEM files");
        }
        checkToken(address, settings.token());
        if (!settings.insecure() && !isLoopback(bare, address)) {
            checkOpen(address, settings, tls);
        }
        int port = address.getPort() >= 0 ? address.getPort() : tls ? 443 : 80;
        return new Exposure(bare, port, tls);
    }

    private static void checkToken(URI address, @Nullable String token) {
        String weakness = token == null ? null : TokenStrength.weakness(token);
        if (weakness != null) {
            throw refused(address, "the token " + weakness);
        }
    }

    private static void checkOpen(URI address, ServeSettings settings, boolean tls) {
        String open = "the address is open to other machines and needs ";
        if (settings.token() == null) {
            throw refused(address, open + "a token; give one, bind 127.0.0.1, or say `insecure`");
        }
        if (!tls && !settings.behindProxy()) {
            throw refused(
                    address,
                    open + "TLS; give a certificate and a key, say `behind proxy` where one ends TLS, bind 127.0.0.1,"
                            + " or say `insecure`");
        }
    }

    private static boolean isLoopback(String host, URI address) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "Tried to serve at " + Failures.shown(address) + ": the host `" + host + "` is not known here",
                    e);
        }
    }

    private static XooaiException refused(URI address, String why) {
        return new XooaiException(
                Code.FAILED_PRECONDITION, "Tried to serve at " + Failures.shown(address) + ": " + why);
    }
}
