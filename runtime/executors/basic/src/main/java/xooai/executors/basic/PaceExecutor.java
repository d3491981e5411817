package xooai.executors.basic;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Slot;
import xooai.doc.XooaiException;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Passes a stream on, one doc at a time and never faster than so many a second: for whoever stands behind it
/// and may not be asked more often, or to watch a stream go by.
@ThreadSafe
public final class PaceExecutor extends Executor {
    private static final double NANOS = 1e9;

    private final long gap;

    /// An executor with the pace of the configuration.
    public PaceExecutor(PaceConfig config) {
        this.gap = Math.round(NANOS / config.perSecond());
    }

    /// The docs as they came, each at its time; the first at once.
    @Post(idempotent = true)
    public DocStream<Doc> pace(DocStream<Doc> docs) {
        return DocStream.ofChunks(new Paced(docs), docs::close);
    }

    /// The docs of a stream, each once its time has come.
    private final class Paced implements Iterator<DocArray<Doc>> {
        private final DocStream<Doc> from;
        private final Deque<Slot<Doc>> waiting = new ArrayDeque<>();
        private long next = System.nanoTime();

        Paced(DocStream<Doc> from) {
            this.from = from;
        }

        @Override
        public boolean hasNext() {
            DocArray<Doc> chunk = waiting.isEmpty() ? from.nextChunk() : null;
            if (chunk != null) {
                waiting.addAll(chunk.slots());
            }
            return !waiting.isEmpty();
        }

        @Override
        public DocArray<Doc> next() {
            Slot<Doc> slot = hasNext() ? waiting.poll() : null;
            if (slot == null) {
                throw new NoSuchElementException();
            }
            await(slot);
            return DocArray.ofSlots(java.util.List.of(slot));
        }

        private void await(Slot<Doc> slot) {
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw stopped(slot.id(), Duration.ofNanos(left));
                }
                LockSupport.parkNanos(left);
            }
            next = Math.max(next, System.nanoTime() - gap) + gap;
        }

        private XooaiException stopped(@Nullable String id, Duration left) {
            return new XooaiException(
                    Code.CANCELLED, "stopped while the doc " + id + " waited " + left.toMillis() + " ms for its time");
        }
    }
}
