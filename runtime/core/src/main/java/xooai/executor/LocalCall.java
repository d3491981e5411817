package xooai.executor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Weight;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.Context;
import xooai.driver.OpenCall;
import xooai.driver.OpenedExchange;
import xooai.driver.Pipe;

/// A call of any kind in process: two bounded pipes, and the executor on a thread of its own.
final class LocalCall implements OpenCall {
    private static final int MOST_CHUNKS = 16;
    private static final long MOST_WEIGHT = 1 << 20;

    private final Context context;
    private final Pipe<DocArray<Doc>> in = new Pipe<>(MOST_CHUNKS, MOST_WEIGHT, Weight::of);
    private final Pipe<DocArray<Doc>> out = new Pipe<>(MOST_CHUNKS, MOST_WEIGHT, Weight::of);
    private final CompletableFuture<Response> end = new CompletableFuture<>();
    private final Context.Registration onCancel;

    LocalCall(Executor executor, Request request, CallKind kind, Context context) {
        this.context = context;
        if (!kind.streamsIn()) {
            in.end();
        }
        this.onCancel = context.onCancel(() -> {
            in.fail(context.cancellation());
            out.fail(context.cancellation());
        });
        Answering answering = new Answering(request, kind);
        Thread.ofVirtual().name("xooai-stream").start(() -> run(executor, answering));
    }

    private void run(Executor executor, Answering answering) {
        try {
            end.complete(executor.exchange(answering));
        } catch (RuntimeException e) {
            end.complete(Response.failed(context.rid(), XooaiException.errorOf(e)));
        } finally {
            in.leave();
            out.end();
        }
    }

    /// The executor's side.
    private final class Answering extends OpenedExchange {

        Answering(Request request, CallKind kind) {
            super(kind, request, LocalCall.this.context);
        }

        @Override
        protected @Nullable DocArray<Doc> following() {
            return in.take();
        }

        @Override
        public void send(DocArray<? extends Doc> chunk) {
            if (!out.put(chunk.cast())) {
                throw new XooaiException(Code.CANCELLED, "the caller wants no more");
            }
        }
    }

    @Override
    public boolean send(DocArray<? extends Doc> chunk) {
        return in.put(chunk.cast());
    }

    @Override
    public void end() {
        in.end();
    }

    @Override
    public @Nullable DocArray<Doc> receive() {
        return out.take();
    }

    @Override
    public Response response() {
        try {
            return end.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new XooaiException(Code.CANCELLED, "the thread was interrupted", e);
        } catch (ExecutionException e) {
            throw new XooaiException(XooaiException.errorOf(e), e);
        }
    }

    @Override
    public void close() {
        if (!end.isDone()) {
            context.cancel(CallError.of(Code.CANCELLED, "the caller wants no more"));
        }
        onCancel.close();
    }
}
