package xooai.codec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
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
/// @param stores the names of the stores that the caller reads: answers may refer to what is there
public record Request(
        @Nullable String rid,
        @Nullable String endpoint,
        long timeoutMillis,
        Map<String, @Nullable Object> params,
        DocArray<? extends Doc> docs,
        Map<String, @Nullable Object> extra,
        Map<String, DocArray<? extends Doc>> branches,
        Set<String> stores) {

    public Request {
        stores = Collections.unmodifiableSet(new LinkedHashSet<>(stores));
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

    /// A request whose caller reads no store.
    public Request(
            @Nullable String rid,
            @Nullable String endpoint,
            long timeoutMillis,
            Map<String, @Nullable Object> params,
            DocArray<? extends Doc> docs,
            Map<String, @Nullable Object> extra,
            Map<String, DocArray<? extends Doc>> branches) {
        this(rid, endpoint, timeoutMillis, params, docs, extra, branches, Set.of());
    }

    /// This request for that endpoint.
    public Request withEndpoint(String value) {
        return new Request(rid, value, timeoutMillis, params, docs, extra, branches, stores);
    }

    /// This request with those docs instead.
    public Request withDocs(DocArray<? extends Doc> value) {
        return withDocs(value, branches);
    }

    /// This request with those docs and branches instead.
    public Request withDocs(DocArray<? extends Doc> value, Map<String, DocArray<? extends Doc>> apart) {
        return new Request(rid, endpoint, timeoutMillis, params, value, extra, apart, stores);
    }

    /// This request with that id and so many milliseconds, or -1 for the default.
    public Request withTime(@Nullable String newRid, long millis) {
        return new Request(newRid, endpoint, millis, params, docs, extra, branches, stores);
    }

    /// This request with those parameters instead.
    public Request withParams(Map<String, @Nullable Object> value) {
        return new Request(rid, endpoint, timeoutMillis, value, docs, extra, branches, stores);
    }

    /// This request of a caller that reads those stores.
    public Request withStores(Set<String> value) {
        return new Request(rid, endpoint, timeoutMillis, params, docs, extra, branches, value);
    }

    /// A request for that endpoint with those docs and nothing else.
    public static Request of(@Nullable String endpoint, DocArray<? extends Doc> docs) {
        return new Request(null, endpoint, -1, Map.of(), docs, Map.of());
    }
}
