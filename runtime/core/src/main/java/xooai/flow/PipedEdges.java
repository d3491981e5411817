package xooai.flow;

import java.util.List;
import xooai.doc.CallError;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Weight;
import xooai.driver.Pipe;

/// Wires whose chunks wait in pipes: one for each branch, in order of `needs`, and then what else is kept.
abstract sealed class PipedEdges implements Edges permits SingleEdge, FirstEdges, StepEdges, EdgesAtEnd {
    private final List<Pipe<DocArray<Doc>>> pipes;

    PipedEdges(List<Pipe<DocArray<Doc>>> pipes) {
        this.pipes = pipes;
    }

    /// A pipe whose writer waits for room.
    static Pipe<DocArray<Doc>> pipe(Runnable pulse) {
        return new Pipe<DocArray<Doc>>(MOST_CHUNKS, MOST_WEIGHT, Weight::of).onChange(pulse);
    }

    final Pipe<DocArray<Doc>> pipe(int place) {
        return pipes.get(place);
    }

    @Override
    public boolean put(int branch, DocArray<Doc> chunk) {
        return pipe(branch).put(chunk);
    }

    @Override
    public void end(int branch) {
        pipe(branch).end();
    }

    @Override
    public final void fail(CallError why) {
        pipes.forEach(pipe -> pipe.fail(why));
    }

    @Override
    public final void endWith(CallError why) {
        pipes.forEach(pipe -> pipe.endWith(why));
    }

    @Override
    public final void leave() {
        pipes.forEach(Pipe::leave);
    }

    @Override
    public final boolean isDry() {
        return pipes.stream().anyMatch(Pipe::isDry);
    }

    @Override
    public boolean isHeld(int branch) {
        return pipe(branch).isHeld();
    }
}
