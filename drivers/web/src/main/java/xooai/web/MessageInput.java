package xooai.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Takes the messages of a stream out of a body, each no longer than the limit.
///
/// Memory for a message grows with what has come of it, whatever its length says. For use by one thread.
public final class MessageInput {
    private static final int FIRST = 8192;

    private final InputStream in;
    private final Framing framing;
    private final int limit;
    private final IntConsumer held;
    private byte[] buffer = new byte[FIRST];
    private int from;
    private int to;
    private boolean unended;

    /// @param held is told how many bytes are held whenever that changes; it may throw
    public MessageInput(InputStream in, Framing framing, int limit, IntConsumer held) {
        this.in = in;
        this.framing = framing;
        this.limit = limit;
        this.held = held;
    }

    /// Waits for the next message; null at the end of the body.
    ///
    /// @throws IOException when the body was cut, also in the middle of a message of known length
    /// @throws XooaiException with RESOURCE_EXHAUSTED when a message is over the limit
    public byte @Nullable [] next() throws IOException {
        shrink();
        return framing == Framing.MSGPACK ? prefixed() : line();
    }

    /// Whether the last message was a line that nothing ended: all of it, or what was left of it.
    public boolean isUnended() {
        return unended;
    }

    /// Reads all that follows, and forgets it.
    void drain() throws IOException {
        from = 0;
        to = 0;
        while (in.read(buffer, 0, Math.min(buffer.length, FIRST)) >= 0) {
            // Read by read, until nothing follows.
        }
    }

    private byte @Nullable [] line() throws IOException {
        int seen = from;
        while (true) {
            for (int i = seen; i < to; i++) {
                if (buffer[i] == '\n') {
                    byte[] line = taken(from, i);
                    from = i + 1;
                    if (line.length > 0) {
                        check(line.length);
                        return line;
                    }
                }
            }
            int waiting = to - from;
            check(waiting);
            if (!fill(limit + 1L)) {
                byte[] last = taken(from, to);
                from = to;
                unended = true;
                return last.length == 0 ? null : last;
            }
            seen = from + waiting;
        }
    }

    /// What stands between, or nothing where it is blank.
    private byte[] taken(int start, int end) {
        for (int i = start; i < end; i++) {
            if (buffer[i] > ' ' || buffer[i] < 0) {
                return Arrays.copyOfRange(buffer, start, end);
            }
        }
        return new byte[0];
    }

    private byte @Nullable [] prefixed() throws IOException {
        byte[] message = new byte[0];
        while (message != null && message.length == 0) {
            message = onePrefixed();
        }
        return message;
    }

    private byte @Nullable [] onePrefixed() throws IOException {
        while (to - from < 4) {
            if (!fill(4)) {
                if (to == from) {
                    return null;
                }
                throw new EOFException("the body ends in the middle of a message");
            }
        }
        long length = (buffer[from] & 0xffL) << 24
                | (buffer[from + 1] & 0xff) << 16
                | (buffer[from + 2] & 0xff) << 8
                | (buffer[from + 3] & 0xff);
        check(length);
        from += 4;
        while (to - from < length) {
            if (!fill(length)) {
                throw new EOFException("the body ends in the middle of a message");
            }
        }
        byte[] message = Arrays.copyOfRange(buffer, from, from + (int) length);
        from += (int) length;
        return message;
    }

    private void check(long length) {
        if (length > limit) {
            throw new XooaiException(
                    Code.RESOURCE_EXHAUSTED, "a message of the stream is over the limit of " + limit + " bytes");
        }
    }

    /// Reads some more; makes room where there is none, for so many bytes at most.
    private boolean fill(long most) throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            int larger = Bodies.larger(buffer.length, (int) Math.min(Math.max(most, FIRST), Integer.MAX_VALUE - 8));
            held.accept(larger);
            buffer = Arrays.copyOf(buffer, larger);
        }
        int read = in.read(buffer, to, buffer.length - to);
        to += Math.max(read, 0);
        return read >= 0;
    }

    /// Gives back the memory that one large message took.
    private void shrink() {
        if (buffer.length > FIRST && to - from <= FIRST) {
            buffer = Arrays.copyOf(Arrays.copyOfRange(buffer, from, to), FIRST);
            to -= from;
            from = 0;
            held.accept(FIRST);
        }
    }
}
