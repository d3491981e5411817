package xooai.executor;

import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.driver.CallKind;
import xooai.driver.Context;
import xooai.driver.Exchange;

/// One request that asks for one answer, seen as a stream of one chunk.
final class Collected implements Exchange {
    private final Request request;
    private final Context context;
    private boolean received;

    Collected(Request request, Context context) {
        this.request = request;
        this.context = context;
    }

    @Override
    public CallKind kind() {
        return CallKind.UNARY;
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public Context context() {
        return context;
    }

    @Override
    public @Nullable DocArray<Doc> receive() {
        boolean first = !received;
        received = true;
        return first ? request.docs().cast() : null;
    }

    @Override
    public void send(DocArray<? extends Doc> chunk) {
        throw new IllegalStateException("the answer is no stream");
    }
}
