package xooai.driver;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// Says why a connection failed, in a person's words.
public final class Failures {
    private static final String NOT_TRUSTED =
            "its certificate is not trusted here: believe who issued it (--tls-ca), or its fingerprint"
                    + " (--tls-fingerprint)";
    private static final String OTHER_HOST =
            "its certificate is not for that host: call it by a name or address that the certificate has";
    private static final String EXPIRED =
            "its certificate has expired: have it renewed over there, or set the clock here right";
    private static final String TOO_EARLY =
            "its certificate is not valid yet: set the clock right, here or where it was issued";

    /// The first frame of an HTTP/2 server, as OkHttp shows what it took for an answer of HTTP/1.1.
    private static final Pattern HTTP_2 = Pattern.compile("content=00[0-9a-f]{4}04");

    private Failures() {}

    /// Why calling over a connection failed, to follow "Tried to call …: ".
    public static String sayWhy(IOException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (HTTP_2.matcher(causes(e)).find()) {
            return "it speaks HTTP/2 alone, as gRPC does: call it by grpc:// or grpcs://";
        }
        if (text.contains("unexpected end of stream")
                || text.contains("reset by peer")
                || text.contains("broken pipe")) {
            return "the connection was cut";
        }
        return switch (e) {
            case UnknownHostException _ -> "the host is not known";
            case NoRouteToHostException _ -> "there is no way to the host";
            case ConnectException _ -> e.getMessage() == null ? connect(e) : connect(text);
            case SocketTimeoutException _ -> text.contains("connect") ? "connecting took too long" : "it took too long";
            case InterruptedIOException _ -> "it took too long";
            case SSLPeerUnverifiedException _ -> OTHER_HOST;
            case SSLException _ -> tls(e);
            case ProtocolException _ -> "it does not speak HTTP: " + e.getMessage();
            case EOFException _ -> "the connection was cut";
            case SocketException _ -> "the connection was cut";
            default -> text.contains("canceled") ? "the call was cancelled" : "it failed: " + e.getMessage();
        };
    }

    /// Java's own client of HTTP says what was wrong by the kinds of causes alone.
    private static String connect(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "the host is not known";
            }
        }
        return "connection refused";
    }

    private static String connect(String text) {
        return text.contains("refused") || text.contains("failed to connect")
                ? "connection refused"
                : text.contains("timed out") ? "connecting took too long" : "cannot connect: " + text;
    }

    /// What a failure and all its causes say.
    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }

    private static String tls(IOException e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("not an SSL/TLS record") || text.contains("unrecognized SSL message")) {
            return "it does not speak TLS at that port: call it by a scheme without it, http:// or grpc://";
        }
        String why = certificate(e);
        return why == null ? "TLS failed: " + e.getMessage() : why;
    }

    /// Why a certificate was refused, to follow "Tried to call …: ".
    public static String sayWhy(CertificateException e) {
        return Objects.requireNonNullElse(certificate(e), NOT_TRUSTED);
    }

    /// What is wrong with a certificate and how to mend it; null where the failure is not one of a certificate.
    private static @Nullable String certificate(Throwable failure) {
        String why = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (text.contains("fingerprint")) {
                return text;
            }
            switch (cause) {
                case CertificateExpiredException _ -> {
                    return EXPIRED;
                }
                case CertificateNotYetValidException _ -> {
                    return TOO_EARLY;
                }
                case CertPathBuilderException _, CertPathValidatorException _ -> why = NOT_TRUSTED;
                case CertificateException _ -> why = isOfAnotherHost(text) ? OTHER_HOST : NOT_TRUSTED;
                default -> {
                    // What it is the cause of says no more.
                }
            }
        }
        return why;
    }

    /// What Java says of names, in the words of its host name checker.
    private static boolean isOfAnotherHost(String text) {
        return text.contains("No subject alternative") || text.contains("No name matching");
    }
}
