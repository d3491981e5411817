package xooai.drivers.quic;

import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tech.kwik.core.ConnectionTerminatedEvent;
import tech.kwik.core.QuicConnection;
import tech.kwik.core.QuicStream;
import tech.kwik.core.log.NullLogger;
import tech.kwik.core.server.ApplicationProtocolConnection;
import tech.kwik.core.server.ApplicationProtocolConnectionFactory;
import tech.kwik.core.server.ServerConnectionConfig;
import tech.kwik.core.server.ServerConnector;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.CallsInFlight;
import xooai.driver.Exposure;
import xooai.driver.PemFiles;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.driver.Service;
import xooai.driver.ShownAddress;
import xooai.web.Memory;
import xooai.web.Tuning;

/// A service that is served over QUIC.
final class QuicServer implements Server {
    /// The name of our protocol in the handshake.
    static final String PROTOCOL = "xoo/1";
    /// Calls at once on one connection.
    static final int STREAMS = 100;
    /// What a connection buffers of one stream, and how long it may be silent: alike on both sides.
    static final int STREAM_WINDOW = 256 << 10;
    static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Duration LEAST_SILENCE = Duration.ofSeconds(5);
    private static final int DEFAULT_PORT = 443;
    private static final int CONNECTIONS = 1_000;
    private static final long REFUSED = 2;
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final ServerConnector connector;
    private final Protocol protocol;
    private final CallsInFlight calls;
    private final ServeSettings settings;
    private final URI address;
    private final AtomicBoolean closed = new AtomicBoolean();

    private QuicServer(
            ServerConnector connector, Protocol protocol, CallsInFlight calls, ServeSettings settings, URI address) {
        this.connector = connector;
        this.protocol = protocol;
        this.calls = calls;
        this.settings = settings;
        this.address = address;
    }

    static QuicServer start(URI address, Service service, ServeSettings settings) {
        Exposure exposure = Exposure.check(address, settings);
        int port = address.getPort() < 0 ? DEFAULT_PORT : exposure.port();
        InetSocketAddress place = new InetSocketAddress(exposure.host(), port);
        boolean here = place.getAddress() != null && place.getAddress().isLoopbackAddress();
        if (settings.certificate() == null && !here && !settings.insecure()) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "Tried to serve at " + ShownAddress.of(address)
                            + ": the address is open to other machines and needs a certificate and its key, also"
                            + " behind a proxy; give both, bind 127.0.0.1, or say `insecure`");
        }
        SteadySocket socket;
        try {
            socket = new SteadySocket(place);
        } catch (SocketException e) {
            throw exposure.notBound(address, e);
        }
        try {
            ServerConnector connector = connector(socket, settings, !here);
            CallsInFlight calls = new CallsInFlight();
            Protocol protocol =
                    new Protocol(new Answering(service, settings, calls, new Memory(Tuning.DEFAULT.bodyBytes())));
            connector.registerApplicationProtocol(PROTOCOL, protocol);
            connector.start();
            String host = exposure.host().contains(":") ? "[" + exposure.host() + "]" : exposure.host();
            URI bound = URI.create("quic://" + host + ":" + socket.getLocalPort() + "/" + service.name());
            return new QuicServer(connector, protocol, calls, settings, bound);
        } catch (CertificateException | SocketException | RuntimeException e) {
            socket.close();
            throw exposure.notBound(address, e);
        }
    }

    private static ServerConnector connector(SteadySocket socket, ServeSettings settings, boolean validate)
            throws CertificateException, SocketException {
        KeyStore store;
        String password;
        if (settings.certificate() != null && settings.key() != null) {
            store = PemFiles.load(settings.certificate(), settings.key());
            password = PemFiles.PASSWORD;
        } else {
            OwnCertificate own = OwnCertificate.ofThisProcess();
            store = own.store();
            password = own.password();
        }
        ServerConnectionConfig config = ServerConnectionConfig.builder()
                .maxIdleTimeout((int) silence(settings).toMillis())
                .maxOpenPeerInitiatedBidirectionalStreams(STREAMS)
                .maxOpenPeerInitiatedUnidirectionalStreams(0)
                .maxBidirectionalStreamBufferSize(STREAM_WINDOW)
                .maxUnidirectionalStreamBufferSize(STREAM_WINDOW)
                .maxConnectionBufferSize((long) STREAMS * STREAM_WINDOW)
                .retryRequired(validate)
                .build();
        return ServerConnector.builder()
                .withSocket(socket)
                .withKeyStore(store, OwnCertificate.ALIAS, password.toCharArray())
                .withConfiguration(config)
                .withLogger(new NullLogger())
                .build();
    }

    /// How long a client may be silent, which one that waits for an answer never is, before it is taken for gone.
    private static Duration silence(ServeSettings settings) {
        Duration idle = settings.idle();
        return idle.compareTo(LEAST_SILENCE) < 0 ? LEAST_SILENCE : idle.compareTo(SILENCE) > 0 ? SILENCE : idle;
    }

    /// Makes of each stream that a caller opens a call on a thread of its own.
    private static final class Protocol implements ApplicationProtocolConnectionFactory {
        private final Answering answering;
        private final Set<QuicConnection> connections = ConcurrentHashMap.newKeySet();

        Protocol(Answering answering) {
            this.answering = answering;
        }

        @Override
        public ApplicationProtocolConnection createConnection(String protocol, QuicConnection connection) {
            connection.setConnectionListener((ConnectionTerminatedEvent _) -> connections.remove(connection));
            connections.add(connection);
            if (connections.size() > CONNECTIONS) {
                connection.close(REFUSED, "too many connections");
            }
            AtomicInteger streams = new AtomicInteger();
            return new ApplicationProtocolConnection() {
                @Override
                public void acceptPeerInitiatedStream(QuicStream stream) {
                    Thread.ofVirtual().name("xooai-quic").start(() -> accept(stream, streams));
                }
            };
        }

        @Override
        public int maxConcurrentPeerInitiatedBidirectionalStreams() {
            return STREAMS;
        }

        @Override
        public int maxConcurrentPeerInitiatedUnidirectionalStreams() {
            return 0;
        }

        /// Waits until no connection sends any more, which kwik does after an answer was written to it: what is
        /// not sent when a connection is closed is lost.
        void settle() {
            long end = System.nanoTime() + MOMENT.toNanos();
            long before = -1;
            long still = System.nanoTime();
            while (end - System.nanoTime() > 0 && System.nanoTime() - still < QUIET_NANOS) {
                long sent = connections.stream()
                        .mapToLong(connection -> connection.getStats().bytesSent())
                        .sum();
                if (sent != before) {
                    before = sent;
                    still = System.nanoTime();
                }
                LockSupport.parkNanos(QUIET_NANOS / 10);
            }
        }

        /// A caller that cancels has its credit back at once, and could open the next stream long before the
        /// work on the last one has ended: this counts work.
        private void accept(QuicStream stream, AtomicInteger streams) {
            try {
                if (streams.incrementAndGet() > 2 * STREAMS) {
                    answering.refuse(stream);
                } else {
                    answering.answer(stream);
                }
            } finally {
                streams.decrementAndGet();
            }
        }
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        calls.drain(settings.grace(), MOMENT);
        protocol.settle();
        connector.close();
    }

    /// Kept for messages and tests.
    @Override
    public String toString() {
        return ShownAddress.of(address) + " " + List.of(PROTOCOL);
    }
}
