package xooai.bench;

import xooai.doc.Text;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Gives each text back, and says of itself that it is not cheap: a flow hands its calls to threads of their
/// own.
@ThreadSafe
public final class Dear extends Executor {

    /// The same text.
    @Post(idempotent = true)
    public Text pass(Text text) {
        return text;
    }

    @Override
    public boolean isCheap(String endpoint) {
        return false;
    }
}
