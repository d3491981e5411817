package xooai.codec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Values;

/// A call as it travels.
///
/// @param rid the request's id; null when the caller gave none
/// @param endpoint the endpoint; null when the address says it
/// @param timeoutMillis what remains of the deadline when it is sent, or -1 for the default
/// @param params the caller's parameters
/// @param docs the docs
/// @param extra keys of the envelope that this version does not know
/// @param branches for an endpoint that takes the branches of a join apart, each by its node, in the order of
///     `needs`; empty else
public record Request(
        @Nullable String rid,
        @Nullable String endpoint,
        long timeoutMillis,
        Map<String, @Nullable Object> params,
        DocArray<? extends Doc> docs,
        Map<String, @Nullable Object> extra,
        Map<String, DocArray<? extends Doc>> branches) {

    public Request {
        params = Values.copyOf(params);
        extra = Values.copyOf(extra);
        branches = branches.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(branches));
    }

    /// A request with its docs in one array.
    public Request(
            @Nullable String rid,
            @Nullable String endpoint,
            long timeoutMillis,
            Map<String, @Nullable Object> params,
            DocArray<? extends Doc> docs,
            Map<String, @Nullable Object> extra) {
        this(rid, endpoint, timeoutMillis, params, docs, extra, Map.of());
    }

    /// This request for that endpoint.
    public Request withEndpoint(String value) {
        return new Request(rid, value, timeoutMillis, params, docs, extra, branches);
    }

    /// This request with those docs instead.
    public Request withDocs(DocArray<? extends Doc> value) {
        return new Request(rid, endpoint, timeoutMillis, params, value, extra, branches);
    }

    /// A request for that endpoint with those docs and nothing else.
    public static Request of(@Nullable String endpoint, DocArray<? extends Doc> docs) {
        return new Request(null, endpoint, -1, Map.of(), docs, Map.of());
    }
}
