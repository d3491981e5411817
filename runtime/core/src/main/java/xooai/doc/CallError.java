package xooai.doc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a doc or a whole request failed, as it travels.
///
/// @param code what kind of failure it is
/// @param message what was tried, with what, and why it failed; one or more sentences for a person
/// @param node the node of the flow that failed, if one did
/// @param attempt which attempt failed, from 1
/// @param endpoint the endpoint that was called, if one was
/// @param docId the doc that is in error, if it is one
/// @param retryable whether the same call may succeed later
/// @param cause the errors behind this one, nearest first
public record CallError(
        Code code,
        String message,
        @Nullable String node,
        int attempt,
        @Nullable String endpoint,
        @Nullable String docId,
        boolean retryable,
        List<CallError> cause) {

    public CallError {
        cause = List.copyOf(cause);
    }

    /// An error with nothing but its code and message.
    public static CallError of(Code code, String message) {
        return new CallError(code, message, null, 1, null, null, code.retryable(), List.of());
    }

    /// This error, said of that node; an error that names a node already keeps it.
    public CallError atNode(String name) {
        return node != null ? this : new CallError(code, message, name, attempt, endpoint, docId, retryable, cause);
    }

    /// This error, said of that endpoint; an error that names an endpoint already keeps it.
    public CallError atEndpoint(String path) {
        return endpoint != null ? this : new CallError(code, message, node, attempt, path, docId, retryable, cause);
    }

    /// This error, said of that doc.
    public CallError ofDoc(@Nullable String id) {
        return id == null || id.equals(docId)
                ? this
                : new CallError(code, message, node, attempt, endpoint, id, retryable, cause);
    }

    /// This error in other words.
    public CallError withMessage(String words) {
        return new CallError(code, words, node, attempt, endpoint, docId, retryable, cause);
    }

    /// This error with those behind it.
    public CallError causedBy(List<CallError> errors) {
        return new CallError(code, message, node, attempt, endpoint, docId, retryable, errors);
    }

    /// The first of those errors, the others under its `cause`; null when there are none.
    public static @Nullable CallError combined(List<CallError> errors) {
        if (errors.isEmpty()) {
            return null;
        }
        CallError first = errors.getFirst();
        List<CallError> causes = new ArrayList<>(first.cause());
        errors.stream().skip(1).filter(error -> !error.equals(first)).forEach(causes::add);
        return causes.size() == first.cause().size() ? first : first.causedBy(causes);
    }
}
