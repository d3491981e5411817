package xooai.drivers.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.Okio;
import okio.Socket;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// The messages of a WebSocket (RFC 6455) as its client has them.
///
/// OkHttp makes the connection and this speaks on it: OkHttp's own WebSocket queues what is sent and holds
/// messages of any length. Here sending waits until the system has taken it, and nothing is read before it is
/// asked for. One thread reads and one writes.
final class WebSocketPeer {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LONGEST_CONTROL = 125;
    private static final int NORMAL = 1000;
    private static final int SHORT = 126;
    private static final int LONG = 127;

    private final Socket socket;
    private final BufferedSource in;
    private final BufferedSink out;
    private final boolean text;
    private final int limit;
    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();

    WebSocketPeer(Socket socket, boolean text, int limit) {
        this.socket = socket;
        this.in = Okio.buffer(socket.getSource());
        this.out = Okio.buffer(socket.getSink());
        this.text = text;
        this.limit = limit;
        // The handshake was in time; from now on the call's own deadline counts.
        in.timeout().clearTimeout();
        out.timeout().clearTimeout();
    }

    /// A key for a handshake.
    static String key() {
        byte[] bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Whether that answer to a handshake with that key speaks that subprotocol from now on.
    static boolean isAccepted(Response response, String key, String protocol) {
        return response.code() == 101
                && "websocket".equalsIgnoreCase(response.header("Upgrade"))
                && accept(key).equals(response.header("Sec-WebSocket-Accept"))
                && protocol.equals(response.header("Sec-WebSocket-Protocol"))
                && response.header("Sec-WebSocket-Extensions") == null;
    }

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits for the next message; null when the other side closes in good order.
    ///
    /// @throws XooaiException with RESOURCE_EXHAUSTED when it is over the limit
    byte @Nullable [] next() throws IOException {
        reading.lock();
        try {
            if (closed.get()) {
                throw new IOException("the WebSocket is closed");
            }
            return message();
        } finally {
            reading.unlock();
        }
    }

    private byte @Nullable [] message() throws IOException {
        Buffer message = new Buffer();
        boolean begun = false;
        while (true) {
            int first = in.readByte() & 0xff;
            int opcode = first & 0x0f;
            long length = length(in.readByte() & 0xff);
            check((first & 0x70) == 0, "a reserved bit is set");
            if (opcode >= CLOSE) {
                check(length <= LONGEST_CONTROL && (first & 0x80) != 0, "a control message is too long");
                byte[] payload = in.readByteArray(length);
                if (opcode == CLOSE) {
                    control(CLOSE, payload);
                    return null;
                }
                if (opcode == PING) {
                    control(PONG, payload);
                }
                continue;
            }
            check(opcode == (begun ? CONTINUATION : text ? TEXT : BINARY), "a message of kind " + opcode);
            begun = true;
            if (message.size() + length > limit) {
                throw new XooaiException(
                        Code.RESOURCE_EXHAUSTED, "a message of the stream is over the limit of " + limit + " bytes");
            }
            in.readFully(message, length);
            if ((first & 0x80) != 0) {
                return message.readByteArray();
            }
        }
    }

    private long length(int second) throws IOException {
        check((second & 0x80) == 0, "a message is masked");
        long length = switch (second) {
            case SHORT -> in.readShort() & 0xffff;
            case LONG -> in.readLong();
            default -> second;
        };
        check(length >= 0, "a negative length");
        return length;
    }

    private static void check(boolean right, String what) throws IOException {
        if (!right) {
            throw new IOException("the other side speaks no WebSocket: " + what);
        }
    }

    /// Sends a message; waits until the system has taken it.
    void send(byte[] message) throws IOException {
        writing.lock();
        try {
            if (closed.get()) {
                throw new IOException("the WebSocket is closed");
            }
            write(text ? TEXT : BINARY, message);
        } finally {
            writing.unlock();
        }
    }

    /// Sends a control message, unless something is being sent: that shows as well that this side is there.
    private boolean control(int opcode, byte[] payload) throws IOException {
        if (!writing.tryLock()) {
            return false;
        }
        try {
            write(opcode, payload);
            return true;
        } finally {
            writing.unlock();
        }
    }

    private void write(int opcode, byte[] payload) throws IOException {
        out.writeByte(0x80 | opcode);
        if (payload.length < SHORT) {
            out.writeByte(0x80 | payload.length);
        } else if (payload.length <= 0xffff) {
            out.writeByte(0x80 | SHORT).writeShort(payload.length);
        } else {
            out.writeByte(0x80 | LONG).writeLong(payload.length);
        }
        byte[] mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= mask[i & 3];
        }
        out.write(mask).write(masked);
        out.flush();
    }

    /// Says good-bye, unless something is being sent, and closes. Any thread may do this.
    void end() {
        if (closed.compareAndSet(false, true)) {
            try {
                if (!control(CLOSE, new byte[] {NORMAL >> 8, (byte) NORMAL})) {
                    socket.cancel();
                }
            } catch (IOException _) {
                socket.cancel();
            }
            release();
        }
    }

    /// Breaks the connection off. Any thread may do this.
    void cancel() {
        if (closed.compareAndSet(false, true)) {
            socket.cancel();
            release();
        }
    }

    /// Gives the connection back once nobody uses it any more, which is soon.
    private void release() {
        Thread.ofVirtual().name("xooai-websocket-end").start(() -> {
            reading.lock();
            writing.lock();
            try (in;
                    out) {
                // Closing is all.
            } catch (IOException _) {
                socket.cancel();
            } finally {
                writing.unlock();
                reading.unlock();
            }
        });
    }
}
