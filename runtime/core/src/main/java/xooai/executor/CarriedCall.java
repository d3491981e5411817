package xooai.executor;

import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.driver.OpenCall;

/// A stream as it crosses a remote edge: `file:` and relative refs of each chunk are read here, since nobody
/// else can.
record CarriedCall(OpenCall call) implements OpenCall {

    @Override
    public boolean send(DocArray<? extends Doc> chunk) {
        return call.send(Carried.of(Request.of(null, chunk)).request().docs());
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
