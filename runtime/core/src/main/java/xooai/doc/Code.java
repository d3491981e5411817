package xooai.doc;

/// How a call ended: gRPC's canonical names, with [#PARTIAL] for an answer in which some docs are in error.
///
/// Each code carries the HTTP status that it travels as.
public enum Code {
    OK(200),
    PARTIAL(200),
    CANCELLED(499),
    UNKNOWN(500),
    INVALID_ARGUMENT(400),
    DEADLINE_EXCEEDED(504),
    NOT_FOUND(404),
    ALREADY_EXISTS(409),
    PERMISSION_DENIED(403),
    RESOURCE_EXHAUSTED(429),
    FAILED_PRECONDITION(412),
    ABORTED(409),
    OUT_OF_RANGE(400),
    UNIMPLEMENTED(501),
    INTERNAL(500),
    UNAVAILABLE(503),
    DATA_LOSS(500),
    UNAUTHENTICATED(401);

    private final int http;

    Code(int http) {
        this.http = http;
    }

    /// The HTTP status of an answer with this code.
    public int http() {
        return http;
    }

    /// Whether the same call may succeed when it is made again, unchanged.
    public boolean retryable() {
        return this == UNAVAILABLE || this == ABORTED;
    }

    /// The code of that name, or [#UNKNOWN] for a name that is none of them.
    public static Code named(String name) {
        for (Code code : values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return UNKNOWN;
    }
}
