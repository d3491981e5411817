package xooai.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// One connection that posts the same body again and again: as little client as there can be, since it shares
/// the processors with the server that it measures.
final class KeepAlive implements Caller {
    private static final int NEWLINE = '\n';

    private final Socket socket;
    private final InputStream in;
    private final byte[] request;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;

    KeepAlive(URI address, Body body) throws IOException {
        this.request = request(address, body);
        this.socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        this.socket.setTcpNoDelay(true);
        this.in = socket.getInputStream();
    }

    /// What is posted.
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    record Body(String mediaType, byte[] bytes) {}

    private static byte[] request(URI address, Body body) {
        byte[] head = ("POST " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                        + "\r\nContent-Type: " + body.mediaType() + "\r\nAccept: " + body.mediaType()
                        + "\r\nContent-Length: " + body.bytes().length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.bytes().length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body.bytes(), 0, whole, head.length, body.bytes().length);
        return whole;
    }

    @Override
    public long call() throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("the server answers " + status);
        }
        long length = -1;
        boolean chunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Long.parseLong(line.substring(15).strip());
            } else if (line.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
                chunked = true;
            }
        }
        return chunked ? skipChunks() : skip(length);
    }

    private long skipChunks() throws IOException {
        long whole = 0;
        while (true) {
            long size = Long.parseLong(line(), 16);
            skip(size);
            line();
            if (size == 0) {
                return whole;
            }
            whole += size;
        }
    }

    private long skip(long length) throws IOException {
        long left = length;
        while (left > 0) {
            if (from == to) {
                fill();
            }
            int step = (int) Math.min(left, to - from);
            from += step;
            left -= step;
        }
        return length;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (from == to) {
                fill();
            }
            byte next = buffer[from++];
            if (next == NEWLINE) {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
    }

    private void fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        if (to == 0) {
            throw new EOFException("the server closed the connection");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
