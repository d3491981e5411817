package xooai.drivers.quic;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;

/// The first message of a stream: whom is called, and how. Keys that are not known are passed over.
///
/// @param executor the executor's or the flow's name; empty to ask what is served
/// @param endpoint the endpoint; empty for the one of a flow
/// @param kind who sends a stream
/// @param token what proves that the caller may; null for nothing
record Opening(
        String executor,
        String endpoint,
        CallKind kind,
        @Nullable String token) {
    private static final long VERSION = 1;

    Message message(Codec codec) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("v", VERSION);
        value.put("executor", executor);
        value.put("endpoint", endpoint);
        value.put("kind", kind.wireName());
        if (token != null) {
            value.put("token", token);
        }
        return new Message(Message.Kind.OPEN, codec, codec.writeValue(value));
    }

    static Opening of(Message message, Limits limits) {
        if (message.kind() != Message.Kind.OPEN) {
            throw malformed("a stream begins with a message of kind 1 that opens it");
        }
        if (!(message.codec().readValue(message.body(), limits) instanceof Map<?, ?> value)) {
            throw malformed("what opens a stream is an object");
        }
        checkVersion(value.get("v"));
        String named = text(value, "kind");
        CallKind kind = named == null ? CallKind.UNARY : CallKind.named(named);
        if (kind == null) {
            throw malformed("there is no kind of call `" + named + "`");
        }
        String executor = text(value, "executor");
        String endpoint = text(value, "endpoint");
        return new Opening(
                executor == null ? "" : executor, endpoint == null ? "" : endpoint, kind, text(value, "token"));
    }

    private static void checkVersion(@Nullable Object version) {
        if (version != null && !(version instanceof Long)) {
            throw malformed("`v` of what opens a stream is no whole number");
        }
        if (version != null && (Long) version != VERSION) {
            throw new XooaiException(
                    Code.UNIMPLEMENTED, "version " + version + " of xoo is not known here; " + VERSION + " is");
        }
    }

    private static @Nullable String text(Map<?, ?> value, String key) {
        Object found = value.get(key);
        if (found != null && !(found instanceof String)) {
            throw malformed("`" + key + "` of what opens a stream is no text");
        }
        return (String) found;
    }

    private static XooaiException malformed(String why) {
        return new XooaiException(Code.INVALID_ARGUMENT, why);
    }

    /// Without the token.
    @Override
    public String toString() {
        return kind.wireName() + " " + executor + "/" + endpoint;
    }
}
