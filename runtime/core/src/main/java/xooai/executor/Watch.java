package xooai.executor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Context;

/// Has work done on a thread of its own and answers when it is done, when it is cancelled, or at the deadline,
/// whichever comes first. Work that is no longer wanted is interrupted; its late result is dropped.
final class Watch {
    private Watch() {}

    static Response over(String endpoint, Context context, Supplier<Response> work) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        if (context.isCancelled()) {
            return failed(endpoint, context, context.cancellation());
        }
        if (context.remainingNanos() <= 0) {
            return failed(
                    endpoint,
                    context,
                    CallError.of(Code.DEADLINE_EXCEEDED, "the deadline had passed before the call was started"));
        }
        Thread worker = Thread.ofVirtual().name("xooai-call").unstarted(() -> {
            try {
                answer.complete(work.get());
            } catch (RuntimeException | Error e) {
                answer.complete(failed(endpoint, context, XooaiException.errorOf(e)));
                if (e instanceof VirtualMachineError fatal) {
                    throw fatal; // For whoever watches over the process.
                }
            }
        });
        worker.start();
        try (Context.Registration _ = context.onCancel(() -> {
            answer.complete(failed(endpoint, context, context.cancellation()));
            worker.interrupt();
        })) {
            return await(endpoint, answer, context);
        }
    }

    private static Response failed(String endpoint, Context context, CallError error) {
        return Response.failed(context.rid(), error.atEndpoint(endpoint));
    }

    private static Response await(String endpoint, CompletableFuture<Response> answer, Context context) {
        try {
            return answer.get(context.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            CallError late = CallError.of(Code.DEADLINE_EXCEEDED, "the call did not end before its deadline");
            context.cancel(late);
            return answer.getNow(failed(endpoint, context, late));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CallError left = CallError.of(Code.CANCELLED, "the caller was interrupted");
            context.cancel(left);
            return failed(endpoint, context, left);
        } catch (ExecutionException e) {
            return failed(endpoint, context, XooaiException.errorOf(e.getCause() == null ? e : e.getCause()));
        }
    }
}
