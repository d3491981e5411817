package xooai.drivers.quic;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// One message of `xoo/1`: four bytes of length, big endian, of what follows them; a byte that says what it
/// is; a byte for the codec; and what it holds, in that codec.
///
/// @param kind what it is
/// @param codec what the body is written in
/// @param body what it holds
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Message(Kind kind, Codec codec, byte[] body) {
    private static final int LENGTH = 4;
    private static final int HEAD = 2;
    private static final int SMALL = 16 << 10;

    /// What a message is.
    enum Kind {
        /// Whom is called and how: the first message of a stream.
        OPEN(1),
        /// The envelope of the request: the second message of a call.
        REQUEST(2),
        /// A [xooai.codec.Frame].
        FRAME(3),
        /// The envelope of an answer that is no stream; its end at the same time.
        ANSWER(4),
        /// What is served.
        DESCRIPTION(5);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /// Reads a message. Memory is taken as its body arrives, and not because it says that it will be large.
    ///
    /// @param most how many bytes its body may have
    /// @param grows is told how much is taken before it is
    /// @return null where the stream ended before one
    /// @throws EOFException where it ended within one
    /// @throws XooaiException when it is none, or too large
    static @Nullable Message read(InputStream in, int most, IntConsumer grows) throws IOException {
        byte[] length = in.readNBytes(LENGTH);
        if (length.length == 0) {
            return null;
        }
        if (length.length < LENGTH) {
            throw new EOFException("it ended within a message");
        }
        long said = Integer.toUnsignedLong(ByteBuffer.wrap(length).getInt()) - HEAD;
        if (said < 0) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "a message has at least " + HEAD + " bytes");
        }
        if (said > most) {
            throw new XooaiException(
                    Code.RESOURCE_EXHAUSTED, "a message of " + said + " bytes is over the limit of " + most + " bytes");
        }
        byte[] head = in.readNBytes(HEAD);
        if (head.length < HEAD) {
            throw new EOFException("it ended within a message");
        }
        return new Message(kind(head[0]), codec(head[1]), body(in, (int) said, grows));
    }

    private static byte[] body(InputStream in, int length, IntConsumer grows) throws IOException {
        int room = Math.min(length, SMALL);
        grows.accept(room);
        byte[] body = in.readNBytes(room);
        while (body.length == room && room < length) {
            int more = (int) Math.min(length, 4L * room);
            grows.accept(more);
            byte[] larger = Arrays.copyOf(body, more);
            int read = in.readNBytes(larger, room, more - room);
            body = read < more - room ? Arrays.copyOf(larger, room + read) : larger;
            room = more;
        }
        if (body.length < length) {
            throw new EOFException("it ended within a message");
        }
        return body;
    }

    private static Kind kind(byte number) {
        for (Kind kind : Kind.values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw new XooaiException(Code.INVALID_ARGUMENT, "there is no message of kind " + number);
    }

    private static Codec codec(byte number) {
        if (number < 1 || number > Codec.all().size()) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "there is no codec " + number + "; 1 is JSON, 2 msgpack");
        }
        return number == 1 ? Codec.JSON : Codec.MSGPACK;
    }

    /// Writes it; waits while the other side has no room for it.
    void write(OutputStream out) throws IOException {
        writeAll(out, List.of(this));
    }

    /// Writes these at once, for kwik sends a packet for each writing.
    static void writeAll(OutputStream out, List<Message> messages) throws IOException {
        long length = 0;
        for (Message message : messages) {
            length += LENGTH + HEAD + message.body.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
        for (Message message : messages) {
            bytes.putInt(HEAD + message.body.length);
            bytes.put((byte) message.kind.number);
            bytes.put((byte) (message.codec == Codec.JSON ? 1 : 2));
            bytes.put(message.body);
        }
        out.write(bytes.array());
    }
}
