package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Limits;
import xooai.doc.CallError;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.driver.CallKind;
import xooai.driver.HostileCaller;

/// A caller that writes HTTP/1.1 by hand: a socket for each call, its body in chunks.
final class RawHttpCaller implements HostileCaller {
    private static final int PATIENCE = 20_000;

    private final URI server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    RawHttpCaller(URI server) {
        this.server = server;
    }

    @Override
    public Call open(String endpoint, CallKind kind, Codec codec) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE);
        sockets.add(socket);
        String stream = codec == Codec.JSON ? "application/x-ndjson" : "application/x-msgpack-stream";
        String head = "POST /probe/" + endpoint + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Transfer-Encoding: chunked\r\nContent-Type: " + (kind.streamsIn() ? stream : codec.mediaType())
                + "\r\nAccept: " + (kind.streamsOut() ? stream : codec.mediaType()) + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(ISO_8859_1));
        return new OneSocket(socket, kind, codec);
    }

    @Override
    public void close() throws IOException {
        for (Socket each : sockets) {
            each.close();
        }
    }

    private final class OneSocket implements Call {
        private final Socket socket;
        private final CallKind kind;
        private final Codec codec;

        OneSocket(Socket socket, CallKind kind, Codec codec) {
            this.socket = socket;
            this.kind = kind;
            this.codec = codec;
        }

        @Override
        public void send(byte[] body) throws IOException {
            chunk(kind.streamsIn() ? framed(body) : body);
        }

        private byte[] framed(byte[] body) {
            return codec == Codec.JSON
                    ? ByteBuffer.allocate(body.length + 1)
                            .put(body)
                            .put((byte) '\n')
                            .array()
                    : ByteBuffer.allocate(body.length + 4)
                            .putInt(body.length)
                            .put(body)
                            .array();
        }

        private void chunk(byte[] bytes) throws IOException {
            ByteArrayOutputStream chunk = new ByteArrayOutputStream();
            chunk.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
            chunk.write(bytes);
            chunk.write("\r\n".getBytes(ISO_8859_1));
            write(chunk.toByteArray());
        }

        /// A server that has answered already need not take more.
        private void write(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            try {
                out.write(bytes);
            } catch (IOException e) {
                if (socket.getInputStream().available() == 0) {
                    throw e;
                }
            }
        }

        @Override
        public void end() throws IOException {
            write("0\r\n\r\n".getBytes(ISO_8859_1));
        }

        @Override
        public void reset() throws IOException {
            sockets.remove(socket);
            socket.setSoLinger(true, 0);
            socket.close();
        }

        @Override
        public @Nullable CallError answer() throws IOException {
            try (socket) {
                return error(socket.getInputStream().readAllBytes());
            } finally {
                sockets.remove(socket);
            }
        }

        private @Nullable CallError error(byte[] answer) throws IOException {
            String text = new String(answer, ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                throw new IOException("the server closed the connection after `" + text + "`");
            }
            String head = text.substring(0, end);
            byte[] body = text.substring(end + 4).getBytes(ISO_8859_1);
            byte[] whole = head.contains("chunked") ? dechunked(body) : body;
            return head.contains("x-ndjson") || head.contains("x-msgpack-stream")
                    ? lastOf(whole)
                    : codec.readResponse(whole, Doc.class, Limits.DEFAULT, ContentSource.standard())
                            .error();
        }

        private @Nullable CallError lastOf(byte[] stream) throws IOException {
            CallError error = null;
            InputStream in = new ByteArrayInputStream(stream);
            for (byte[] message = next(in); message.length > 0; message = next(in)) {
                Frame frame = codec.readFrame(message, Doc.class, Limits.DEFAULT, ContentSource.standard());
                if (frame instanceof Frame.End(var end) && end != null) {
                    error = end.error();
                }
            }
            return error;
        }

        private byte[] next(InputStream in) throws IOException {
            if (codec != Codec.JSON) {
                byte[] length = in.readNBytes(4);
                return length.length < 4
                        ? length
                        : in.readNBytes(ByteBuffer.wrap(length).getInt());
            }
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                line.write(b);
            }
            return line.toByteArray();
        }
    }

    private static byte[] dechunked(byte[] body) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        String text = new String(body, ISO_8859_1);
        for (int at = 0; at < text.length(); ) {
            int line = text.indexOf("\r\n", at);
            if (line < 0) {
                break;
            }
            int size = Integer.parseInt(text.substring(at, line), 16);
            whole.write(body, line + 2, Math.min(size, body.length - line - 2));
            at = line + 2 + size + 2;
        }
        return whole.toByteArray();
    }
}
