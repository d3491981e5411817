package xooai.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Limits;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.Context;
import xooai.driver.Exchange;
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
    private final Edges[] edges;
    private final List<Thread> threads = new ArrayList<>();
    private final Object lock = new Object();
    private final RunStates states;

    StreamRun(Plan plan, List<@Nullable FlowNode> nodes, Exchange exchange, RunListener listener) {
        this.plan = plan;
        this.nodes = nodes;
        this.exchange = exchange;
        this.context = exchange.context().child(null, exchange.context().params());
        this.listener = listener;
        this.states = new RunStates(plan);
        boolean[] aligned = aligned();
        this.edges = new Edges[plan.size()];
        for (int i = 0; i < plan.size(); i++) {
            edges[i] = new Edges(plan, i, aligned[i]);
            states.begin(i);
        }
    }

    /// For each node, whether its branches go in step: a chunk of each stems from the same chunk of one node,
    /// or of the input.
    private boolean[] aligned() {
        int input = -1;
        boolean[] aligned = new boolean[plan.size()];
        int[] origins = new int[plan.size()];
        for (int i = 0; i < plan.size(); i++) {
            int[] needed = plan.predecessors()[i];
            int[] from = Arrays.stream(needed).map(p -> origins[p]).distinct().toArray();
            aligned[i] = from.length <= 1;
            FlowNode node = nodes.get(i);
            boolean keepsStep = aligned[i] && (node == null || node.kind() == CallKind.UNARY);
            origins[i] = !keepsStep ? i : needed.length == 0 ? input : from[0];
        }
        return aligned;
    }

    Response run() {
        try (Context whole = context;
                Context.Registration _ = whole.onCancel(this::stop)) {
            start("xooai-input", this::feed);
            for (int i = 0; i < plan.output(); i++) {
                int place = i;
                start("xooai-flow", () -> work(place));
            }
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

    private void start(String name, Runnable work) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(work);
        synchronized (lock) {
            threads.add(thread);
        }
        thread.start();
    }

    private void stop() {
        CallError why = context.cancellation();
        for (Edges each : edges) {
            each.fail(why);
        }
        synchronized (lock) {
            threads.forEach(Thread::interrupt);
            states.dropAll().forEach(i -> tell(i, NodeState.CANCELLED, 0, null, null, null));
        }
    }

    private Response output() {
        List<Slot<Doc>> collected = new ArrayList<>();
        boolean streamed = exchange.kind().streamsOut();
        boolean errors = false;
        Edges in = edges[plan.output()];
        for (Joins.Joined next = in.next(false); next != null; next = in.next(false)) {
            DocArray<Doc> docs = next.docs();
            errors |= docs.hasErrors();
            if (!streamed) {
                collected.addAll(docs.slots());
                checkCollected(collected.size());
            } else if (!docs.isEmpty()) {
                exchange.send(docs);
            }
        }
        Code code = errors ? Code.PARTIAL : Code.OK;
        return new Response(context.rid(), code, DocArray.ofSlots(collected), null, winners());
    }

    private static void checkCollected(int size) {
        if (size > Limits.DEFAULT.docs()) {
            throw new XooaiException(
                    Code.RESOURCE_EXHAUSTED,
                    "the flow gives more docs than the limit of " + Limits.DEFAULT.docs()
                            + " for one answer; ask for it as a stream");
        }
    }

    private Map<String, @Nullable Object> winners() {
        Map<String, @Nullable Object> winners = new LinkedHashMap<>();
        for (int i = 0; i < plan.size(); i++) {
            if (edges[i].winner() >= 0) {
                winners.put(plan.names().get(i), plan.names().get(plan.predecessors()[i][edges[i].winner()]));
            }
        }
        return winners.isEmpty() ? Map.of() : Map.of("winners", winners);
    }

    /// Brings what the caller sends to the nodes that need nothing else.
    private void feed() {
        try {
            long count = 0;
            for (DocArray<Doc> chunk = exchange.receive(); chunk != null; chunk = exchange.receive()) {
                DocArray<Doc> docs = FlowIds.ofInput(chunk, count);
                count += docs.size();
                spread(-1, docs);
            }
            end(-1);
        } catch (RuntimeException e) {
            context.cancel(XooaiException.errorOf(e));
        }
    }

    private void work(int place) {
        Work work = new Work(place);
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            failed(place, XooaiException.errorOf(e), work);
            if (e instanceof VirtualMachineError fatal) {
                throw fatal; // For whoever watches over the process.
            }
        } finally {
            edges[place].leave();
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
            context.cancel(end);
        }
    }

    /// Gives a chunk to all that need that node.
    ///
    /// @return whether anybody wants more
    private boolean spread(int from, DocArray<Doc> docs) {
        boolean wanted = false;
        for (int i = 0; i < plan.size(); i++) {
            int[] needed = plan.predecessors()[i];
            if (from < 0 && needed.length == 0) {
                wanted |= edges[i].put(0, docs);
            }
            for (int k = 0; k < needed.length; k++) {
                if (needed[k] == from) {
                    wanted |= edges[i].put(k, docs);
                }
            }
            if (plan.bases()[i] == from) {
                edges[i].putBase(docs);
            }
        }
        return wanted;
    }

    private void end(int from) {
        for (int i = 0; i < plan.size(); i++) {
            int[] needed = plan.predecessors()[i];
            if (from < 0 && needed.length == 0) {
                edges[i].end(0);
            }
            for (int k = 0; k < needed.length; k++) {
                if (needed[k] == from) {
                    edges[i].end(k);
                }
            }
            if (plan.bases()[i] == from) {
                edges[i].endBase();
            }
        }
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
    private final class Work implements Exchange {
        private final int place;
        private final @Nullable FlowNode node;
        private final String name;
        private final Context called;
        private long start;
        private long given;
        /// Whether it stopped because another branch was first.
        private boolean unwanted;
        private DocArray<Doc> taken = DocArray.empty();
        private DocArray<Doc> last = DocArray.empty();

        Work(int place) {
            this.place = place;
            this.node = nodes.get(place);
            this.name = plan.names().get(place);
            this.called = node == null ? context : context.child(null, node.params(context.params()));
        }

        long nanos() {
            return start == 0 ? 0 : System.nanoTime() - start;
        }

        void run() {
            if (node == null) {
                for (DocArray<Doc> docs = receive(); docs != null; docs = receive()) {
                    give(docs);
                }
            } else if (node.kind() == CallKind.UNARY) {
                chunks(node);
            } else {
                Response response = node.exchange(this);
                if (response.error() != null) {
                    throw new XooaiException(response.error());
                }
            }
            end(place);
            synchronized (lock) {
                if (!states.isRunning(place)) {
                    return;
                }
                states.done(place, last);
            }
            tell(place, start == 0 ? NodeState.SKIPPED : NodeState.DONE, nanos(), taken, last, null);
        }

        private void chunks(FlowNode each) {
            while (true) {
                Joins.Joined next = edges[place].next(each.takesBranchesApart());
                if (next == null) {
                    return;
                }
                DocArray<Doc> docs = next.docs();
                if (docs.isEmpty() && next.branches().isEmpty()) {
                    give(docs);
                    continue;
                }
                begin(docs);
                Response response = each.call(request(docs, next.branches()), called);
                if (response.error() != null) {
                    throw new XooaiException(response.error());
                }
                send(response.docs());
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
            if (!spread(place, docs)) {
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
            Joins.Joined next = edges[place].next(false);
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
