package xooai.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;

/// The fields of an error, which another version may have written: nothing in it makes an answer unreadable.
final class ErrorFields {
    private static final int MAX_CAUSES = 16;

    private ErrorFields() {}

    /// The error with those fields.
    static CallError error(Map<?, ?> map) {
        return error(map, 0);
    }

    private static CallError error(Map<?, ?> map, int depth) {
        List<CallError> causes = new ArrayList<>();
        if (map.get("cause") instanceof List<?> list && depth < MAX_CAUSES) {
            list.forEach(cause -> {
                if (cause instanceof Map<?, ?> body) {
                    causes.add(error(body, depth + 1));
                }
            });
        }
        Code code = map.get("code") instanceof String name ? Code.named(name) : Code.UNKNOWN;
        return new CallError(
                code,
                message(map),
                string(map, "node"),
                map.get("attempt") instanceof Long attempt && attempt > 0 && attempt < 1_000_000
                        ? attempt.intValue()
                        : 1,
                string(map, "endpoint"),
                string(map, "docId"),
                map.get("retryable") instanceof Boolean retryable ? retryable : code.retryable(),
                causes);
    }

    /// The message, with the code where this version does not know that.
    private static String message(Map<?, ?> error) {
        String message = error.get("message") instanceof String text ? text : "no message";
        boolean foreign = error.get("code") instanceof String name
                && Code.named(name) == Code.UNKNOWN
                && !name.equals(Code.UNKNOWN.name());
        return foreign ? message + " (with the code " + shown(String.valueOf(error.get("code"))) + ")" : message;
    }

    /// A status as a message names it, whether this version knows it or not.
    static String shown(String status) {
        return "`" + Malformed.shown(status) + "`";
    }

    private static @Nullable String string(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : null;
    }
}
