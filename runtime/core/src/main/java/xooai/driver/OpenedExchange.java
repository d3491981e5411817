package xooai.driver;

import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.doc.Doc;
import xooai.doc.DocArray;

/// A call with the request that opened it, whose docs are the first chunk.
public abstract class OpenedExchange implements Exchange {
    private final CallKind kind;
    private final Request request;
    private final Context context;
    private boolean opened;

    /// @param request what opened the call; where its caller does not stream, it is all that comes
    protected OpenedExchange(CallKind kind, Request request, Context context) {
        this.kind = kind;
        this.request = request;
        this.context = context;
    }

    @Override
    public final CallKind kind() {
        return kind;
    }

    @Override
    public final Request request() {
        return request;
    }

    @Override
    public final Context context() {
        return context;
    }

    @Override
    public final @Nullable DocArray<Doc> receive() {
        if (!opened) {
            opened = true;
            boolean holds = !request.docs().isEmpty() || !request.branches().isEmpty();
            if (holds || !kind.streamsIn()) {
                return request.docs().cast();
            }
        }
        return kind.streamsIn() ? following() : null;
    }

    /// Waits for the next chunk after the opening, where the caller streams; null at the end.
    protected abstract @Nullable DocArray<Doc> following();
}
