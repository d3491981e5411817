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
    private static final long LONG_NANOS = 5_000_000;

    /// Hears nothing.
    static final RunListener NOBODY = event -> {};

    private final Plan plan;
    private final List<@Nullable FlowNode> nodes;
    private final Request request;
    private final Context context;
    private final RunListener listener;
    private final CompletableFuture<Response> answer = new CompletableFuture<>();

    private final Object lock = new Object();
    private final RunStates states;
    private final @Nullable Context[] contexts;
    /// The node that the calling thread runs in place, or -1, and since when.
    private int inPlace = -1;

    private long inPlaceSince;
    private boolean inPlaceInterrupted;
    private final Thread caller = Thread.currentThread();

    FlowRun(Plan plan, List<@Nullable FlowNode> nodes, Request request, Context caller, RunListener listener) {
        this.plan = plan;
        this.nodes = nodes;
        this.request = request;
        this.context = caller.child(null, caller.params());
        this.listener = listener;
        this.states = new RunStates(plan);
        this.contexts = new Context[plan.size()];
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
            List<Integer> sources = new ArrayList<>();
            for (int i = 0; i < plan.output(); i++) {
                if (plan.predecessors()[i].length == 0) {
                    sources.add(i);
                }
            }
            Ticker.add(this);
            try {
                new Worker(input, false).go(sources);
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

    /// Looks at the node that runs in place: the calling thread cannot.
    @Override
    public void look() {
        synchronized (lock) {
            FlowNode node = inPlace < 0 ? null : nodes.get(inPlace);
            if (node != null && System.nanoTime() - inPlaceSince > LONG_NANOS) {
                node.dear();
            }
        }
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
            if (inPlace >= 0) {
                inPlaceInterrupted = true;
                caller.interrupt();
            }
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
            end(place, called);
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
            return done(place, docs, start, docs, NodeState.DONE);
        }
        if (docs.isEmpty() && joined.branches().isEmpty()) {
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
        return done(place, given, start, docs, NodeState.DONE);
    }

    private @Nullable Context begin(int place, @Nullable FlowNode node) {
        synchronized (lock) {
            if (!states.begin(place)) {
                return null;
            }
            if (node == null) {
                return context;
            }
            Map<String, @Nullable Object> params = context.params();
            boolean plain = !params.containsKey(xooai.executor.CallOptions.NODES);
            Thread worker = Thread.currentThread();
            if (isCheap(place) && plain && worker.equals(caller)) {
                inPlace = place;
                inPlaceSince = System.nanoTime();
                return context;
            }
            Context called = context.child(node.timeout(), node.params(params));
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

    @SuppressWarnings("ReferenceEquality")
    private void end(int place, Context called) {
        if (called == context) {
            endInPlace(place);
        } else {
            synchronized (lock) {
                contexts[place] = null;
            }
            called.close();
            if (called.isCancelled()) {
                // The interruption was for the node that has just ended, and not for what this thread does
                // next.
                Thread.interrupted();
            }
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

    private List<Integer> done(int place, DocArray<Doc> docs, long start, DocArray<Doc> taken, NodeState state) {
        RunStates.Step step;
        synchronized (lock) {
            if (!states.isRunning(place)) {
                return List.of();
            }
            step = states.done(place, docs);
            // With the lock held, so that no thread is interrupted that has gone on to another node.
            step.unwanted().forEach(this::cancel);
        }
        if (place != plan.output()) {
            tell(place, state, System.nanoTime() - start, taken, docs, null);
        }
        step.unwanted().forEach(i -> tell(i, NodeState.CANCELLED, 0, null, null, null));
        return step.ready();
    }

    private void cancel(int place) {
        Context called = contexts[place];
        if (called != null) {
            called.cancel(CallError.of(Code.CANCELLED, "another branch was first"));
        }
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
