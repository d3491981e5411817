package xooai.executor;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
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

/// The call stack in front of one executor instance: endpoint, turn, docs in, the method, docs out.
final class LocalCalls {
    /// Work that was given up and goes on regardless holds a thread; so many of them and no more.
    private static final int MOST_RUNNING = 10_000;

    private final Executor executor;
    private final EndpointTable endpoints;
    private final @Nullable ReentrantLock turn;
    private final Map<String, Cost> costs = new HashMap<>();
    private final AtomicInteger running = new AtomicInteger();

    LocalCalls(Executor executor, EndpointTable endpoints, @Nullable ReentrantLock turn) {
        this.executor = executor;
        this.endpoints = endpoints;
        this.turn = turn;
        endpoints.all().forEach(endpoint -> costs.put(endpoint.path(), new Cost()));
    }

    boolean isCheap(String endpoint) {
        Cost cost = costs.get(endpoint);
        return cost != null && cost.isCheap();
    }

    void dear(String endpoint) {
        Cost cost = costs.get(endpoint);
        if (cost != null) {
            cost.addLong();
        }
    }

    void cost(String endpoint, long nanos) {
        Cost cost = costs.get(endpoint);
        if (cost != null) {
            cost.add(nanos);
        }
    }

    Response answer(Request request, Context context) {
        String path = request.endpoint() == null ? "" : request.endpoint();
        try {
            if (running.incrementAndGet() > MOST_RUNNING) {
                throw tooMany();
            }
            Endpoint endpoint = endpoints.get(path, executor.name());
            context.check();
            return Response.of(context.rid(), inTurn(endpoint, request, context));
        } catch (InterruptedException e) {
            return Response.failed(context.rid(), interrupted(context).atEndpoint(path));
        } catch (Throwable e) {
            if (e instanceof VirtualMachineError fatal && isFatal(e)) {
                throw fatal;
            }
            CallError error = context.isCancelled()
                    ? context.cancellation()
                    : CallDocs.named(XooaiException.errorOf(e), request.docs());
            return Response.failed(context.rid(), error.atEndpoint(path));
        } finally {
            running.decrementAndGet();
        }
    }

    /// Answers a call of any kind, on this thread.
    Response exchange(Exchange exchange) {
        String path =
                exchange.request().endpoint() == null ? "" : exchange.request().endpoint();
        Context context = exchange.context();
        try {
            if (running.incrementAndGet() > MOST_RUNNING) {
                throw tooMany();
            }
            Endpoint endpoint = endpoints.get(path, executor.name());
            return endpoint.kind() == CallKind.UNARY
                    ? Chunked.answer(exchange, request -> executor.serveHere(request, context))
                    : streamed(endpoint, exchange);
        } catch (InterruptedException e) {
            return Response.failed(context.rid(), interrupted(context).atEndpoint(path));
        } catch (Throwable e) {
            if (e instanceof VirtualMachineError fatal && isFatal(e)) {
                throw fatal;
            }
            CallError error = context.isCancelled() ? context.cancellation() : XooaiException.errorOf(e);
            return Response.failed(context.rid(), error.atEndpoint(path));
        } finally {
            running.decrementAndGet();
        }
    }

    private Response streamed(Endpoint endpoint, Exchange exchange) throws Throwable {
        if (turn != null && !turn.tryLock()) {
            turn.lockInterruptibly();
        }
        try {
            StreamedCall run = new StreamedCall(executor, endpoint, exchange);
            return exchange.kind().streamsOut()
                    ? run.send()
                    : Response.of(exchange.context().rid(), run.collect());
        } finally {
            if (turn != null) {
                turn.unlock();
            }
        }
    }

    private XooaiException tooMany() {
        return new XooaiException(
                Code.RESOURCE_EXHAUSTED,
                "more than " + MOST_RUNNING + " calls of " + executor.name() + " run or wait; calls that were given up"
                        + " count until they heed their interruption");
    }

    /// Whether the machine is broken; one stack that is too deep breaks only its own call.
    private static boolean isFatal(Throwable e) {
        return e instanceof VirtualMachineError && !(e instanceof StackOverflowError);
    }

    private static CallError interrupted(Context context) {
        return context.isCancelled()
                ? context.cancellation()
                : CallError.of(Code.CANCELLED, "the call was interrupted");
    }

    private DocArray<? extends Doc> inTurn(Endpoint endpoint, Request request, Context context) throws Throwable {
        if (turn == null) {
            return run(endpoint, request, context);
        }
        if (!turn.tryLock() && !turn.tryLock(context.remainingNanos(), TimeUnit.NANOSECONDS)) {
            throw new XooaiException(
                    Code.DEADLINE_EXCEEDED,
                    "the deadline passed while waiting for a turn at " + executor.name()
                            + ", which takes one call at a time");
        }
        try {
            context.check();
            return run(endpoint, request, context);
        } finally {
            turn.unlock();
        }
    }

    private DocArray<? extends Doc> run(Endpoint endpoint, Request request, Context context) throws Throwable {
        if (endpoint.shape() != Endpoint.Shape.BRANCHES && !request.branches().isEmpty()) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    endpoint.path() + " does not take branches apart: send `docs`, and no `branches`");
        }
        if (endpoint.kind() != CallKind.UNARY) {
            return new StreamedCall(executor, endpoint, new Collected(request, context)).collect();
        }
        return switch (endpoint.shape()) {
            case STREAM -> throw new IllegalStateException(endpoint.path() + " takes a stream");
            case ARRAY -> array(endpoint, request, context);
            case EACH -> each(endpoint, request, context);
            case BRANCHES -> branches(endpoint, request, context);
        };
    }

    private DocArray<? extends Doc> array(Endpoint endpoint, Request request, Context context) throws Throwable {
        DocArray<Doc> in = CallDocs.entering(endpoint.input(), request.docs());
        DocArray<Doc> good = in.ok();
        if (good.isEmpty() && !in.isEmpty()) {
            return in;
        }
        return CallDocs.leaving(in, good, docs(call(endpoint, good, context), endpoint));
    }

    private DocArray<? extends Doc> each(Endpoint endpoint, Request request, Context context) throws Throwable {
        DocArray<Doc> in = CallDocs.entering(endpoint.input(), request.docs());
        CallDocs.Each out = new CallDocs.Each(in.size());
        for (int i = 0; i < in.size(); i++) {
            Doc doc = in.slot(i).doc();
            if (doc == null) {
                out.keep(in.slot(i));
                continue;
            }
            if (context.isCancelled() || Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            try {
                Object result = call(endpoint, doc, context);
                if (!(result instanceof Doc given)) {
                    throw new XooaiException(Code.INTERNAL, endpoint.path() + " returned null");
                }
                out.put(in.slot(i), given);
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                if (context.isCancelled() || isFatal(e)) {
                    throw e;
                }
                out.fail(in.slot(i), XooaiException.errorOf(e).atEndpoint(endpoint.path()));
            }
        }
        return out.docs();
    }

    private DocArray<? extends Doc> branches(Endpoint endpoint, Request request, Context context) throws Throwable {
        Map<String, DocArray<? extends Doc>> all =
                request.branches().isEmpty() ? Map.of("docs", request.docs()) : request.branches();
        Branches branches = Branches.of(all);
        DocArray<Doc> given = docs(call(endpoint, Inputs.of(branches.good()), context), endpoint);
        return CallDocs.leaving(branches.all(), branches.all().ok(), given);
    }

    private static DocArray<Doc> docs(@Nullable Object result, Endpoint endpoint) {
        if (result instanceof DocArray<?> docs) {
            return docs.cast();
        }
        throw new XooaiException(Code.INTERNAL, endpoint.path() + " returned null");
    }

    private @Nullable Object call(Endpoint endpoint, Object docs, Context context) throws Throwable {
        Object result = endpoint.call(executor, docs, context);
        return endpoint.later() && result instanceof CompletionStage<?> stage ? await(stage, context) : result;
    }

    private static @Nullable Object await(CompletionStage<?> stage, Context context) throws Throwable {
        try {
            return stage.toCompletableFuture().get(context.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            stage.toCompletableFuture().cancel(true);
            throw new XooaiException(Code.DEADLINE_EXCEEDED, "the call did not end before its deadline", e);
        } catch (ExecutionException | CompletionException e) {
            throw e.getCause() == null ? e : e.getCause();
        } catch (CancellationException e) {
            throw new XooaiException(Code.CANCELLED, "the endpoint cancelled its own work", e);
        } catch (InterruptedException e) {
            stage.toCompletableFuture().cancel(true);
            throw e;
        }
    }
}
