package xooai.drivers.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.drivers.grpc.v1.Message;

/// A [Message] as it is sent, and what arrives where one is expected. It is read and written by hand, so that the
/// body is copied once each way. One that cannot be read is a value too: thrown while grpc-java reads it, it would
/// reach the caller as UNKNOWN, without a word.
///
/// @param codecNumber how the body is written, as the `.proto` counts it
/// @param content the body; not to be changed any more
/// @param executor whom an opening message calls; else empty
/// @param endpoint which endpoint an opening message calls; else empty
/// @param problem why it could not be read; null when it could
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Packet(
        int codecNumber,
        byte[] content,
        String executor,
        String endpoint,
        @Nullable CallError problem) {
    static final Marshaller<Packet> MARSHALLER = new OfPacket();

    private static final int CODEC = Message.CODEC_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT;
    private static final int BODY = Message.BODY_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int EXECUTOR = Message.EXECUTOR_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int ENDPOINT = Message.ENDPOINT_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final byte[] NOTHING = {};

    /// A message with those bytes in that codec. The bytes are not copied: they are not to be changed any more.
    static Packet of(Codec codec, byte[] body) {
        return opening(codec, body, "", "");
    }

    /// The message that opens a call.
    static Packet opening(Codec codec, byte[] body, String executor, String endpoint) {
        return new Packet(number(codec), body, executor, endpoint, null);
    }

    private static Packet unreadable(Code code, String why) {
        CallError error = CallError.of(code, "the message cannot be read: " + why);
        return new Packet(xooai.drivers.grpc.v1.Codec.CODEC_UNSPECIFIED_VALUE, NOTHING, "", "", error);
    }

    /// Goes on only with a message that could be read.
    ///
    /// @throws XooaiException with why it could not
    void check() {
        if (problem != null) {
            throw new XooaiException(problem);
        }
    }

    /// Its bytes.
    ///
    /// @throws XooaiException with RESOURCE_EXHAUSTED when they are more than that
    byte[] body(int limit) {
        check();
        if (content.length > limit) {
            throw new XooaiException(Code.RESOURCE_EXHAUSTED, "the message is over the limit of " + limit + " bytes");
        }
        return content;
    }

    /// How its bytes are written; that codec where it does not say.
    Codec codec(Codec otherwise) {
        check();
        return switch (codecNumber) {
            case xooai.drivers.grpc.v1.Codec.JSON_VALUE -> Codec.JSON;
            case xooai.drivers.grpc.v1.Codec.MSGPACK_VALUE -> Codec.MSGPACK;
            case xooai.drivers.grpc.v1.Codec.CODEC_UNSPECIFIED_VALUE -> otherwise;
            default ->
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "the codec " + codecNumber + " is not known; JSON is 1 and MSGPACK is 2");
        };
    }

    int size() {
        return content.length;
    }

    private static int number(Codec codec) {
        return codec == Codec.JSON ? xooai.drivers.grpc.v1.Codec.JSON_VALUE : xooai.drivers.grpc.v1.Codec.MSGPACK_VALUE;
    }

    private static final class OfPacket implements Marshaller<Packet> {
        private static final int LEAST_BUFFER = 16;
        private static final int MOST_BUFFER = 4096;

        @Override
        public InputStream stream(Packet packet) {
            return new Written(head(packet), packet.content);
        }

        /// All that stands before the body's bytes.
        private static byte[] head(Packet packet) {
            int length = CodedOutputStream.computeEnumSize(Message.CODEC_FIELD_NUMBER, packet.codecNumber)
                    + CodedOutputStream.computeTagSize(Message.BODY_FIELD_NUMBER)
                    + CodedOutputStream.computeUInt32SizeNoTag(packet.content.length)
                    + sizeOf(Message.EXECUTOR_FIELD_NUMBER, packet.executor)
                    + sizeOf(Message.ENDPOINT_FIELD_NUMBER, packet.endpoint);
            byte[] head = new byte[length];
            CodedOutputStream out = CodedOutputStream.newInstance(head);
            try {
                out.writeEnum(Message.CODEC_FIELD_NUMBER, packet.codecNumber);
                write(out, Message.EXECUTOR_FIELD_NUMBER, packet.executor);
                write(out, Message.ENDPOINT_FIELD_NUMBER, packet.endpoint);
                out.writeUInt32NoTag(BODY);
                out.writeUInt32NoTag(packet.content.length);
                out.checkNoSpaceLeft();
                return head;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static int sizeOf(int field, String text) {
            return text.isEmpty() ? 0 : CodedOutputStream.computeStringSize(field, text);
        }

        private static void write(CodedOutputStream out, int field, String text) throws IOException {
            if (!text.isEmpty()) {
                out.writeString(field, text);
            }
        }

        @Override
        public Packet parse(InputStream stream) {
            try {
                int arrived = stream instanceof KnownLength ? stream.available() : MOST_BUFFER;
                return read(CodedInputStream.newInstance(stream, Math.clamp(arrived, LEAST_BUFFER, MOST_BUFFER)));
            } catch (InvalidProtocolBufferException e) {
                return unreadable(Code.INVALID_ARGUMENT, "it is no xooai.v1.Message: " + e.getMessage());
            } catch (StatusRuntimeException e) {
                return unreadable(
                        Statuses.codeOf(e.getStatus()),
                        String.valueOf(e.getStatus().getDescription()));
            } catch (IOException e) {
                return unreadable(Code.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
            }
        }

        /// Of a field that comes twice the last one counts; fields that are not known are passed over.
        private static Packet read(CodedInputStream in) throws IOException {
            int codec = xooai.drivers.grpc.v1.Codec.CODEC_UNSPECIFIED_VALUE;
            byte[] body = NOTHING;
            String executor = "";
            String endpoint = "";
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (tag) {
                    case CODEC -> codec = in.readEnum();
                    case BODY -> body = in.readByteArray();
                    case EXECUTOR -> executor = in.readStringRequireUtf8();
                    case ENDPOINT -> endpoint = in.readStringRequireUtf8();
                    default -> {
                        if (!in.skipField(tag)) {
                            throw new InvalidProtocolBufferException("a group ends that did not begin");
                        }
                    }
                }
            }
            return new Packet(codec, body, executor, endpoint, null);
        }
    }

    /// A written message; grpc-java has it write itself to where it is sent from.
    private static final class Written extends InputStream implements Drainable, KnownLength {
        private final byte[] head;
        private final byte[] body;
        private int at;

        Written(byte[] head, byte[] body) {
            this.head = head;
            this.body = body;
        }

        @Override
        public int drainTo(OutputStream target) throws IOException {
            int length = available();
            if (at < head.length) {
                target.write(head, at, head.length - at);
                at = head.length;
            }
            target.write(body, at - head.length, available());
            at = head.length + body.length;
            return length;
        }

        @Override
        public int available() {
            return head.length + body.length - at;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int most) {
            if (available() == 0) {
                return -1;
            }
            boolean inHead = at < head.length;
            byte[] part = inHead ? head : body;
            int start = inHead ? at : at - head.length;
            int length = Math.min(most, part.length - start);
            System.arraycopy(part, start, to, from, length);
            at += length;
            return length;
        }
    }
}
