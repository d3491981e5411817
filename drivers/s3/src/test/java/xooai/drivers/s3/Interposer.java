package xooai.drivers.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import xooai.driver.Certificates;
import xooai.driver.PemFiles;

/// Stands between a client and a server: counts what passes, and cuts or stalls connections.
final class Interposer implements AutoCloseable {
    private static final int BUFFER = 1 << 14;
    private static final int BACKLOG = 200;

    private final ServerSocket listening;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread accepting;
    private final Direction toServer = new Direction();
    private final Direction toClient = new Direction();

    Interposer(URI server) throws IOException {
        this(server, ServerSocketFactory.getDefault());
    }

    private Interposer(URI server, ServerSocketFactory sockets) throws IOException {
        this.port = server.getPort();
        this.listening = sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.accepting = Thread.ofVirtual().start(this::accept);
    }

    /// One that speaks TLS with the client, and not with the server.
    static Interposer withTls(URI server, Certificates certificates) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(PemFiles.load(certificates.chain(), certificates.key()), PemFiles.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return new Interposer(server, context.getServerSocketFactory());
    }

    /// One of the two directions in which bytes pass.
    static final class Direction {
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicInteger cuts = new AtomicInteger();
        private volatile long cutAfter = Long.MAX_VALUE;
        private volatile long stallAfter = Long.MAX_VALUE;
        private volatile CountDownLatch stalled = new CountDownLatch(1);

        /// How many bytes have passed over all connections.
        long bytes() {
            return bytes.get();
        }

        /// Cuts connections that have let so many bytes pass, so many times.
        void cutAfter(long each, int times) {
            cutAfter = each;
            cuts.set(times);
        }

        /// Lets no more than so many bytes pass over each connection.
        void stallAfter(long each) {
            stalled = new CountDownLatch(1);
            stallAfter = each;
        }

        /// Waits until a connection is stalled.
        void awaitStalled() throws InterruptedException {
            if (!stalled.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no connection was stalled");
            }
        }

        /// Whether the connection is to be cut that has let so many bytes pass.
        private boolean cuts(long passed) {
            return passed >= cutAfter && cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    Direction toServer() {
        return toServer;
    }

    Direction toClient() {
        return toClient;
    }

    int connections() {
        return connections.get();
    }

    /// How many connections are open to the client.
    long open() {
        return sockets.stream().filter(socket -> !socket.isClosed()).count() / 2;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                if (listening.isClosed()) {
                    client.close(); // It came while the port was being closed.
                    return;
                }
                connections.incrementAndGet();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pass(client, server, toServer));
                Thread.ofVirtual().start(() -> pass(server, client, toClient));
            }
        } catch (IOException _) {
            // It was closed.
        }
    }

    private void pass(Socket from, Socket to, Direction direction) {
        byte[] buffer = new byte[BUFFER];
        long passed = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (passed + count > direction.stallAfter) {
                    direction.stalled.countDown();
                    // Until one of the two gives up.
                    awaitEnd(from, to);
                    return;
                }
                if (direction.cuts(passed)) {
                    return;
                }
                out.write(buffer, 0, count);
                passed += count;
                direction.bytes.addAndGet(count);
            }
        } catch (IOException | InterruptedException _) {
            // One of the two has gone, and so does the other.
        }
    }

    private void awaitEnd(Socket from, Socket to) throws InterruptedException {
        while (!from.isClosed() && !to.isClosed() && !listening.isClosed()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            // A virtual thread that waits in accept holds the port open until it has left.
            if (!accepting.join(Duration.ofSeconds(10))) {
                throw new IllegalStateException("the port was not given up");
            }
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
