package xooai.bench;

import xooai.doc.Text;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Gives each text back: a node that costs nothing, so that what is measured is the cost of its being a node.
@ThreadSafe
public final class Pass extends Executor {

    /// The same text.
    @Post(idempotent = true)
    public Text pass(Text text) {
        return text;
    }
}
