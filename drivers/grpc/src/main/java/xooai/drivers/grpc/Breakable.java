package xooai.drivers.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;

/// Makes calls that the server can reset.
///
/// grpc-java lets a server end a call only by a status, which waits behind what the caller has not read. It
/// resets a call whose context is cancelled because of a deadline: so every call gets a context below one that
/// can be cancelled here.
final class Breakable extends ServerStreamTracer.Factory {
    private static final Context.Key<Context.CancellableContext> KEY = Context.key("xooai-breakable");

    /// Resets that call.
    ///
    /// @param call the call's context
    static void reset(Context call, String why) {
        Context.CancellableContext above = KEY.get(call);
        if (above != null) {
            above.cancel(Status.DEADLINE_EXCEEDED.withDescription(why).asException());
        }
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
        return new ServerStreamTracer() {
            @Override
            public Context filterContext(Context context) {
                Context.CancellableContext above = context.withCancellation();
                return above.withValue(KEY, above);
            }
        };
    }
}
