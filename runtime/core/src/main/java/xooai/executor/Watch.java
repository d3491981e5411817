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

    static Response over(Context context, Supplier<Response> work) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        if (context.remainingNanos() <= 0) {
            return Response.failed(
                    context.rid(),
                    CallError.of(Code.DEADLINE_EXCEEDED, "the deadline had passed before the call was started"));
        }
        Thread worker = Thread.ofVirtual().name("xooai-call").unstarted(() -> {
            try {
                answer.complete(work.get());
            } catch (RuntimeException | Error e) {
                answer.complete(Response.failed(context.rid(), XooaiException.errorOf(e)));
                if (e instanceof VirtualMachineError fatal) {
                    throw fatal; // For whoever watches over the process.
                }
            }
        });
        worker.start();
        try (Context.Registration _ = context.onCancel(() -> {
            answer.complete(Response.failed(context.rid(), context.cancellation()));
            worker.interrupt();
        })) {
            return await(answer, context);
        }
    }

    private static Response await(CompletableFuture<Response> answer, Context context) {
        try {
            return answer.get(context.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            CallError late = CallError.of(Code.DEADLINE_EXCEEDED, "the call did not end before its deadline");
            context.cancel(late);
            return answer.getNow(Response.failed(context.rid(), late));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CallError left = CallError.of(Code.CANCELLED, "the caller was interrupted");
            context.cancel(left);
            return Response.failed(context.rid(), left);
        } catch (ExecutionException e) {
            return Response.failed(context.rid(), XooaiException.errorOf(e.getCause() == null ? e : e.getCause()));
        }
    }
}
