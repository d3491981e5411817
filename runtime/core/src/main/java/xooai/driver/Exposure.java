package xooai.driver;

import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Whether a server may be opened at an address with its settings: one that other machines can reach needs a
/// token and TLS, or settings that say otherwise.
///
/// @param host the host to bind, without brackets
/// @param port the port to bind; 0 for any free one
/// @param tls whether it speaks TLS
public record Exposure(String host, int port, boolean tls) {
    /// Where and how a server is opened at that address. A scheme that ends with `s`, such as `https`, needs a
    /// certificate; a certificate makes any other scheme speak TLS too.
    ///
    /// @throws XooaiException with FAILED_PRECONDITION when that is not safe; the message says how to mend it
    public static Exposure check(URI address, ServeSettings settings) {
        String host = address.getHost();
        if (host == null) {
            throw refused(address, "it names no host");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        boolean secure = address.getScheme().endsWith("s");
        boolean tls = settings.certificate() != null;
        if (secure && !tls) {
            throw refused(address, address.getScheme() + " needs a certificate and a key: give both as PEM files");
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

    /// The error of a server that could not bind that address: the port in use, the rights missing, or an
    /// address of another machine, where that is behind the failure.
    public XooaiException notBound(URI address, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof XooaiException known) {
                return known;
            }
            // What binds without Java's own sockets has failures of its own.
            if (cause instanceof BindException
                    || String.valueOf(cause.getMessage()).contains("bind(")) {
                return new XooaiException(
                        Code.UNAVAILABLE, tried(address) + whyNotBound(String.valueOf(cause.getMessage())), failure);
            }
        }
        return new XooaiException(Code.INTERNAL, tried(address) + failure.getMessage(), failure);
    }

    private String whyNotBound(String message) {
        if (message.contains("in use")) {
            return "port " + port + " is in use by another program. Choose another port, or 0 for any free one";
        }
        return message.contains("ermission")
                ? "port " + port + " needs more rights than this program has. Choose one from 1024 on, or 0 for any"
                        + " free one"
                : host + " is no address of this machine";
    }

    private static String tried(URI address) {
        return "Tried to serve at " + ShownAddress.of(address) + ": ";
    }

    private static void checkToken(URI address, @Nullable String token) {
        String weakness = token == null ? null : TokenStrength.weakness(token);
        if (weakness != null) {
            throw refused(address, "the token " + weakness);
        }
    }

    private static void checkOpen(URI address, ServeSettings settings, boolean tls) {
        boolean token = settings.token() != null;
        boolean encrypted = tls || settings.behindProxy();
        if (token && encrypted) {
            return;
        }
        // No proxy ends QUIC's own TLS.
        boolean proxied = !address.getScheme().equals("quic");
        String needs = token ? "TLS" : encrypted ? "a token" : "a token and TLS";
        String how = (token ? "" : "give a token (--token-file), ")
                + (encrypted
                        ? ""
                        : "give a certificate and its key (--tls-cert, --tls-key)"
                                + (proxied ? " or say that a proxy ends TLS (--behind-proxy), " : ", "));
        throw refused(
                address,
                "the address is open to other machines and needs " + needs + ": " + how
                        + "bind 127.0.0.1, or do without by name (--insecure)");
    }

    private static boolean isLoopback(String host, URI address) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION, tried(address) + "the host `" + host + "` is not known here", e);
        }
    }

    private static XooaiException refused(URI address, String why) {
        return new XooaiException(Code.FAILED_PRECONDITION, tried(address) + why);
    }
}
