package xooai.executor;

import org.jspecify.annotations.Nullable;
import xooai.codec.Response;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.driver.Context;
import xooai.driver.Crossing;
import xooai.driver.OpenCall;

/// A stream as it crosses a remote edge: what the other side could not open is read here, chunk by chunk, and what is
/// large goes through the store.
record CrossingCall(OpenCall call, Crossing crossing, Context context) implements OpenCall {

    @Override
    public boolean send(DocArray<? extends Doc> chunk) {
        return call.send(crossing.crossed(chunk, context));
    }

    @Override
    public void end() {
        call.end();
    }

    @Override
    public @Nullable DocArray<Doc> receive() {
        return call.receive();
    }

    @Override
    public Response response() {
        return call.response();
    }

    @Override
    public void close() {
        call.close();
    }
}
