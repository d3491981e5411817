package xooai.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Doc;
import xooai.doc.DocArray;

/// How far the nodes of one run are: who waits for whom, what each gave, and what a success or a failure
/// means for the others.
///
/// Not safe for threads: its run calls it under one lock.
final class RunStates {
    private enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        DROPPED
    }

    private final Plan plan;
    private final State[] states;
    private final int[] missing;
    private final int[] failed;
    private final @Nullable DocArray<Doc>[] outputs;
    private final @Nullable CallError[] errors;
    /// The joins by `first` that a success has reached.
    private final BitSet claimed = new BitSet();

    private final Map<String, @Nullable Object> winners = new LinkedHashMap<>(0);

    @SuppressWarnings({"unchecked", "rawtypes"})
    RunStates(Plan plan) {
        this.plan = plan;
        int size = plan.size();
        this.states = new State[size];
        this.missing = new int[size];
        this.failed = new int[size];
        this.outputs = new DocArray[size];
        this.errors = new CallError[size];
        for (int i = 0; i < size; i++) {
            states[i] = State.WAITING;
            missing[i] = plan.awaited()[i];
        }
    }

    /// What a node that is done means for the others.
    ///
    /// @param ready the nodes that have all they need now
    /// @param unwanted the nodes that run and that nobody needs any more
    record Step(List<Integer> ready, List<Integer> unwanted) {}

    /// Begins a node; false when it is no longer wanted.
    boolean begin(int place) {
        if (states[place] != State.WAITING) {
            return false;
        }
        states[place] = State.RUNNING;
        return true;
    }

    /// Leaves a node alone that nobody needs.
    void leave(int place) {
        states[place] = State.DROPPED;
    }

    /// The branch that won a join by `first` that has been started, or -1.
    int winner(int place) {
        Object name = winners.get(plan.names().get(place));
        return isFirst(place) && name != null ? plan.names().indexOf(name) : -1;
    }

    boolean isRunning(int place) {
        return states[place] == State.RUNNING;
    }

    /// What the node gave.
    ///
    /// @throws NullPointerException when it is not done
    DocArray<Doc> output(int place) {
        return Objects.requireNonNull(outputs[place]);
    }

    /// For each join by `first`, the node that won.
    Map<String, @Nullable Object> winners() {
        return winners;
    }

    /// The nodes that run.
    List<Integer> running() {
        List<Integer> running = new ArrayList<>();
        for (int i = 0; i < plan.output(); i++) {
            if (states[i] == State.RUNNING) {
                running.add(i);
            }
        }
        return running;
    }

    /// Ends all that has not ended.
    ///
    /// @return the nodes that ran
    List<Integer> dropAll() {
        List<Integer> running = running();
        for (int i = 0; i < plan.output(); i++) {
            if (states[i] == State.RUNNING || states[i] == State.WAITING) {
                states[i] = State.DROPPED;
            }
        }
        return running;
    }

    /// Notes what a running node gave.
    Step done(int place, DocArray<Doc> docs) {
        states[place] = State.DONE;
        outputs[place] = docs;
        List<Integer> ready = new ArrayList<>(2);
        boolean raced = false;
        for (int next : plan.successors()[place]) {
            boolean first = isFirst(next);
            missing[next]--;
            if (first ? states[next] == State.WAITING && claim(next) : missing[next] == 0) {
                ready.add(next);
            }
            raced |= first;
        }
        return new Step(ready, raced ? dropUnwanted() : List.of());
    }

    boolean isFirst(int place) {
        return plan.joins()[place] == Join.FIRST && plan.predecessors()[place].length > 1;
    }

    /// What the first branch of a join by `first` gave; the run's answer says which it was.
    DocArray<Doc> first(int place) {
        for (int p : plan.predecessors()[place]) {
            if (states[p] == State.DONE) {
                winners.put(plan.names().get(place), plan.names().get(p));
                return output(p);
            }
        }
        throw new IllegalStateException("a join by `first` was started before any branch succeeded");
    }

    /// Whether this is the first success that reaches a join by `first`.
    private boolean claim(int join) {
        boolean first = !claimed.get(join);
        claimed.set(join);
        return first;
    }

    /// Ends what only the losers of a join by `first` need.
    private List<Integer> dropUnwanted() {
        boolean[] wanted = new boolean[plan.size()];
        List<Integer> dropped = new ArrayList<>();
        for (int i = plan.output(); i >= 0; i--) {
            wanted[i] = i == plan.output();
            for (int next : plan.successors()[i]) {
                boolean settled = plan.joins()[next] == Join.FIRST && claimed.get(next);
                wanted[i] |= wanted[next] && !settled && states[next] == State.WAITING;
            }
            boolean waits = states[i] == State.WAITING && !claimed.get(i);
            if (!wanted[i] && (states[i] == State.RUNNING || waits)) {
                if (states[i] == State.RUNNING) {
                    dropped.add(i);
                }
                states[i] = State.DROPPED;
            }
        }
        return dropped;
    }

    /// Ends what only the losers of a join by `first` need, in a run in which all nodes run at once.
    ///
    /// @param winners for each node, which of its branches came first; -1 where all are wanted
    List<Integer> dropLosers(IntUnaryOperator winners) {
        boolean[] wanted = new boolean[plan.size()];
        List<Integer> dropped = new ArrayList<>();
        for (int i = plan.output(); i >= 0; i--) {
            wanted[i] = i == plan.output();
            for (int next : plan.successors()[i]) {
                int winner = winners.applyAsInt(next);
                boolean lost = winner >= 0 && plan.predecessors()[next][winner] != i;
                wanted[i] |= wanted[next] && !lost && states[next] == State.RUNNING;
            }
            if (!wanted[i] && states[i] == State.RUNNING) {
                states[i] = State.DROPPED;
                dropped.add(i);
            }
        }
        return dropped;
    }

    /// Fails a node and all that cannot do without it.
    ///
    /// @return the error with which the run ends, or null when a join by `first` still has a branch to hope for
    @Nullable
    CallError failed(int place, CallError error) {
        Deque<Integer> open = new ArrayDeque<>();
        errors[place] = error;
        open.add(place);
        while (!open.isEmpty()) {
            int at = open.poll();
            if (states[at] == State.FAILED || states[at] == State.DROPPED) {
                continue;
            }
            states[at] = State.FAILED;
            if (at == plan.output()) {
                return errors[at];
            }
            for (int next : plan.successors()[at]) {
                int[] needed = plan.predecessors()[next];
                boolean first = isFirst(next);
                failed[next]++;
                if (!first || failed[next] == needed.length) {
                    errors[next] = first ? allOf(needed) : errors[at];
                    open.add(next);
                }
            }
        }
        return null;
    }

    private @Nullable CallError allOf(int[] needed) {
        List<CallError> all = new ArrayList<>();
        for (int p : needed) {
            CallError error = errors[p];
            if (error != null) {
                all.add(error);
            }
        }
        return CallError.combined(all);
    }
}
