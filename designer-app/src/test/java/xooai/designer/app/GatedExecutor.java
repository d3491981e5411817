package xooai.designer.app;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import xooai.doc.Code;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Gives its doc back once a test lets it, and says when it began and ended.
@ThreadSafe
public final class GatedExecutor extends Executor {
    static final Semaphore GATE = new Semaphore(0);
    static final AtomicLong BEGAN = new AtomicLong();
    static final AtomicLong ENDED = new AtomicLong();

    @Post
    public Text pass(Text doc) {
        BEGAN.set(System.nanoTime());
        try {
            GATE.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new XooaiException(Code.CANCELLED, "given up", e);
        }
        ENDED.set(System.nanoTime());
        return doc;
    }
}
