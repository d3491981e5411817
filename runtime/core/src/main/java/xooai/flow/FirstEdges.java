package xooai.flow;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Weight;
import xooai.driver.Pipe;

/// A join by `first`: the branch that gives a chunk first, or ends first without one, is the only one.
final class FirstEdges implements Edges {
    private final Pipe<DocArray<Doc>> chunks;
    private final Runnable won;
    private final AtomicInteger winner = new AtomicInteger(-1);

    /// @param won is run once, when a branch has come first, on the thread that writes it
    FirstEdges(Runnable won, Runnable pulse) {
        this.won = won;
        this.chunks = new Pipe<DocArray<Doc>>(MOST_CHUNKS, MOST_WEIGHT, Weight::of).onChange(pulse);
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
        return wins(branch) && chunks.put(chunk);
    }

    @Override
    public void end(int branch) {
        if (wins(branch)) {
            chunks.end();
        }
    }

    @Override
    public void fail(CallError why) {
        chunks.fail(why);
    }

    @Override
    public void leave() {
        chunks.leave();
    }

    @Override
    public Joins.@Nullable Joined next() {
        DocArray<Doc> chunk = chunks.take();
        return chunk == null ? null : new Joins.Joined(chunk, Map.of());
    }

    @Override
    public boolean isDry() {
        return chunks.isDry();
    }

    @Override
    public boolean isHeld(int branch) {
        return winner.get() == branch && chunks.isHeld();
    }
}
