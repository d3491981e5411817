package xooai.flow;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.Context;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;
import xooai.driver.Exchange;
import xooai.executor.CallOptions;
import xooai.executor.Executor;
import xooai.executor.RemoteExecutor;

/// A node that is ready to run: its executor, or the replicas of it, and how it is called.
final class FlowNode {
    private final String name;
    private final String endpoint;
    private final List<Executor> replicas;
    private final @Nullable BlockingQueue<Executor> free;
    private volatile @Nullable EndpointDescription description;
    private volatile boolean asked;
    private final @Nullable Duration timeout;
    private final boolean owned;

    /// @param replicas one or more; calls are spread over them when they are several
    /// @param description what the endpoint takes and gives, or null where that is not known yet
    /// @param owned whether the flow made the executors, and so closes them
    FlowNode(
            NodeSpec spec,
            String endpoint,
            List<Executor> replicas,
            @Nullable EndpointDescription description,
            boolean owned) {
        this.name = spec.name();
        this.endpoint = endpoint;
        this.replicas = List.copyOf(replicas);
        this.free = replicas.size() == 1 ? null : new ArrayBlockingQueue<>(replicas.size(), false, replicas);
        this.description = description;
        this.timeout = spec.timeout();
        this.owned = owned;
    }

    boolean takesBranchesApart() {
        EndpointDescription known = description;
        return known != null && known.branchesApart();
    }

    /// What its executor says of itself is that from now on.
    void learn(Description known) {
        EndpointDescription found = known.endpoint(endpoint);
        description = found == null ? description : found;
    }

    /// Asks a remote executor that has not said yet what it is, once it answers; until then its calls say why not.
    void ask() {
        if (description != null || asked || !(replicas.getFirst() instanceof RemoteExecutor remote)) {
            return;
        }
        try {
            learn(remote.describe());
            asked = true;
        } catch (XooaiException _) {
            // The call that follows fails by the same, and tells it.
        }
    }

    /// How its endpoint is called of itself; UNARY while that is not known.
    CallKind kind() {
        EndpointDescription known = description;
        return known == null ? CallKind.UNARY : known.kind();
    }

    boolean isFlow() {
        return endpoint.isEmpty();
    }

    /// Whether it is called on the thread that is at hand.
    boolean isCheap() {
        return replicas.getFirst().isCheap(endpoint);
    }

    /// Makes it count as dear at once.
    void dear() {
        replicas.getFirst().dear(endpoint);
    }

    /// Whether a call needs a context of its own, whatever thread it is on.
    boolean hasTimeout() {
        return timeout != null;
    }

    @Nullable
    Duration timeout() {
        return timeout;
    }

    /// The class of docs that it takes; [Doc] itself where that is not known.
    Class<? extends Doc> input() {
        return replicas.getFirst().docsOf(endpoint);
    }

    /// The caller's parameters for this node: those for all, and over them those for it alone.
    Map<String, @Nullable Object> params(Map<String, @Nullable Object> all) {
        return params(name, all);
    }

    /// The caller's parameters for the node of that name.
    static Map<String, @Nullable Object> params(String name, Map<String, @Nullable Object> all) {
        if (!(all.get(CallOptions.NODES) instanceof Map<?, ?> nodes)) {
            return all;
        }
        Map<String, @Nullable Object> mine = new LinkedHashMap<>(all);
        mine.remove(CallOptions.NODES);
        if (nodes.get(name) instanceof Map<?, ?> own) {
            own.forEach((key, value) -> mine.put(String.valueOf(key), value));
        }
        return mine;
    }

    /// Calls it on this thread. A failure is an answer.
    Response call(Request request, Context context) {
        Request called = request.withEndpoint(endpoint);
        if (free == null) {
            return call(replicas.getFirst(), called, context);
        }
        try {
            Executor executor = free.poll(context.remainingNanos(), TimeUnit.NANOSECONDS);
            if (executor == null) {
                return Response.failed(
                        context.rid(),
                        CallError.of(Code.DEADLINE_EXCEEDED, "the deadline passed while all replicas were busy"));
            }
            try {
                return call(executor, called, context);
            } finally {
                free.add(executor);
            }
        } catch (InterruptedException e) {
            return Response.failed(
                    context.rid(),
                    context.isCancelled()
                            ? context.cancellation()
                            : CallError.of(Code.CANCELLED, "the call was interrupted"));
        }
    }

    /// Has a call of any kind answered on this thread. A failure is an answer.
    Response exchange(Exchange exchange) {
        if (free == null) {
            return replicas.getFirst().exchangeHere(exchange);
        }
        try {
            Executor executor = free.take();
            try {
                return executor.exchangeHere(exchange);
            } finally {
                free.add(executor);
            }
        } catch (InterruptedException e) {
            Context context = exchange.context();
            return Response.failed(
                    context.rid(),
                    context.isCancelled()
                            ? context.cancellation()
                            : CallError.of(Code.CANCELLED, "the call was interrupted"));
        }
    }

    String endpoint() {
        return endpoint;
    }

    /// Whether the flow made its executors.
    boolean isOwned() {
        return owned;
    }

    /// A node with a timeout of its own is watched; else the run keeps watch.
    private Response call(Executor executor, Request request, Context context) {
        return hasTimeout() ? executor.serve(request, context) : executor.serveHere(request, context);
    }

    /// What it says of itself, when it is elsewhere and answers; null else.
    @Nullable
    Description describeRemote() {
        if (!(replicas.getFirst() instanceof RemoteExecutor remote)) {
            return null;
        }
        try {
            return remote.describe();
        } catch (XooaiException e) {
            if (e.code() == Code.NOT_FOUND) {
                throw new FlowException(List.of(new Problem(name, e.error().message())));
            }
            return null;
        }
    }

    void close() {
        if (owned) {
            replicas.forEach(Executor::close);
        }
    }
}
