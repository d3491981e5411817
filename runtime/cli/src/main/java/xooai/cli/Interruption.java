package xooai.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import xooai.export.Progress;

/// Stops an export when the process is told to end, and lets it clean up first.
final class Interruption implements Progress, AutoCloseable {
    private static final long SECONDS_TO_CLEAN_UP = 5;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "xooai-interruption");
    private volatile boolean wanted;

    private Interruption() {}

    /// Watches from now until it is closed.
    static Interruption watched() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void stop() {
        wanted = true;
        try {
            if (!ended.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void at(double done, String step) {}

    @Override
    public boolean cancelled() {
        return wanted;
    }

    @Override
    public void close() {
        ended.countDown();
        if (!wanted) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // The process ends already, and the hook with it.
            }
        }
    }
}
