package xooai.driver;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import xooai.codec.Frame;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;

/// A call over a driver's [FrameChannel]: what every driver does on the calling side, done once.
public final class StreamCall implements OpenCall, Ticker.Look {
    private final String what;
    private final FrameChannel channel;
    private final Context context;
    private final Context.Registration onCancel;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable Response response;
    private volatile boolean closed;
    /// Whether it ended by a failure, which is then what became of it, and not that its caller left.
    private volatile boolean failed;
    private boolean saidAll;

    /// @param what is called, as messages name it: `e2 (https://…)`
    /// @param streamsIn whether this side sends chunks
    public StreamCall(String what, boolean streamsIn, FrameChannel channel, Context context) {
        this.what = what;
        this.channel = channel;
        this.context = context;
        this.saidAll = !streamsIn;
        this.onCancel = context.onCancel(channel::close);
        Ticker.add(this);
    }

    @Override
    public void look() {
        if (context.remainingNanos() == 0) {
            context.cancel(
                    CallError.of(Code.DEADLINE_EXCEEDED, "Tried to call " + what + ": no end within the deadline"));
        }
    }

    @Override
    public boolean send(DocArray<? extends Doc> chunk) {
        return write(new Frame.Chunk(chunk));
    }

    @Override
    public void end() {
        write(new Frame.End(null));
    }

    /// @return false where the other side takes no more: whoever reads the answer is told why
    private boolean write(Frame frame) {
        try {
            writing.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new XooaiException(Code.CANCELLED, "the thread was interrupted", e);
        }
        try {
            if (saidAll) {
                throw new XooaiException(Code.FAILED_PRECONDITION, "this side of the stream has ended");
            }
            saidAll = frame instanceof Frame.End;
            channel.write(frame);
            return true;
        } catch (IOException _) {
            failed = true;
            return false;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public @Nullable DocArray<Doc> receive() {
        if (response != null) {
            return null;
        }
        try {
            return switch (channel.read()) {
                case Frame.Chunk(var docs) -> docs.cast();
                case Frame.End(var end) -> {
                    if (end == null) {
                        throw new XooaiException(
                                Code.DATA_LOSS, "Tried to call " + what + ": its stream ended without a status");
                    }
                    response = end;
                    finish();
                    yield null;
                }
                case Frame.Cancel(var why) -> throw new XooaiException(why);
                case null -> throw cut(null);
            };
        } catch (IOException e) {
            throw failed(e);
        } catch (XooaiException e) {
            failed = true;
            throw e;
        }
    }

    private XooaiException failed(IOException e) {
        failed = true;
        return context.isCancelled() ? new XooaiException(context.cancellation(), e) : cut(e);
    }

    private XooaiException cut(@Nullable IOException e) {
        Response end = response;
        if (end != null && end.error() != null) {
            return new XooaiException(end.error(), e);
        }
        String why = e == null || e.getMessage() == null ? "" : ": " + e.getMessage();
        return new XooaiException(
                Code.UNAVAILABLE, "Tried to call " + what + ": the stream was cut before its end" + why, e);
    }

    @Override
    public Response response() {
        while (response == null) {
            DocArray<Doc> chunk = receive();
            if (chunk != null && !chunk.isEmpty()) {
                throw new XooaiException(
                        Code.FAILED_PRECONDITION, "the answer is a stream, and its chunks have not been received");
            }
        }
        return Objects.requireNonNull(response);
    }

    private void finish() {
        if (!closed) {
            closed = true;
            Ticker.remove(this);
            onCancel.close();
        }
    }

    @Override
    public void close() {
        if (response == null && !closed && !failed) {
            context.cancel(CallError.of(Code.CANCELLED, "the caller wants no more"));
        }
        finish();
        channel.close();
    }
}
