package xooai.launch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.Validation;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;
import xooai.driver.Exchange;
import xooai.driver.Service;
import xooai.executor.Executor;
import xooai.flow.Flow;

/// An executor that is still being made, as a service: servers start beside it, and calls wait for it.
///
/// A process that is out of memory ends: what it would answer from then on cannot be trusted, and whoever
/// started it starts it anew.
final class PendingService implements Service {
    private final String name;
    private final CompletableFuture<Executor> executor;

    private PendingService(String name, CompletableFuture<Executor> executor) {
        this.name = name;
        this.executor = executor;
    }

    /// The executor that this makes, on a thread of its own, from now on.
    static PendingService of(String name, Supplier<? extends Executor> maker) {
        CompletableFuture<Executor> executor = new CompletableFuture<>();
        Thread.ofPlatform().name("xooai-start").daemon().start(() -> {
            try {
                executor.complete(started(maker.get()));
            } catch (Throwable e) {
                executor.completeExceptionally(e);
            }
        });
        return new PendingService(name, executor);
    }

    /// Does what the first call would else wait for, or fail of: a flow asks its remote nodes whether they
    /// have the endpoints it calls, and the validator starts where docs have constraints.
    private static Executor started(Executor made) {
        try {
            if (made instanceof Flow flow) {
                flow.start();
            }
            for (EndpointDescription endpoint : made.describe().endpoints()) {
                Validation.prepare(made.docsOf(endpoint.path()));
            }
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    /// Blocks until the executor is made.
    ///
    /// @throws RuntimeException what its making threw
    Executor executor() {
        try {
            return executor.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException known -> throw known;
                case Error error -> throw error;
                case null, default -> throw new XooaiException(Code.INTERNAL, "cannot start: " + e.getMessage(), e);
            }
        }
    }

    /// Closes the executor, once it is made.
    void close() {
        var _ = executor.thenAccept(Executor::close);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Description describe() {
        return executor().describe();
    }

    @Override
    public Class<? extends Doc> docsOf(String endpoint) {
        return executor().docsOf(endpoint);
    }

    @Override
    public Response exchange(Exchange exchange) {
        try {
            return executor().exchange(exchange);
        } catch (OutOfMemoryError e) {
            Memory.ranOut();
            throw e;
        }
    }

    @Override
    public Response serve(Request request, Context context) {
        try {
            return executor().serve(request, context);
        } catch (OutOfMemoryError e) {
            Memory.ranOut();
            throw e;
        }
    }
}
