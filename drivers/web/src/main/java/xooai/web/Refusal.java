package xooai.web;

import java.util.Map;
import xooai.doc.CallError;
import xooai.doc.Code;

/// A request that is answered with an error before any endpoint sees it: status, envelope and headers of that
/// answer.
public final class Refusal extends RuntimeException {
    private final int status;
    private final transient CallError error;
    private final transient Map<String, String> headers;

    /// @param headers further headers of the answer
    public Refusal(int status, CallError error, Map<String, String> headers) {
        super(error.message(), null, false, false);
        this.status = status;
        this.error = error;
        this.headers = headers;
    }

    /// A refusal with the status of that code.
    public static Refusal of(Code code, String message) {
        return new Refusal(code.http(), CallError.of(code, message), Map.of());
    }

    /// A refusal with a status of its own.
    public static Refusal of(int status, Code code, String message) {
        return new Refusal(status, CallError.of(code, message), Map.of());
    }

    /// The status of the answer.
    public int status() {
        return status;
    }

    /// What the answer says.
    public CallError error() {
        return error;
    }

    /// Further headers of the answer.
    public Map<String, String> headers() {
        return headers;
    }

    /// The code that an answer with that status has, where nothing nearer is known.
    public static Code codeOf(int status) {
        return switch (status) {
            case 401 -> Code.UNAUTHENTICATED;
            case 403 -> Code.PERMISSION_DENIED;
            case 404 -> Code.NOT_FOUND;
            case 405, 501 -> Code.UNIMPLEMENTED;
            case 408, 504 -> Code.DEADLINE_EXCEEDED;
            case 409 -> Code.ABORTED;
            case 412 -> Code.FAILED_PRECONDITION;
            case 413, 414, 429, 431 -> Code.RESOURCE_EXHAUSTED;
            case 499 -> Code.CANCELLED;
            case 502, 503 -> Code.UNAVAILABLE;
            default -> status >= 500 ? Code.INTERNAL : Code.INVALID_ARGUMENT;
        };
    }
}
