package xooai.flow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.driver.Ticker;
import xooai.flow.NodeEvent.NodeState;

/// One request through a flow.
///
/// The calling thread runs nodes that have proved cheap, in place: a hand-over between threads would cost
/// more than they do. Every other node gets a virtual thread, which goes on with what comes after it. So the
/// calling thread is always free to answer at the deadline, at a cancellation and at a failure, whatever the
/// nodes do. Who is no longer wanted is interrupted; late results are dropped.
final class FlowRun implements Ticker.Look {
    /// Hears nothing.
    static final RunListener NOBODY = event -> {};

    private final Plan plan;
    private final List<@Nullable FlowNode> nodes;
    private final Request request;
    private final Context context;
    private final RunListener listener;
    private final @Nullable RunReuse reuse;
    private final CompletableFuture<Response> answer = new CompletableFuture<>();

    private final Object lock = new Object();
    private final RunStates states;
    private final NodeCalls calls;

    /// @param reuse what is kept and pinned, and is used instead of calling a node; null for nothing
    FlowRun(
            Plan plan,
            List<@Nullable FlowNode> nodes,
            Request request,
            Context caller,
            RunListener listener,
            @Nullable RunReuse reuse) {
        this.plan = plan;
        this.nodes = nodes;
        this.request = request;
        this.context = caller.child(null, caller.params());
        this.listener = listener;
        this.reuse = reuse;
        this.states = new RunStates(plan);
        this.calls = new NodeCalls(lock, context, plan.size());
    }

    Response run() {
        DocArray<Doc> input = FlowIds.ofInput(request.docs().cast());
        try (Context whole = context;
                Context.Registration _ = whole.onCancel(() -> finish(whole.cancellation()))) {
            if (whole.remainingNanos() <= 0) {
                return Response.failed(
                        whole.rid(),
                        CallError.of(Code.DEADLINE_EXCEEDED, "the deadline had passed before the flow was started"));
            }
            Ticker.add(this);
            try {
                new Worker(input, false).go(first());
            } catch (RuntimeException | Error e) {
                finish(XooaiException.errorOf(e));
                if (e instanceof VirtualMachineError fatal) {
                    throw fatal;
                }
            } finally {
                Ticker.remove(this);
            }
            return await();
        }
    }

    /// The nodes that need no other; with what is kept and pinned given, those that need nothing else.
    private List<Integer> first() {
        List<Integer> ready = new ArrayList<>();
        for (int i = 0; i < plan.output(); i++) {
            RunReuse.Known known = reuse == null ? null : reuse.known(i);
            if (known != null) {
                ready.addAll(give(i, known));
            } else if (reuse != null && !reuse.isNeeded(i)) {
                synchronized (lock) {
                    states.leave(i);
                }
            } else if (plan.predecessors()[i].length == 0) {
                ready.add(i);
            }
        }
        return ready;
    }

    private List<Integer> give(int place, RunReuse.Known known) {
        boolean wanted;
        synchronized (lock) {
            wanted = states.begin(place);
        }
        NodeState state = known.skipped()
                ? NodeState.SKIPPED
                : known.step() == Forecast.Step.PINNED ? NodeState.PINNED : NodeState.KEPT;
        if (!wanted) {
            // Another branch won the only join that it leads to; it has its docs all the same.
            tell(place, state, 0, known.taken(), known.given(), null);
            return List.of();
        }
        return done(place, known.given(), System.nanoTime(), known.taken(), state);
    }

    /// Looks at the node that runs in place, and at the clock: the calling thread cannot.
    @Override
    public void look() {
        calls.look(nodes);
        if (context.remainingNanos() == 0) {
            finish(CallError.of(Code.DEADLINE_EXCEEDED, "the request's deadline passed" + unfinished()));
        }
    }

    private Response await() {
        try {
            return answer.isDone() ? answer.get() : answer.get(context.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            finish(CallError.of(Code.DEADLINE_EXCEEDED, "the request's deadline passed" + unfinished()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            finish(CallError.of(Code.CANCELLED, "the caller was interrupted"));
        } catch (ExecutionException e) {
            finish(XooaiException.errorOf(e));
        }
        return answer.join();
    }

    private String unfinished() {
        List<String> busy;
        synchronized (lock) {
            busy = states.running().stream().map(plan.names()::get).toList();
        }
        return busy.isEmpty() ? "" : " while " + String.join(", ", busy) + " worked";
    }

    /// Ends the request with that failure, once; everything that still runs is cancelled.
    private void finish(CallError error) {
        if (answer.complete(Response.failed(context.rid(), error))) {
            drop(error);
        }
    }

    private void finish(DocArray<Doc> docs) {
        Map<String, @Nullable Object> extra = new LinkedHashMap<>(0);
        synchronized (lock) {
            if (!states.winners().isEmpty()) {
                extra.put("winners", new LinkedHashMap<>(states.winners()));
            }
        }
        answer.complete(new Response(context.rid(), docs.hasErrors() ? Code.PARTIAL : Code.OK, docs, null, extra));
    }

    private void drop(CallError error) {
        List<Integer> dropped;
        synchronized (lock) {
            dropped = states.dropAll();
            context.cancel(error);
            calls.interruptInPlace();
        }
        dropped.forEach(i -> tell(i, NodeState.CANCELLED, 0, null, null, null));
    }

    /// One thread that works on the run: the caller's, which keeps to cheap nodes, or a virtual one, which
    /// goes on with one dear node itself and hands over the others.
    private final class Worker {
        private final DocArray<Doc> input;
        private final boolean own;
        private final Deque<Integer> mine = new ArrayDeque<>();

        Worker(DocArray<Doc> input, boolean own) {
            this.input = input;
            this.own = own;
        }

        void go(List<Integer> ready) {
            take(ready);
            while (!mine.isEmpty() && !answer.isDone()) {
                take(execute(mine.poll(), input));
            }
        }

        /// Dear nodes start first, on threads of their own, so that they are under way while cheap ones run
        /// here.
        private void take(List<Integer> ready) {
            Integer kept = null;
            for (int place : ready) {
                if (isCheap(place)) {
                    mine.add(place);
                } else if (own && kept == null) {
                    kept = place;
                } else {
                    fork(place);
                }
            }
            if (kept != null) {
                if (mine.isEmpty()) {
                    mine.add(kept);
                } else {
                    fork(kept);
                }
            }
        }

        private void fork(int place) {
            Thread.ofVirtual().name("xooai-flow").start(() -> {
                try {
                    new Worker(input, true).start(place);
                } catch (RuntimeException | Error e) {
                    finish(XooaiException.errorOf(e).atNode(plan.names().get(place)));
                    if (e instanceof VirtualMachineError fatal) {
                        throw fatal; // For whoever watches over the process.
                    }
                }
            });
        }

        private void start(int place) {
            mine.add(place);
            go(List.of());
        }
    }

    private boolean isCheap(int place) {
        FlowNode node = nodes.get(place);
        return node == null || (node.isCheap() && !node.hasTimeout());
    }

    /// Runs one node whose branches are all there, and says which nodes that made ready.
    private List<Integer> execute(int place, DocArray<Doc> input) {
        FlowNode node = nodes.get(place);
        Context called = begin(place, node);
        if (called == null) {
            return List.of();
        }
        long start = System.nanoTime();
        try {
            return execute(place, node, input, called, start);
        } catch (RuntimeException e) {
            return failed(place, XooaiException.errorOf(e).atNode(plan.names().get(place)), start, null);
        } finally {
            if (node != null) {
                calls.end(place, called);
            }
        }
    }

    private List<Integer> execute(int place, @Nullable FlowNode node, DocArray<Doc> input, Context called, long start) {
        Joins.Joined joined = joined(place, node, input);
        DocArray<Doc> docs = joined.docs();
        if (node == null) {
            if (place == plan.output()) {
                finish(docs);
                return List.of();
            }
            if (reuse != null) {
                reuse.joined(place, winner(place));
            }
            boolean before = reuse != null && reuse.isAsBefore(place);
            return done(place, docs, start, docs, before ? NodeState.KEPT : NodeState.DONE);
        }
        if (docs.isEmpty() && joined.branches().isEmpty()) {
            keep(place, docs, docs, docs, start);
            return done(place, docs, start, docs, NodeState.SKIPPED);
        }
        tell(place, NodeState.RUNNING, 0, docs, null, null);
        Request sent = new Request(context.rid(), null, -1, called.params(), docs, request.extra(), joined.branches());
        Response response = node.call(sent, called);
        String name = plan.names().get(place);
        if (response.error() != null) {
            return failed(place, FlowIds.nestedIn(name, response.error()), start, docs);
        }
        DocArray<Doc> given =
                FlowIds.ofNode(name, node.isFlow(), docs, response.docs().cast());
        keep(place, docs, response.docs().cast(), given, start);
        return done(place, given, start, docs, NodeState.DONE);
    }

    private void keep(int place, DocArray<Doc> taken, DocArray<Doc> raw, DocArray<Doc> given, long start) {
        if (reuse != null) {
            reuse.gave(place, winner(place), taken, raw, given, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private int winner(int place) {
        synchronized (lock) {
            return states.winner(place);
        }
    }

    private @Nullable Context begin(int place, @Nullable FlowNode node) {
        synchronized (lock) {
            if (!states.begin(place)) {
                return null;
            }
            if (node == null) {
                return context;
            }
            return calls.begin(place, node, isCheap(place));
        }
    }

    private Joins.Joined joined(int place, @Nullable FlowNode node, DocArray<Doc> input) {
        int[] needed = plan.predecessors()[place];
        if (needed.length == 0) {
            return new Joins.Joined(input, Map.of());
        }
        List<DocArray<Doc>> branches = new ArrayList<>(needed.length);
        DocArray<Doc> before = input;
        synchronized (lock) {
            if (states.isFirst(place)) {
                return new Joins.Joined(states.first(place), Map.of());
            }
            for (int p : needed) {
                branches.add(states.output(p));
            }
            int base = plan.bases()[place];
            if (base >= 0) {
                before = states.output(base);
            }
        }
        return Joins.join(plan, place, node != null && node.takesBranchesApart(), branches, before);
    }

    private List<Integer> done(
            int place, DocArray<Doc> docs, long start, @Nullable DocArray<Doc> taken, NodeState state) {
        RunStates.Step step;
        synchronized (lock) {
            if (!states.isRunning(place)) {
                return List.of();
            }
            step = states.done(place, docs);
            // With the lock held, so that no thread is interrupted that has gone on to another node.
            step.unwanted().forEach(calls::cancel);
        }
        if (place != plan.output()) {
            boolean called = state != NodeState.KEPT && state != NodeState.PINNED;
            tell(place, state, called ? System.nanoTime() - start : 0, taken, docs, null);
        }
        step.unwanted().forEach(i -> tell(i, NodeState.CANCELLED, 0, null, null, null));
        return step.ready();
    }

    private List<Integer> failed(int place, CallError error, long start, @Nullable DocArray<Doc> taken) {
        CallError end;
        synchronized (lock) {
            if (!states.isRunning(place)) {
                return List.of();
            }
            end = states.failed(place, error);
        }
        tell(place, NodeState.FAILED, System.nanoTime() - start, taken, null, error);
        if (end != null) {
            finish(end);
        }
        return List.of();
    }

    @SuppressWarnings("ReferenceEquality")
    private void tell(
            int place,
            NodeState state,
            long nanos,
            @Nullable DocArray<Doc> taken,
            @Nullable DocArray<Doc> given,
            @Nullable CallError error) {
        if (listener != NOBODY && place != plan.output()) {
            listener.on(new NodeEvent(
                    context.rid(), plan.names().get(place), state, Duration.ofNanos(nanos), taken, given, error));
        }
    }
}
