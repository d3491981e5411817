package xooai.bench;

import static xooai.flow.Flow.use;

import xooai.executor.Executor;
import xooai.flow.Flow;

/// The flows that are measured.
final class Flows {
    private Flows() {}

    /// Two nodes side by side and one that joins them.
    static Flow.Builder diamond() {
        return Flow.named("diamond")
                .add("e1", use(Pass.class).on("pass"))
                .add("e2", use(Pass.class).on("pass"))
                .add("e3", use(Pass.class).on("pass").needs("e1", "e2"));
    }

    /// So many nodes one after another, all run by that executor.
    static Flow chain(int nodes, Executor executor) {
        Flow.Builder flow = Flow.named("chain").add("n0", use(executor).on("pass"));
        for (int i = 1; i < nodes; i++) {
            flow.add("n" + i, use(executor).on("pass").needs("n" + (i - 1)));
        }
        return flow.build();
    }
}
