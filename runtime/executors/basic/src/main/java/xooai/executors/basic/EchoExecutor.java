package xooai.executors.basic;

import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Gives back what it is given, docs of any type: for trying a flow out.
@ThreadSafe
public final class EchoExecutor extends Executor {

    /// The same docs.
    @Post(idempotent = true)
    public DocArray<Doc> echo(DocArray<Doc> docs) {
        return docs;
    }
}
