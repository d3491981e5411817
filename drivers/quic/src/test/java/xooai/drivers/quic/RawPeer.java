package xooai.drivers.quic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tech.kwik.core.ConnectionListener;
import tech.kwik.core.ConnectionTerminatedEvent;
import tech.kwik.core.QuicClientConnection;
import tech.kwik.core.QuicStream;
import tech.kwik.core.impl.QuicClientConnectionImpl;
import tech.kwik.core.log.NullLogger;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Limits;
import xooai.doc.CallError;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.driver.CallKind;

/// A client that says what it likes.
final class RawPeer implements AutoCloseable {
    private final QuicClientConnection connection;
    private final CompletableFuture<ConnectionTerminatedEvent> closed = new CompletableFuture<>();

    RawPeer(URI server) throws IOException {
        this(server, QuicServer.PROTOCOL);
    }

    RawPeer(URI server, String protocol) throws IOException {
        connection = QuicClientConnection.newBuilder()
                .host(server.getHost())
                .port(server.getPort())
                .applicationProtocol(protocol)
                .connectTimeout(Duration.ofSeconds(10))
                .noServerCertificateCheck()
                .logger(new NullLogger())
                .build();
        connection.setConnectionListener(new ConnectionListener() {
            @Override
            public void disconnected(ConnectionTerminatedEvent event) {
                closed.complete(event);
            }
        });
        connection.connect();
    }

    /// Why the connection is closed, if it is.
    String ending() {
        ConnectionTerminatedEvent event = closed.getNow(null);
        return event == null
                ? "the connection is open"
                : "closed by " + (event.closedByPeer() ? "the server" : "the client") + ": " + event.closeReason() + " "
                        + event.transportErrorCode() + " " + event.errorDescription();
    }

    /// A new stream. Nothing is written to it, not even nothing: of that kwik may make a stream that never sends.
    QuicStream open() throws IOException {
        return connection.createStream(true);
    }

    /// A new stream on which those bytes were written.
    QuicStream write(byte... bytes) throws IOException {
        QuicStream stream = open();
        stream.getOutputStream().write(bytes);
        return stream;
    }

    /// A new stream of one way on which those bytes were written.
    QuicStream writeOneWay(byte... bytes) throws IOException {
        QuicStream stream = connection.createStream(false);
        stream.getOutputStream().write(bytes);
        return stream;
    }

    /// Whether the server lets this client open streams of one way.
    boolean mayOpenOneWay() {
        return ((QuicClientConnectionImpl) connection)
                        .getPeerTransportParameters()
                        .getInitialMaxStreamsUni()
                > 0;
    }

    /// Waits until the server has closed the connection.
    void awaitClosed() {
        assertThat(closed).succeedsWithin(Duration.ofSeconds(20));
    }

    /// Writes those bytes and nothing more, and reads the error that is answered.
    CallError refusal(byte... bytes) throws IOException {
        QuicStream stream = write(bytes);
        stream.getOutputStream().close();
        return end(stream);
    }

    /// Writes an opening for the probe and those messages, and reads the error that is answered.
    CallError refusal(CallKind kind, Message... messages) throws IOException {
        QuicStream stream = open();
        OutputStream out = stream.getOutputStream();
        new Opening("probe", "echo", kind, null).message(Codec.JSON).write(out);
        for (Message message : messages) {
            message.write(out);
        }
        out.close();
        return end(stream);
    }

    static CallError end(QuicStream stream) throws IOException {
        Message message = Message.read(stream.getInputStream(), 1 << 20, _ -> {});
        if (message != null && message.kind() == Message.Kind.FRAME) {
            Frame frame =
                    message.codec().readFrame(message.body(), Doc.class, Limits.DEFAULT, ContentSource.standard());
            if (frame instanceof Frame.End(var end) && end != null && end.error() != null) {
                return end.error();
            }
        }
        if (message != null && message.kind() == Message.Kind.ANSWER) {
            var answer =
                    message.codec().readResponse(message.body(), Doc.class, Limits.DEFAULT, ContentSource.standard());
            if (answer.error() != null) {
                return answer.error();
            }
        }
        throw new AssertionError("no error was answered but " + message);
    }

    /// A message's bytes with that length, whatever its body is.
    static byte[] bytes(int length, int kind, int codec, byte... body) {
        ByteBuffer bytes = ByteBuffer.allocate(6 + body.length);
        return bytes.putInt(length).put((byte) kind).put((byte) codec).put(body).array();
    }

    @Override
    public void close() {
        connection.close();
    }
}
