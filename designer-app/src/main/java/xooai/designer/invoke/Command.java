package xooai.designer.invoke;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.designer.shared.Schemes;
import xooai.driver.CallKind;

/// A call as a line for a POSIX shell: by curl where the address is one of HTTP, else by `xooai call`.
///
/// @param tool the program that calls: `curl` or `xooai`
/// @param scheme the scheme of the address that it calls
/// @param line the line
public record Command(String tool, String scheme, String line) {

    /// The line that calls an endpoint of that kind at that address with those docs, a plain list.
    ///
    /// @param fingerprint the one certificate that the host is known by; null for the system's authorities
    public static Command of(String address, CallKind kind, @Nullable Object docs, @Nullable String fingerprint) {
        List<?> list = docs instanceof List<?> each ? each : List.of();
        String scheme = address.substring(0, Math.max(0, address.indexOf(':')));
        return scheme.startsWith("http") && fingerprint == null
                ? new Command("curl", scheme, curl(address, kind, list))
                : new Command("xooai", scheme, xooai(address, kind, list, fingerprint));
    }

    /// What a shell takes as one argument, in bytes, on the systems that take least; what is longer is read from the
    /// lines that follow.
    private static final int LONGEST = 100_000;

    private static String curl(String address, CallKind kind, List<?> docs) {
        String accept = kind.streamsOut() ? "-N -H 'accept: application/x-ndjson' " : "";
        String body = "{\"docs\":" + json(docs) + "}";
        boolean tooLong = body.getBytes(StandardCharsets.UTF_8).length > LONGEST;
        String line = "curl " + accept + "-H 'content-type: application/json' "
                + (tooLong ? "--data-binary @-" : "-d " + quoted(body)) + " " + quotedIfNeeded(address);
        // JSON of one line is never the line that ends it.
        return tooLong ? line + " <<'XOOAI_END'\n" + body + "\nXOOAI_END" : line;
    }

    private static String xooai(String address, CallKind kind, List<?> docs, @Nullable String fingerprint) {
        StringBuilder line = new StringBuilder("xooai call ").append(quotedIfNeeded(address));
        if (kind.streamsOut()) {
            line.append(" --stream");
        }
        if (fingerprint != null) {
            line.append(" --tls-fingerprint ").append(fingerprint);
        }
        docs.forEach(doc -> line.append(" --doc ").append(quoted(json(doc))));
        return line.toString();
    }

    private static String json(@Nullable Object value) {
        return new String(Codec.JSON.writeValue(value), StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /// A text as one argument of a shell.
    public static String quotedIfNeeded(String text) {
        return text.matches("[A-Za-z0-9:/._-]+") ? text : quoted(text);
    }

    /// The port that examples serve a scheme at.
    public static int port(String scheme) {
        List<String> schemes = Schemes.served();
        return 8080 + Math.max(0, schemes.indexOf(scheme));
    }
}
