package xooai.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.Context;
import xooai.driver.Exchange;
import xooai.driver.Ticker;
import xooai.executor.Chunked;
import xooai.flow.NodeEvent.NodeState;

/// One stream through a flow.
///
/// Each node has a thread of its own and bounded wires: a node that takes one request is called for each
/// chunk, one that streams is called once, and every node starts with the first chunk that reaches it. A slow
/// reader slows the nodes before it, and so the caller. The calling thread brings the output; a node that
/// fails, when nothing can do without it, ends all at once.
final class StreamRun {
    private final Plan plan;
    private final List<@Nullable FlowNode> nodes;
    private final Exchange exchange;
    private final Context context;
    private final RunListener listener;
    private final Wires wires;
    private final List<Work> works = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Object lock = new Object();
    private final RunStates states;
    /// Whether it ends because a node failed: what has come to the output by then still goes out.
    private volatile boolean broken;

    StreamRun(Plan plan, List<@Nullable FlowNode> nodes, Exchange exchange, RunListener listener) {
        this.plan = plan;
        this.nodes = nodes;
        this.exchange = exchange;
        this.context = exchange.context().child(null, exchange.context().params());
        this.listener = listener;
        this.states = new RunStates(plan);
        nodes.stream().filter(Objects::nonNull).forEach(FlowNode::ask);
        this.wires = new Wires(plan, nodes, this::dropUnwanted, i -> works.get(i).over);
        for (int i = 0; i < plan.size(); i++) {
            states.begin(i);
        }
        for (int i = 0; i < plan.output(); i++) {
            works.add(new Work(i));
        }
    }

    Response run() {
        try (Context whole = context;
                Context.Registration _ = whole.onCancel(this::stop)) {
            start(thread("xooai-input", this::feed));
            works.forEach(work -> start(work.thread));
            try {
                return output();
            } catch (RuntimeException e) {
                CallError error = whole.isCancelled() ? whole.cancellation() : XooaiException.errorOf(e);
                return Response.failed(whole.rid(), error);
            } finally {
                whole.cancel(CallError.of(Code.CANCELLED, "the flow has ended"));
            }
        }
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofVirtual().name(name).unstarted(work);
    }

    private void start(Thread thread) {
        synchronized (lock) {
            threads.add(thread);
        }
        thread.start();
    }

    private void stop() {
        CallError why = context.cancellation();
        wires.fail(why, broken);
        synchronized (lock) {
            threads.forEach(Thread::interrupt);
            states.dropAll().forEach(i -> tell(i, NodeState.CANCELLED, 0, null, null, null));
        }
    }

    private Response output() {
        Chunked.Collecting collected = new Chunked.Collecting();
        boolean streamed = exchange.kind().streamsOut();
        boolean errors = false;
        Edges in = wires.into(plan.output());
        for (Joins.Joined next = in.next(); next != null; next = in.next()) {
            DocArray<Doc> docs = next.docs();
            errors |= docs.hasErrors();
            if (!streamed) {
                collected.add(docs);
            } else if (!docs.isEmpty()) {
                exchange.send(docs);
            }
        }
        Code code = errors ? Code.PARTIAL : Code.OK;
        return new Response(context.rid(), code, collected.docs(), null, wires.winners());
    }

    /// Brings what the caller sends to the nodes that need nothing else.
    private void feed() {
        try {
            long count = 0;
            for (DocArray<Doc> chunk = exchange.receive(); chunk != null; chunk = exchange.receive()) {
                DocArray<Doc> docs = FlowIds.ofInput(chunk, count);
                count += docs.size();
                wires.spread(-1, docs);
            }
            wires.end(-1);
        } catch (RuntimeException e) {
            context.cancel(XooaiException.errorOf(e));
        }
    }

    private void failed(int place, CallError error, Work work) {
        CallError end;
        CallError named = FlowIds.nestedIn(plan.names().get(place), error);
        synchronized (lock) {
            if (!states.isRunning(place)) {
                return;
            }
            end = states.failed(place, named);
        }
        tell(place, work.unwanted ? NodeState.CANCELLED : NodeState.FAILED, work.nanos(), null, null, named);
        if (end != null) {
            broken = true;
            context.cancel(end);
        }
    }

    /// Ends the nodes that only losers of a join by `first` are needed for.
    private void dropUnwanted() {
        List<Integer> dropped;
        synchronized (lock) {
            dropped = states.dropLosers(i -> wires.into(i).winner());
            dropped.forEach(i -> works.get(i).cancel(CallError.of(Code.CANCELLED, "another branch was first")));
        }
        dropped.forEach(i -> tell(i, NodeState.CANCELLED, 0, null, null, null));
    }

    @SuppressWarnings("ReferenceEquality")
    private void tell(
            int place,
            NodeState state,
            long nanos,
            @Nullable DocArray<Doc> taken,
            @Nullable DocArray<Doc> given,
            @Nullable CallError error) {
        if (listener != FlowRun.NOBODY && place != plan.output()) {
            listener.on(new NodeEvent(
                    context.rid(), plan.names().get(place), state, Duration.ofNanos(nanos), taken, given, error));
        }
    }

    /// One node at work.
    private final class Work implements Exchange, Ticker.Look {
        private final int place;
        private final @Nullable FlowNode node;
        private final String name;
        private final Context called;
        private final Thread thread;
        private long start;
        private long given;
        /// Whether it stopped because nobody wanted more.
        private boolean unwanted;
        private volatile boolean over;
        private DocArray<Doc> taken = DocArray.empty();
        private DocArray<Doc> last = DocArray.empty();

        Work(int place) {
            this.place = place;
            this.node = nodes.get(place);
            this.name = plan.names().get(place);
            this.called = node == null
                    ? context.child(null, context.params())
                    : context.child(streams(node) ? node.timeout() : null, node.params(context.params()));
            this.thread = thread("xooai-flow", this::work);
        }

        private static boolean streams(FlowNode node) {
            return node.kind() != CallKind.UNARY;
        }

        long nanos() {
            return start == 0 ? 0 : System.nanoTime() - start;
        }

        void cancel(CallError why) {
            called.cancel(why);
            wires.into(place).leave();
            thread.interrupt();
        }

        /// Of a node that streams and has a timeout.
        @Override
        public void look() {
            if (called.remainingNanos() == 0) {
                cancel(CallError.of(Code.DEADLINE_EXCEEDED, "the node did not end within its timeout"));
            }
        }

        private void work() {
            boolean watched = node != null && streams(node) && node.hasTimeout();
            if (watched) {
                Ticker.add(this);
            }
            try {
                run();
            } catch (RuntimeException | Error e) {
                failed(place, called.isCancelled() ? called.cancellation() : XooaiException.errorOf(e), this);
                if (e instanceof VirtualMachineError fatal) {
                    throw fatal; // For whoever watches over the process.
                }
            } finally {
                if (watched) {
                    Ticker.remove(this);
                }
                over = true;
                wires.into(place).leave();
            }
        }

        private void run() {
            if (node == null) {
                for (DocArray<Doc> docs = receive(); docs != null; docs = receive()) {
                    give(docs);
                }
            } else if (streams(node)) {
                check(node.exchange(this));
            } else {
                chunks(node);
            }
            tellDone();
            wires.end(place);
        }

        /// Before the end is passed on: the request may end with it, and what is not done by then is cancelled.
        private void tellDone() {
            synchronized (lock) {
                if (!states.isRunning(place)) {
                    return;
                }
                states.done(place, last);
            }
            tell(place, start == 0 ? NodeState.SKIPPED : NodeState.DONE, nanos(), taken, last, null);
        }

        private static void check(Response response) {
            if (response.error() != null) {
                throw new XooaiException(response.error());
            }
        }

        private void chunks(FlowNode each) {
            while (true) {
                Joins.Joined next = wires.into(place).next();
                if (next == null) {
                    return;
                }
                DocArray<Doc> docs = next.docs();
                if (docs.isEmpty() && next.branches().isEmpty()) {
                    give(docs);
                    continue;
                }
                begin(docs);
                send(answer(each, request(docs, next.branches())).docs());
            }
        }

        private Response answer(FlowNode each, Request chunk) {
            if (!each.hasTimeout()) {
                Response response = each.call(chunk, called);
                check(response);
                return response;
            }
            try (Context limited = called.child(each.timeout(), called.params())) {
                Response response = each.call(chunk, limited);
                check(response);
                return response;
            }
        }

        private Request request(DocArray<Doc> docs, Map<String, DocArray<? extends Doc>> branches) {
            return new Request(
                    context.rid(),
                    null,
                    -1,
                    called.params(),
                    docs,
                    exchange.request().extra(),
                    branches);
        }

        private void begin(DocArray<Doc> docs) {
            taken = docs;
            if (start == 0) {
                start = System.nanoTime();
                tell(place, NodeState.RUNNING, 0, docs, null, null);
            }
        }

        private void give(DocArray<Doc> docs) {
            last = docs;
            if (!wires.spread(place, docs)) {
                unwanted = true;
                throw new XooaiException(Code.CANCELLED, "nobody wants more of it");
            }
            if (!docs.isEmpty()) {
                tell(place, NodeState.RUNNING, nanos(), taken, docs, null);
            }
        }

        @Override
        public CallKind kind() {
            return CallKind.BIDIRECTIONAL;
        }

        @Override
        public Request request() {
            String endpoint = node == null ? "" : node.endpoint();
            return request(DocArray.empty(), Map.of()).withEndpoint(endpoint);
        }

        @Override
        public Context context() {
            return called;
        }

        @Override
        public @Nullable DocArray<Doc> receive() {
            Joins.Joined next = wires.into(place).next();
            if (next == null) {
                return null;
            }
            begin(next.docs());
            return next.docs();
        }

        @Override
        public void send(DocArray<? extends Doc> chunk) {
            boolean isFlow = node != null && node.isFlow();
            DocArray<Doc> docs = FlowIds.ofNode(name, isFlow, taken, chunk.cast(), given);
            given += docs.size();
            give(docs);
        }
    }
}
