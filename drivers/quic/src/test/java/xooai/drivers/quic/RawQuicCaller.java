package xooai.drivers.quic;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import tech.kwik.core.QuicStream;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Limits;
import xooai.doc.CallError;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.driver.CallKind;
import xooai.driver.HostileCaller;

/// A caller with a bare connection: each call opens as it should, and goes on as it likes.
final class RawQuicCaller implements HostileCaller {
    private static final int MOST = 1 << 20;

    private final RawPeer peer;
    private final @Nullable String token;

    RawQuicCaller(URI server, @Nullable String token) throws IOException {
        this.peer = new RawPeer(server);
        this.token = token;
    }

    @Override
    public Call open(String endpoint, CallKind kind, Codec codec) throws IOException {
        QuicStream stream = peer.open();
        new Opening("probe", endpoint, kind, token).message(Codec.JSON).write(stream.getOutputStream());
        return new OneStream(peer, stream, codec);
    }

    @Override
    public void close() {
        peer.close();
    }

    private static final class OneStream implements Call {
        private final RawPeer peer;
        private final QuicStream stream;
        private final Codec codec;
        private boolean requested;

        OneStream(RawPeer peer, QuicStream stream, Codec codec) {
            this.peer = peer;
            this.stream = stream;
            this.codec = codec;
        }

        @Override
        public void send(byte[] body) throws IOException {
            Message.Kind kind = requested ? Message.Kind.FRAME : Message.Kind.REQUEST;
            requested = true;
            write(out -> new Message(kind, codec, body).write(out));
        }

        private interface Writing {
            void to(OutputStream out) throws IOException;
        }

        /// A server that has answered already takes no more.
        private void write(Writing writing) throws IOException {
            try {
                writing.to(stream.getOutputStream());
            } catch (IOException e) {
                if (stream.getInputStream().available() == 0) {
                    throw new IOException(peer.ending(), e);
                }
            }
        }

        @Override
        public void end() throws IOException {
            write(OutputStream::close);
        }

        @Override
        public void reset() {
            stream.abortReading(1);
            stream.resetStream(1);
        }

        @Override
        public @Nullable CallError answer() throws IOException {
            for (Message message = next(); message != null; message = next()) {
                if (message.kind() == Message.Kind.ANSWER) {
                    return message.codec()
                            .readResponse(message.body(), Doc.class, Limits.DEFAULT, ContentSource.standard())
                            .error();
                }
                Frame frame =
                        message.codec().readFrame(message.body(), Doc.class, Limits.DEFAULT, ContentSource.standard());
                if (frame instanceof Frame.End(var end) && end != null) {
                    return end.error();
                }
            }
            throw new IOException("the answer has no end");
        }

        private @Nullable Message next() throws IOException {
            return Message.read(stream.getInputStream(), MOST, _ -> {});
        }
    }
}
