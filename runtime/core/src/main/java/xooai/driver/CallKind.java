package xooai.driver;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How an endpoint is called: who sends one message, and who a stream of them.
///
/// Every endpoint can be called in every kind: one that takes one message is called for each chunk of a
/// stream, and a stream that nobody asked for is collected into one answer.
public enum CallKind {
    /// One request, one answer.
    UNARY(false, false),
    /// A stream of requests, one answer.
    CLIENT_STREAM(true, false),
    /// One request, a stream of answers.
    SERVER_STREAM(false, true),
    /// A stream each way, at the same time.
    BIDIRECTIONAL(true, true);

    private final boolean streamsIn;
    private final boolean streamsOut;

    CallKind(boolean streamsIn, boolean streamsOut) {
        this.streamsIn = streamsIn;
        this.streamsOut = streamsOut;
    }

    /// The kind with those streams.
    public static CallKind of(boolean streamsIn, boolean streamsOut) {
        return streamsIn ? (streamsOut ? BIDIRECTIONAL : CLIENT_STREAM) : (streamsOut ? SERVER_STREAM : UNARY);
    }

    /// Whether the caller sends a stream.
    public boolean streamsIn() {
        return streamsIn;
    }

    /// Whether the answer is a stream.
    public boolean streamsOut() {
        return streamsOut;
    }

    /// The name on the wire.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind of that name on the wire, or null.
    public static @Nullable CallKind named(String wireName) {
        for (CallKind kind : values()) {
            if (kind.wireName().equals(wireName)) {
                return kind;
            }
        }
        return null;
    }
}
