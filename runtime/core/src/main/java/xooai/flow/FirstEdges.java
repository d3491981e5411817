package xooai.flow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import xooai.doc.Doc;
import xooai.doc.DocArray;

/// A join by `first`: the branch that gives a chunk first, or ends first without one, is the only one.
final class FirstEdges extends PipedEdges {
    private final Runnable won;
    private final AtomicInteger winner = new AtomicInteger(-1);

    /// @param won is run once, when a branch has come first, on the thread that writes it
    FirstEdges(Runnable won, Runnable pulse) {
        super(List.of(pipe(pulse)));
        this.won = won;
    }

    private boolean wins(int branch) {
        if (winner.compareAndSet(-1, branch)) {
            won.run();
            return true;
        }
        return winner.get() == branch;
    }

    @Override
    public int winner() {
        return winner.get();
    }

    @Override
    public boolean put(int branch, DocArray<Doc> chunk) {
        return wins(branch) && super.put(0, chunk);
    }

    @Override
    public void end(int branch) {
        if (wins(branch)) {
            super.end(0);
        }
    }

    @Override
    public Joins.@Nullable Joined next() {
        DocArray<Doc> chunk = pipe(0).take();
        return chunk == null ? null : new Joins.Joined(chunk, Map.of());
    }

    @Override
    public boolean isHeld(int branch) {
        return winner.get() == branch && super.isHeld(0);
    }
}
