package xooai.drivers.quic;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tech.kwik.core.QuicClientConnection;
import tech.kwik.core.impl.QuicClientConnectionImpl;
import tech.kwik.core.log.NullLogger;
import xooai.driver.ConnectSettings;
import xooai.driver.Ticker;

/// The connection to one address: opened by the first call, shared by all, opened anew once it was closed.
final class Link implements AutoCloseable, Ticker.Look {
    private static final int PINGS_IN_A_SILENCE = 4;
    private static final int DEFAULT_PORT = 443;
    private static final int MOST_ATTEMPTS = 3;
    /// INVALID_TOKEN (RFC 9000, 20.1), as kwik says it.
    private static final String INVALID_TOKEN = "transport error 11:";
    /// kwik makes the window of a connection ten times that of a stream; each of a hundred streams has its own.
    private static final long WINDOW_OF_TEN = (long) QuicServer.STREAMS * QuicServer.STREAM_WINDOW / 10;

    static {
        // What kwik says on standard output when its own checks are off is not true of ours.
        System.setProperty("tech.kwik.core.no-security-warnings", "true");
    }

    private final String host;
    private final int port;
    private final ConnectSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<CallStream> calls = ConcurrentHashMap.newKeySet();
    private @Nullable CompletableFuture<QuicClientConnection> opened;
    private volatile @Nullable QuicClientConnection connection;
    private volatile long pinged = System.nanoTime();
    private volatile long pause = QuicServer.SILENCE.toNanos() / PINGS_IN_A_SILENCE;
    private volatile boolean closed;

    Link(URI address, ConnectSettings settings) {
        String named = address.getHost();
        this.host = named.startsWith("[") ? named.substring(1, named.length() - 1) : named;
        this.port = address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
        this.settings = settings;
    }

    /// The connection, open; waits until it is.
    QuicClientConnection connection() throws IOException, InterruptedException {
        try {
            return attempt().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new ConnectException("it failed: " + e.getCause());
        }
    }

    private CompletableFuture<QuicClientConnection> attempt() throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the connection was closed here");
            }
            CompletableFuture<QuicClientConnection> known = opened;
            QuicClientConnection live = connection;
            boolean usable = known != null
                    && (!known.isDone() || (!known.isCompletedExceptionally() && live != null && live.isConnected()));
            if (known != null && usable) {
                return known;
            }
            CompletableFuture<QuicClientConnection> next = new CompletableFuture<>();
            opened = next;
            Thread.ofVirtual().name("xooai-quic-connect").start(() -> connect(next));
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void connect(CompletableFuture<QuicClientConnection> next) {
        try {
            QuicClientConnection made = connected(1);
            pause = pauseOf(made);
            connection = made;
            if (closed) {
                made.close();
            }
            next.complete(made);
        } catch (IOException e) {
            next.completeExceptionally(e);
        } catch (RuntimeException e) {
            next.completeExceptionally(new ConnectException("connecting failed: " + e.getMessage()));
        } finally {
            // After an error as well: else those who wait for it would wait for their deadlines.
            next.completeExceptionally(new ConnectException("connecting failed"));
        }
    }

    /// A connection that has been made. One that a server refuses because it takes a late repetition of our first
    /// packet for a new one, whose token it does not know, is tried again: nothing was sent on it.
    private QuicClientConnection connected(int attempt) throws IOException {
        HostTrust trust = new HostTrust(host, settings.trust());
        AtomicBoolean refused = new AtomicBoolean();
        try {
            QuicClientConnection made = connection(trust, refused);
            made.connect();
            return made;
        } catch (IOException | RuntimeException e) {
            if (attempt < MOST_ATTEMPTS && String.valueOf(e.getMessage()).contains(INVALID_TOKEN)) {
                return connected(attempt + 1);
            }
            throw new ConnectException(refused.get() ? "connection refused" : why(e, trust));
        }
    }

    private QuicClientConnection connection(HostTrust trust, AtomicBoolean refused) throws IOException {
        QuicClientConnection made = QuicClientConnection.newBuilder()
                .host(host)
                .port(port)
                .applicationProtocol(QuicServer.PROTOCOL)
                .connectTimeout(settings.connectTimeout())
                .maxIdleTimeout(QuicServer.SILENCE)
                .maxOpenPeerInitiatedBidirectionalStreams(0)
                .maxOpenPeerInitiatedUnidirectionalStreams(0)
                .defaultStreamReceiveBufferSize(WINDOW_OF_TEN)
                // Switches off kwik's checks of issuer and names; the manager that follows makes both.
                .noServerCertificateCheck()
                .customTrustManager(trust)
                .socketFactory(peer -> socket(peer, refused))
                .logger(new NullLogger())
                .build();
        made.setDefaultBidirectionalStreamReceiveBufferSize(QuicServer.STREAM_WINDOW);
        made.setConnectionListener(event -> calls.forEach(call -> call.cut(made, event.errorDescription())));
        return made;
    }

    /// A socket that is connected: only to such a one does the system tell that nobody listens over there any
    /// more, and callers need not wait for a long silence.
    ///
    /// @param refused is set when it tells: kwik does not always say why it gave up
    private DatagramSocket socket(InetAddress peer, AtomicBoolean refused) throws SocketException {
        DatagramSocket socket = new DatagramSocket() {
            @Override
            public void receive(DatagramPacket packet) throws IOException {
                try {
                    super.receive(packet);
                } catch (PortUnreachableException e) {
                    refused.set(true);
                    throw e;
                }
            }

            @Override
            public void send(DatagramPacket packet) throws IOException {
                try {
                    super.send(packet);
                } catch (PortUnreachableException e) {
                    refused.set(true);
                    throw e;
                }
            }
        };
        socket.connect(peer, port);
        return socket;
    }

    /// How long nothing need be said: the server may take a client that is silent for gone sooner than we do.
    private static long pauseOf(QuicClientConnection made) {
        long silence = QuicServer.SILENCE.toMillis();
        if (made instanceof QuicClientConnectionImpl live) {
            long theirs = live.getPeerTransportParameters().getMaxIdleTimeout();
            silence = theirs > 0 ? Math.min(silence, theirs) : silence;
        }
        return TimeUnit.MILLISECONDS.toNanos(silence) / PINGS_IN_A_SILENCE;
    }

    private static String why(Exception e, HostTrust trust) {
        String refused = trust.refusal();
        if (refused != null) {
            return refused;
        }
        String text = String.valueOf(e.getMessage());
        if (e instanceof UnknownHostException) {
            return "the host is not known";
        }
        if (text.contains("NO_APPLICATION_PROTOCOL") || text.contains("no_application_protocol")) {
            return "it does not speak " + QuicServer.PROTOCOL;
        }
        return text.contains("timed out") ? "nobody answered in time" : "connecting failed: " + text;
    }

    void began(CallStream call) {
        calls.add(call);
        Ticker.add(this);
    }

    void ended(CallStream call) {
        calls.remove(call);
        if (calls.isEmpty()) {
            Ticker.remove(this);
            if (!calls.isEmpty()) {
                Ticker.add(this);
            }
        }
    }

    /// Keeps the connection while calls wait for slow answers.
    @Override
    public void look() {
        long now = System.nanoTime();
        if (now - pinged > pause) {
            pinged = now;
            if (connection instanceof QuicClientConnectionImpl live && live.isConnected()) {
                ping(live);
            }
        }
    }

    private static void ping(QuicClientConnectionImpl live) {
        try {
            live.ping();
        } catch (IllegalStateException _) {
            // It was closed just now; its calls are told by themselves.
        }
    }

    @Override
    public void close() {
        closed = true;
        QuicClientConnection live = connection;
        if (live != null && live.isConnected()) {
            live.close();
        }
    }
}
