package xooai.designer.invoke;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.DocArray;

/// A call of a node that has ended.
///
/// @param response what came of it; a failure is one too
/// @param took how long it took
/// @param log what passed, when the call was one with streams; null else
public record Invocation(
        Response response, Duration took, @Nullable StreamLog log) {

    static Invocation failed(CallError error, @Nullable StreamLog log) {
        Response response = new Response(null, error.code(), DocArray.empty(), error, Map.of());
        return new Invocation(
                response, log == null ? Duration.ZERO : log.snapshot().elapsed(), log);
    }
}
