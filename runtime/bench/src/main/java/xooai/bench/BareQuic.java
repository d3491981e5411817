package xooai.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tech.kwik.core.QuicConnection;
import tech.kwik.core.QuicStream;
import tech.kwik.core.log.NullLogger;
import tech.kwik.core.server.ApplicationProtocolConnection;
import tech.kwik.core.server.ApplicationProtocolConnectionFactory;
import tech.kwik.core.server.ServerConnectionConfig;
import tech.kwik.core.server.ServerConnector;
import tools.jackson.databind.json.JsonMapper;

/// The baseline of QUIC: kwik itself, each stream on a virtual thread. A stream is a byte that says what is asked
/// for, and texts in JSON, each after its length, which Jackson reads into records and writes. Windows as in our
/// driver; uses nothing of this project.
final class BareQuic implements ApplicationProtocolConnectionFactory {
    /// What is spoken.
    static final String PROTOCOL = "bare";
    /// Asks for the same doc.
    static final byte PASS = 'p';
    /// Asks for the same doc again and again.
    static final byte REPEAT = 'r';
    /// Asks for each doc as it comes.
    static final byte CHAT = 'c';
    /// Asks for the same bytes, unread.
    static final byte BYTES = 'b';

    private static final int STREAMS = 100;
    private static final int WINDOW = 256 << 10;
    private static final int SILENT_MILLIS = 60_000;
    private static final String PASSWORD = "password";
    private static final String ALIAS = "bare";

    private final JsonMapper json = JsonMapper.builder().build();

    private BareQuic() {}

    public static void main(String[] arguments) throws Exception {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ServerConnectionConfig config = ServerConnectionConfig.builder()
                .maxIdleTimeout(SILENT_MILLIS)
                .maxOpenPeerInitiatedBidirectionalStreams(STREAMS)
                .maxBidirectionalStreamBufferSize(WINDOW)
                .maxConnectionBufferSize((long) STREAMS * WINDOW)
                .build();
        ServerConnector connector = ServerConnector.builder()
                .withSocket(socket)
                .withKeyStore(ownCertificate(), ALIAS, PASSWORD.toCharArray())
                .withConfiguration(config)
                .withLogger(new NullLogger())
                .build();
        connector.registerApplicationProtocol(PROTOCOL, new BareQuic());
        connector.start();
        System.out.println("READY quic://127.0.0.1:" + socket.getLocalPort());
        while (System.in.read() >= 0) {
            // Whoever started it closes it by closing the pipe.
        }
        connector.close();
    }

    private static KeyStore ownCertificate() throws IOException, GeneralSecurityException, InterruptedException {
        Path directory = Files.createTempDirectory("bare-quic");
        Path file = directory.resolve("store.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String line = "-genkeypair -alias " + ALIAS + " -keyalg EC -groupname secp256r1 -dname CN=localhost"
                + " -validity 2 -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + file;
        List<String> command = new ArrayList<>(List.of(keytool));
        command.addAll(List.of(line.split(" ", -1)));
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException(command + " ended with " + exit);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        } finally {
            Files.delete(file);
            Files.delete(directory);
        }
        return store;
    }

    @Override
    public ApplicationProtocolConnection createConnection(String protocol, QuicConnection connection) {
        return new ApplicationProtocolConnection() {
            @Override
            public void acceptPeerInitiatedStream(QuicStream stream) {
                Thread.ofVirtual().start(() -> answer(stream));
            }
        };
    }

    @Override
    public int maxConcurrentPeerInitiatedBidirectionalStreams() {
        return STREAMS;
    }

    private void answer(QuicStream stream) {
        DataInputStream in = new DataInputStream(stream.getInputStream());
        try (OutputStream out = stream.getOutputStream()) {
            byte asked = in.readByte();
            if (asked == BYTES) {
                out.write(in.readAllBytes());
                return;
            }
            for (BareServer.Body body = read(in); body != null; body = read(in)) {
                for (int i = 0; i < (asked == REPEAT ? Echo.CHUNKS : 1); i++) {
                    out.write(framed(json.writeValueAsBytes(body)));
                }
            }
        } catch (IOException e) {
            System.err.println("a stream was cut: " + e);
        }
    }

    private BareServer.@Nullable Body read(DataInputStream in) throws IOException {
        byte[] length = in.readNBytes(Integer.BYTES);
        return length.length == 0
                ? null
                : json.readValue(in.readNBytes(ByteBuffer.wrap(length).getInt()), BareServer.Body.class);
    }

    /// Those bytes after their length.
    static byte[] framed(byte[] body) {
        return ByteBuffer.allocate(Integer.BYTES + body.length)
                .putInt(body.length)
                .put(body)
                .array();
    }
}
