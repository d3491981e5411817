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
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Says why a connection failed, in a person's words.
public final class Failures {
    private Failures() {}

    /// Why calling over a connection failed, to follow "Tried to call …: ".
    public static String sayWhy(IOException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("unexpected end of stream")) {
            return "the connection was cut";
        }
        return switch (e) {
            case UnknownHostException _ -> "the host is not known";
            case NoRouteToHostException _ -> "there is no way to the host";
            case ConnectException _ -> connect(text);
            case SocketTimeoutException _ -> text.contains("connect") ? "connecting took too long" : "it took too long";
            case InterruptedIOException _ -> "it took too long";
            case SSLPeerUnverifiedException _ -> "its certificate is not for that host";
            case SSLException _ -> tls(text, e);
            case ProtocolException _ -> "it does not speak HTTP: " + e.getMessage();
            case EOFException _ -> "the connection was cut";
            case SocketException _ -> "the connection was cut";
            default -> text.contains("canceled") ? "the call was cancelled" : "it failed: " + e.getMessage();
        };
    }

    private static String connect(String text) {
        return text.contains("refused") || text.contains("failed to connect")
                ? "connection refused"
                : text.contains("timed out") ? "connecting took too long" : "cannot connect: " + text;
    }

    private static String tls(String text, IOException e) {
        return text.contains("pkix") || text.contains("trust")
                ? "its certificate is not trusted here"
                : "TLS failed: " + e.getMessage();
    }
}
