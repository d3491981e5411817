package xooai.drivers.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import xooai.web.Framing;

/// A body that is written as it comes, by whom it comes from: nothing waits in between. It is sent no more
/// than once.
final class StreamedBody extends RequestBody {
    private static final long PULSE_SECONDS = 1;

    private final Framing framing;
    private final byte[] opening;
    private final CompletableFuture<BufferedSink> open = new CompletableFuture<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

    StreamedBody(Framing framing, byte[] opening) {
        this.framing = framing;
        this.opening = opening;
    }

    Framing framing() {
        return framing;
    }

    @Override
    public MediaType contentType() {
        return MediaType.get(framing.mediaType());
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    /// Lends the connection until the end; OkHttp calls this.
    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(opening);
        sink.flush();
        open.complete(sink);
        while (!isEnded()) {
            // Whether the other side still takes anything shows only in writing: it may have answered already.
            if (writing.tryLock()) {
                try {
                    sink.write(framing.nothing());
                    sink.flush();
                } finally {
                    writing.unlock();
                }
            }
        }
    }

    private boolean isEnded() throws IOException {
        try {
            end.get(PULSE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    /// Writes those bytes; waits for the connection, and for room.
    void write(byte[] bytes) throws IOException {
        BufferedSink sink;
        try {
            sink = open.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw new IOException("the call has ended", Objects.requireNonNullElse(e.getCause(), e));
        }
        writing.lock();
        try {
            if (end.isDone()) {
                throw new IOException("the call has ended");
            }
            sink.write(bytes);
            sink.flush();
        } finally {
            writing.unlock();
        }
    }

    /// Nothing follows: all has been written, or writing failed.
    void end(@Nullable IOException failure) {
        if (failure == null) {
            end.complete(null);
        } else {
            end.completeExceptionally(failure);
        }
        open.completeExceptionally(new IOException("the call has ended"));
    }
}
