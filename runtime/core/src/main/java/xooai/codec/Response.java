package xooai.codec;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Values;

/// An answer as it travels.
///
/// @param rid the request's id; null when it had none yet
/// @param code how it ended: OK, PARTIAL when a doc is in error, else the code of the error
/// @param docs the docs; empty when the request failed
/// @param error why the request failed; null when it did not
/// @param extra further keys of the envelope, such as `winners` of joins by `first`
public record Response(
        @Nullable String rid,
        Code code,
        DocArray<? extends Doc> docs,
        @Nullable CallError error,
        Map<String, @Nullable Object> extra) {

    public Response {
        extra = Values.copyOf(extra);
    }

    /// The answer with those docs: OK, or PARTIAL when one of them is in error.
    public static Response of(@Nullable String rid, DocArray<? extends Doc> docs) {
        return new Response(rid, docs.hasErrors() ? Code.PARTIAL : Code.OK, docs, null, Map.of());
    }

    /// The answer to a request that failed.
    public static Response failed(@Nullable String rid, CallError error) {
        return new Response(rid, error.code(), DocArray.empty(), error, Map.of());
    }
}
