package xooai.drivers.quic;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tech.kwik.core.QuicStream;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Limits;
import xooai.doc.Code;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.XooaiException;
import xooai.driver.FrameChannel;
import xooai.driver.Memory;

/// The answering side of one stream.
///
/// Whatever happens, [#finish] ends both its directions: kwik gives a peer the credit for another stream only
/// when both have ended.
final class ServedStream implements FrameChannel {
    private static final long CANCELLED = 1;

    private final QuicStream stream;
    private final Limits limits;
    private final ContentSource refs;
    private final Memory.Share memory;
    private volatile Codec codec = Codec.MSGPACK;
    private volatile Class<? extends Doc> docs = Doc.class;
    private volatile boolean inputEnded;
    private volatile boolean ended;
    private boolean finished;

    ServedStream(QuicStream stream, Limits limits, ContentSource refs, Memory.Share memory) {
        this.stream = stream;
        this.limits = limits;
        this.refs = refs;
        this.memory = memory;
    }

    /// The codec that is answered in.
    Codec codec() {
        return codec;
    }

    /// From now on docs that do not say are of that class.
    void expect(Class<? extends Doc> type) {
        docs = type;
    }

    /// Reads any message.
    @Nullable
    Message message(int most) throws IOException {
        try {
            Message message = Message.read(stream.getInputStream(), most, memory::take);
            inputEnded = message == null;
            if (message != null) {
                codec = message.codec();
            }
            return message;
        } catch (IOException e) {
            inputEnded = true;
            throw e;
        }
    }

    @Override
    public @Nullable Frame read() throws IOException {
        if (inputEnded) {
            return null;
        }
        Message message = message(limits.bodyBytes());
        if (message == null) {
            return null;
        }
        if (message.kind() != Message.Kind.FRAME) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "a message of kind " + message.kind() + " came within a stream");
        }
        return message.codec().readFrame(message.body(), docs, limits, refs);
    }

    @Override
    public void write(Frame frame) throws IOException {
        write(new Message(Message.Kind.FRAME, codec, codec.writeFrame(frame)), frame instanceof Frame.End);
    }

    /// Writes any message.
    ///
    /// @param last whether nothing follows
    void write(Message message, boolean last) throws IOException {
        if (ended) {
            throw new IOException("the answer has ended");
        }
        message.write(stream.getOutputStream());
        if (last) {
            ended = true;
            stream.getOutputStream().close();
        }
    }

    /// Whether the caller wants no answer any more.
    boolean isGone() {
        if (ended) {
            return false;
        }
        try {
            // Writes nothing; it fails once the peer has asked to stop, or the connection is closed.
            stream.getOutputStream().flush();
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    @Override
    public void close() {
        finish();
    }

    /// Ends both directions: what was not said to the end is reset.
    synchronized void finish() {
        if (finished) {
            return;
        }
        finished = true;
        if (!ended) {
            ended = true;
            stream.resetStream(CANCELLED);
        }
        if (!inputEnded) {
            inputEnded = true;
            stream.abortReading(0);
        }
    }
}
