package xooai.driver;

import java.util.Locale;

/// How an endpoint is called. Streaming kinds join this family with the streaming drivers.
public enum CallKind {
    /// One request, one answer.
    UNARY;

    /// The name on the wire.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
