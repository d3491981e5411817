package xooai.executor;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.driver.Context;

/// What a caller may say of one call, besides its docs. Used by one thread, for one call.
public final class CallOptions {
    /// The parameter under which those for single nodes of a flow travel.
    public static final String NODES = "nodes";

    private @Nullable Duration deadline;
    private final Map<String, @Nullable Object> params = new LinkedHashMap<>();
    private final Map<String, Map<String, @Nullable Object>> nodes = new LinkedHashMap<>();
    private @Nullable Codec codec;

    CallOptions() {}

    /// How long the call may take, from now; by default 30 s, and a stream as long as it likes.
    public CallOptions deadline(Duration timeout) {
        this.deadline = timeout;
        return this;
    }

    /// A parameter for every endpoint that is called.
    public CallOptions param(String name, @Nullable Object value) {
        params.put(name, value);
        return this;
    }

    /// A parameter for one node of a flow; it comes before one for all.
    public CallOptions node(String node, String name, @Nullable Object value) {
        nodes.computeIfAbsent(node, key -> new LinkedHashMap<>()).put(name, value);
        return this;
    }

    /// Sends the docs through that codec's bytes and back, as a remote call would.
    public CallOptions codec(Codec through) {
        this.codec = through;
        return this;
    }

    Duration deadline() {
        return deadline == null ? Context.DEFAULT_TIMEOUT : deadline;
    }

    Duration deadlineOfStream() {
        return deadline == null ? Context.ENDLESS : deadline;
    }

    @Nullable
    Codec codec() {
        return codec;
    }

    Map<String, @Nullable Object> params() {
        if (!nodes.isEmpty()) {
            params.put(NODES, nodes);
        }
        return params;
    }
}
