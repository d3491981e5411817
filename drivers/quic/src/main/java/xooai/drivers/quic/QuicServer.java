package xooai.drivers.quic;

import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import tech.kwik.core.log.NullLogger;
import tech.kwik.core.server.ServerConnectionConfig;
import tech.kwik.core.server.ServerConnector;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.CallsInFlight;
import xooai.driver.Exposure;
import xooai.driver.Memory;
import xooai.driver.PemFiles;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.driver.Service;
import xooai.driver.ShownAddress;
import xooai.web.Routes;
import xooai.web.Tuning;

/// A service that is served over QUIC: `xoo/1` and HTTP/3 at one port, as the handshake says.
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
    private static final int CONTROL_WINDOW = 16 << 10;
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final ServerConnector connector;
    private final Connections connections;
    private final CallsInFlight calls;
    private final ServeSettings settings;
    private final URI address;
    private final AtomicBoolean closed = new AtomicBoolean();

    private QuicServer(
            ServerConnector connector,
            Connections connections,
            CallsInFlight calls,
            ServeSettings settings,
            URI address) {
        this.connector = connector;
        this.connections = connections;
        this.calls = calls;
        this.settings = settings;
        this.address = address;
    }

    static QuicServer start(URI address, Service service, ServeSettings settings) {
        Routes.checkName(service.name());
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
            Connections connections = new Connections();
            Memory memory = Tuning.DEFAULT.memory();
            connector.registerApplicationProtocol(
                    PROTOCOL, new XooProtocol(new Answering(service, settings, calls, memory), connections));
            Routes routes = new Routes(service, exposure, settings, Tuning.DEFAULT, calls);
            Http3Requests requests =
                    new Http3Requests(routes, calls, settings.limits().headerBytes(), settings.idle());
            connector.registerApplicationProtocol(Http3Protocol.NAME, new Http3Protocol(requests, connections));
            connector.start();
            String host = exposure.host().contains(":") ? "[" + exposure.host() + "]" : exposure.host();
            URI bound = URI.create("quic://" + host + ":" + socket.getLocalPort() + "/" + service.name());
            return new QuicServer(connector, connections, calls, settings, bound);
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
                .maxOpenPeerInitiatedUnidirectionalStreams(Http3Protocol.UNIDIRECTIONAL)
                .maxBidirectionalStreamBufferSize(STREAM_WINDOW)
                .maxUnidirectionalStreamBufferSize(CONTROL_WINDOW)
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

    /// How many calls are worked at, those included that are not yet open or are being left.
    int openCalls() {
        return connections.openCalls();
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
        connections.goAway();
        calls.drain(settings.grace(), MOMENT);
        connections.settle(MOMENT);
        connector.close();
    }

    /// Kept for messages and tests.
    @Override
    public String toString() {
        return ShownAddress.of(address) + " " + List.of(PROTOCOL, Http3Protocol.NAME);
    }
}
