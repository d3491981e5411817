package xooai.driver;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.doc.XooaiException;

/// Unary calls of the [Probe], made in few words.
final class Calls {
    private Calls() {}

    static Response call(Connection way, String endpoint, DocArray<Text> docs) {
        return call(way, endpoint, docs, Map.of());
    }

    static Response call(Connection way, String endpoint, DocArray<Text> docs, Map<String, @Nullable Object> params) {
        return call(way, endpoint, docs, params, Contract.LONG);
    }

    static Response call(
            Connection way,
            String endpoint,
            DocArray<Text> docs,
            Map<String, @Nullable Object> params,
            Duration timeout) {
        try (Context context = Context.of(timeout)) {
            return way.call("probe", request(endpoint, docs, params), Text.class, context);
        }
    }

    static Response inProcess(Probe probe, String endpoint, DocArray<Text> docs, Map<String, @Nullable Object> params) {
        try (Context context = Context.of("r", Contract.LONG, params)) {
            return probe.serve(request(endpoint, docs, params), context);
        }
    }

    static Request request(String endpoint, DocArray<Text> docs, Map<String, @Nullable Object> params) {
        return new Request(null, endpoint, -1, params, docs, Map.of());
    }

    /// A call that is to fail.
    @FunctionalInterface
    interface Attempt {
        Response make();
    }

    /// The error of a call, whether the other side answered it or no answer came.
    static CallError failure(Attempt call, String what) {
        try {
            return error(call.make(), what);
        } catch (XooaiException e) {
            return e.error();
        }
    }

    static CallError error(Response response, String what) {
        CallError error = response.error();
        if (error == null) {
            throw new AssertionError(what + ": expected an error, and the call was answered: " + response);
        }
        return error;
    }
}
