package xooai.executor;

import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.driver.CallKind;
import xooai.driver.Context;
import xooai.driver.OpenedExchange;

/// One request that asks for one answer, seen as a stream of one chunk.
final class Collected extends OpenedExchange {

    Collected(Request request, Context context) {
        super(CallKind.UNARY, request, context);
    }

    @Override
    protected @Nullable DocArray<Doc> following() {
        return null;
    }

    @Override
    public void send(DocArray<? extends Doc> chunk) {
        throw new IllegalStateException("the answer is no stream");
    }
}
