package xooai.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import tech.kwik.core.QuicClientConnection;
import tech.kwik.core.QuicStream;
import tech.kwik.core.log.NullLogger;
import xooai.driver.Trust;

/// One connection of kwik; each call is a stream of it.
final class QuicClient implements Client {
    private static final int BUFFER = 64 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int WINDOW = 256 << 10;

    static {
        // A measurement trusts its own machine, and would be told so for each round.
        System.setProperty("tech.kwik.core.no-security-warnings", "true");
    }

    private final QuicClientConnection connection;
    private final Script script;

    /// @param protocol what is spoken
    QuicClient(URI server, String protocol, Script script) throws IOException {
        this.connection = QuicClientConnection.newBuilder()
                .host(server.getHost())
                .port(server.getPort())
                .applicationProtocol(protocol)
                .connectTimeout(PATIENCE)
                .maxIdleTimeout(SILENCE)
                .defaultStreamReceiveBufferSize((long) WINDOW * 10)
                .noServerCertificateCheck()
                .logger(new NullLogger())
                .build();
        this.connection.setDefaultBidirectionalStreamReceiveBufferSize(WINDOW);
        this.connection.connect();
        this.script = script;
    }

    /// What a call sends and is answered.
    @FunctionalInterface
    interface Script {
        /// Calls once on that new stream.
        long run(QuicStream stream) throws IOException;
    }

    /// Sends those bytes, made beforehand, and counts what comes back.
    ///
    /// @param least how many bytes that is at least
    static Script bytes(byte[] sent, long least) {
        return stream -> {
            write(stream, sent);
            return count(stream.getInputStream(), least);
        };
    }

    /// Sends those bytes while it counts what comes back.
    static Script bothWays(byte[] sent, long least) {
        return stream -> {
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    write(stream, sent);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            try {
                return count(stream.getInputStream(), least);
            } finally {
                writer.interrupt();
            }
        };
    }

    private static void write(QuicStream stream, byte[] sent) throws IOException {
        try (OutputStream out = stream.getOutputStream()) {
            out.write(sent);
        }
    }

    private static long count(InputStream in, long least) throws IOException {
        byte[] buffer = new byte[BUFFER];
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        long length = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (length == 0) {
                first.write(buffer, 0, read);
            }
            length += read;
        }
        if (length < least) {
            throw new IOException("the server answers " + length + " bytes: " + first);
        }
        return length;
    }

    /// What the server's certificate is known by.
    static Trust trust(URI server, String protocol) {
        try (QuicClient client = new QuicClient(server, protocol, _ -> 0)) {
            return Trust.ofFingerprint(Trust.fingerprintOf(
                    client.connection.getServerCertificateChain().getFirst()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Caller caller() {
        return () -> script.run(connection.createStream(true));
    }

    @Override
    public void close() {
        connection.close();
    }
}
