package xooai.driver;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// What goes on beside a test, each on a thread of its own; what is left is interrupted at the end.
final class Background implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    <T> Future<T> run(Callable<T> work) {
        return threads.submit(work);
    }

    /// What came of it.
    static <T> T get(Future<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no result within " + PATIENCE_SECONDS + " s, or a failure: " + e, e);
        }
    }

    /// Waits as an endpoint or a source waits, which may be interrupted.
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new XooaiException(Code.CANCELLED, "interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
