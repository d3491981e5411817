package xooai.drivers.s3;

import java.io.IOException;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;
import xooai.driver.Ticker;

/// Cancels a call whose thread is interrupted: a platform thread that waits for a socket is not woken by that.
///
/// Sockets of channels would be, and cost a third of the speed of reading: with a time limit, each read of theirs
/// switches the channel there and back.
final class Interrupts implements AutoCloseable, Ticker.Look {
    private final Call call;
    private volatile @Nullable Thread thread;

    /// Watches a call until it is closed.
    Interrupts(Call call) {
        this.call = call;
        Ticker.add(this);
    }

    /// What waits for a socket.
    @FunctionalInterface
    interface Waiting<T> {
        T run() throws IOException;
    }

    /// Waits in this thread.
    <T> T wait(Waiting<T> waiting) throws IOException {
        thread = Thread.currentThread();
        try {
            return waiting.run();
        } finally {
            thread = null;
        }
    }

    @Override
    public void look() {
        Thread waits = thread;
        if (waits != null && waits.isInterrupted()) {
            call.cancel();
        }
    }

    @Override
    public void close() {
        Ticker.remove(this);
    }
}
