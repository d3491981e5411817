package xooai.flow;

import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.driver.Context;
import xooai.executor.Executor;

/// Stands where nothing could be made of a node, for a run in which a pin stands for it; a call of it fails.
final class MissingExecutor extends Executor {
    private final String use;

    MissingExecutor(NodeSpec node) {
        this.use = String.valueOf(node.use());
    }

    @Override
    public Class<? extends Doc> docsOf(String endpoint) {
        return Doc.class;
    }

    @Override
    public boolean isCheap(String endpoint) {
        return false;
    }

    @Override
    public Response serve(Request request, Context context) {
        return Response.failed(
                request.rid(),
                CallError.of(
                        Code.FAILED_PRECONDITION,
                        "Tried to call " + use + ", which is missing; only what is pinned to the node stands for it"));
    }
}
