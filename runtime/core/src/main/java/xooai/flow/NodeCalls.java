package xooai.flow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.driver.Context;

/// The calls of nodes that one run has under way: on which threads they are, and how they are interrupted without
/// interrupting what those threads do next.
///
/// Safe for threads by the lock of its run, which it is made with.
final class NodeCalls {
    private static final long LONG_NANOS = 5_000_000;

    private final Object lock;
    private final Context whole;
    private final @Nullable Context[] contexts;
    private final Thread caller = Thread.currentThread();
    /// The node that the calling thread runs in place, or -1, and since when.
    private int inPlace = -1;

    private long inPlaceSince;
    private boolean inPlaceInterrupted;

    /// The calls of a run of that context with so many nodes, made on the thread that waits for the run.
    NodeCalls(Object lock, Context whole, int size) {
        this.lock = lock;
        this.whole = whole;
        this.contexts = new Context[size];
    }

    /// Begins a call on this thread, and says with which context: the run's own for one that runs in place.
    Context begin(int place, FlowNode node, boolean cheap) {
        synchronized (lock) {
            Map<String, @Nullable Object> params = whole.params();
            boolean plain = !params.containsKey(xooai.executor.CallOptions.NODES);
            Thread worker = Thread.currentThread();
            if (cheap && plain && worker.equals(caller)) {
                inPlace = place;
                inPlaceSince = System.nanoTime();
                return whole;
            }
            Context called = whole.child(node.timeout(), node.params(params));
            contexts[place] = called;
            called.onCancel(() -> interrupt(place, called, worker));
            return called;
        }
    }

    /// Interrupts who works on that node, and nobody who has gone on to another.
    @SuppressWarnings("ReferenceEquality")
    private void interrupt(int place, Context called, Thread worker) {
        synchronized (lock) {
            if (contexts[place] == called) {
                worker.interrupt();
            }
        }
    }

    /// Ends the call that was begun with that context.
    @SuppressWarnings("ReferenceEquality")
    void end(int place, Context called) {
        if (called == whole) {
            endInPlace(place);
            return;
        }
        synchronized (lock) {
            contexts[place] = null;
        }
        called.close();
        if (called.isCancelled()) {
            // The interruption was for the node that has just ended, and not for what this thread does next.
            Thread.interrupted();
        }
    }

    private void endInPlace(int place) {
        synchronized (lock) {
            if (inPlace == place) {
                inPlace = -1;
                if (inPlaceInterrupted) {
                    inPlaceInterrupted = false;
                    Thread.interrupted();
                }
            }
        }
    }

    /// Cancels the call of that node, if it is under way.
    void cancel(int place) {
        synchronized (lock) {
            Context called = contexts[place];
            if (called != null) {
                called.cancel(CallError.of(Code.CANCELLED, "another branch was first"));
            }
        }
    }

    /// Interrupts the call that runs in place, if one does.
    void interruptInPlace() {
        synchronized (lock) {
            if (inPlace >= 0) {
                inPlaceInterrupted = true;
                caller.interrupt();
            }
        }
    }

    /// Looks at the call that runs in place, which the calling thread cannot: one that takes long is cheap no more.
    void look(List<@Nullable FlowNode> nodes) {
        synchronized (lock) {
            FlowNode node = inPlace < 0 ? null : nodes.get(inPlace);
            if (node != null && System.nanoTime() - inPlaceSince > LONG_NANOS) {
                node.dear();
            }
        }
    }
}
