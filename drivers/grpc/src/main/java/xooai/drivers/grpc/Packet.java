package xooai.drivers.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.drivers.grpc.v1.Message;

/// What arrives where a [Message] is expected. One that cannot be read is a value too: thrown while grpc-java
/// reads it, it would reach the caller as UNKNOWN, without a word.
///
/// @param sent the message; the default one when it could not be read
/// @param problem why it could not be read; null when it could
record Packet(Message sent, @Nullable CallError problem) {
    static final Marshaller<Packet> MARSHALLER = new OfPacket();

    /// A message with those bytes in that codec. The bytes are not copied: they are not to be changed any more.
    static Packet of(Codec codec, byte[] body) {
        return new Packet(
                Message.newBuilder()
                        .setCodec(named(codec))
                        .setBody(UnsafeByteOperations.unsafeWrap(body))
                        .build(),
                null);
    }

    /// The message that opens a call.
    static Packet opening(Codec codec, byte[] body, String executor, String endpoint) {
        return new Packet(
                Message.newBuilder()
                        .setCodec(named(codec))
                        .setBody(UnsafeByteOperations.unsafeWrap(body))
                        .setExecutor(executor)
                        .setEndpoint(endpoint)
                        .build(),
                null);
    }

    /// The message.
    ///
    /// @throws XooaiException with why it could not be read
    Message message() {
        if (problem != null) {
            throw new XooaiException(problem);
        }
        return sent;
    }

    /// Its bytes.
    ///
    /// @throws XooaiException with RESOURCE_EXHAUSTED when they are more than that
    byte[] body(int limit) {
        ByteString body = message().getBody();
        if (body.size() > limit) {
            throw new XooaiException(Code.RESOURCE_EXHAUSTED, "the message is over the limit of " + limit + " bytes");
        }
        return body.toByteArray();
    }

    /// How its bytes are written; that codec where it does not say.
    Codec codec(Codec otherwise) {
        return switch (message().getCodec()) {
            case JSON -> Codec.JSON;
            case MSGPACK -> Codec.MSGPACK;
            case CODEC_UNSPECIFIED -> otherwise;
            case UNRECOGNIZED ->
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "the codec " + sent.getCodecValue() + " is not known; JSON is 1 and MSGPACK is 2");
        };
    }

    int size() {
        return sent.getBody().size();
    }

    private static xooai.drivers.grpc.v1.Codec named(Codec codec) {
        return codec == Codec.JSON ? xooai.drivers.grpc.v1.Codec.JSON : xooai.drivers.grpc.v1.Codec.MSGPACK;
    }

    private static final class OfPacket implements Marshaller<Packet> {
        private static final Marshaller<Message> WRITER = ProtoUtils.marshaller(Message.getDefaultInstance());

        @Override
        public InputStream stream(Packet packet) {
            return WRITER.stream(packet.sent);
        }

        @Override
        public Packet parse(InputStream stream) {
            try {
                byte[] all =
                        stream instanceof KnownLength ? stream.readNBytes(stream.available()) : stream.readAllBytes();
                // The body stays a part of these bytes instead of being copied out of them.
                CodedInputStream in = UnsafeByteOperations.unsafeWrap(all).newCodedInput();
                in.enableAliasing(true);
                return new Packet(Message.parseFrom(in), null);
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

        private static Packet unreadable(Code code, String why) {
            return new Packet(Message.getDefaultInstance(), CallError.of(code, "the message cannot be read: " + why));
        }
    }
}
