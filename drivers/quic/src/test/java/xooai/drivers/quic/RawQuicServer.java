package xooai.drivers.quic;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.CertificateException;
import java.util.List;
import tech.kwik.core.QuicConnection;
import tech.kwik.core.QuicStream;
import tech.kwik.core.log.NullLogger;
import tech.kwik.core.server.ApplicationProtocolConnection;
import tech.kwik.core.server.ApplicationProtocolConnectionFactory;
import tech.kwik.core.server.ServerConnectionConfig;
import tech.kwik.core.server.ServerConnector;
import xooai.codec.Codec;
import xooai.driver.CallKind;
import xooai.driver.Certificates;
import xooai.driver.HostileServer;
import xooai.driver.PemFiles;

/// A server with a bare connector that answers each stream with whatever it was told to.
final class RawQuicServer implements HostileServer {
    private static final long CUT = 7;

    private final DatagramSocket socket =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final ServerConnector connector;
    private final Ending ending;
    private final List<byte[]> bodies;

    RawQuicServer(Ending ending, List<byte[]> bodies) throws IOException {
        this.ending = ending;
        this.bodies = bodies;
        Certificates here = Certificates.here();
        try {
            connector = ServerConnector.builder()
                    .withSocket(socket)
                    .withKeyStore(
                            PemFiles.load(here.chain(), here.key()),
                            OwnCertificate.ALIAS,
                            PemFiles.PASSWORD.toCharArray())
                    .withConfiguration(ServerConnectionConfig.builder()
                            .maxOpenPeerInitiatedBidirectionalStreams(QuicServer.STREAMS)
                            .build())
                    .withLogger(new NullLogger())
                    .build();
        } catch (CertificateException e) {
            throw new IOException(e);
        }
        connector.registerApplicationProtocol(QuicServer.PROTOCOL, new Protocol());
        connector.start();
    }

    private final class Protocol implements ApplicationProtocolConnectionFactory {
        @Override
        public ApplicationProtocolConnection createConnection(String protocol, QuicConnection connection) {
            return new ApplicationProtocolConnection() {
                @Override
                public void acceptPeerInitiatedStream(QuicStream stream) {
                    Thread.ofVirtual().start(() -> answer(stream, connection));
                }
            };
        }

        @Override
        public int maxConcurrentPeerInitiatedBidirectionalStreams() {
            return QuicServer.STREAMS;
        }
    }

    private void answer(QuicStream stream, QuicConnection connection) {
        try {
            Message opening = Message.read(stream.getInputStream(), 1 << 20, _ -> {});
            boolean unary = opening != null
                    && Opening.of(opening, xooai.codec.Limits.DEFAULT).kind() == CallKind.UNARY;
            OutputStream out = stream.getOutputStream();
            for (byte[] body : bodies) {
                new Message(unary ? Message.Kind.ANSWER : Message.Kind.FRAME, Codec.JSON, body).write(out);
            }
            if (ending == Ending.IN_ORDER) {
                out.close();
            } else if (ending == Ending.CUT) {
                // What was said is to arrive before that.
                stream.getInputStream().readAllBytes();
                connection.close(CUT, "cut");
            }
        } catch (IOException _) {
            // The caller has enough.
        }
    }

    @Override
    public URI address() {
        return URI.create("quic://127.0.0.1:" + socket.getLocalPort() + "/probe");
    }

    @Override
    public void close() {
        connector.close();
    }
}
