package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;

/// A [Probe] that is served over HTTP, and raw sockets to it.
final class Served implements AutoCloseable {
    private static final int PATIENCE = 20_000;

    final Probe probe = new Probe();
    private final HttpServer server;

    Served() {
        this(ServeSettings.DEFAULT, Tuning.DEFAULT);
    }

    Served(ServeSettings settings, Tuning tuning) {
        this("http://127.0.0.1:0", settings, tuning);
    }

    Served(String address, ServeSettings settings, Tuning tuning) {
        this.server = HttpServer.start(URI.create(address), probe, settings, tuning);
    }

    /// What came back.
    static final class Answer {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        Answer(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        int status() {
            return status;
        }

        byte[] body() {
            return body;
        }

        String text() {
            return new String(body, UTF_8);
        }

        @Nullable
        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    URI address() {
        return server.address();
    }

    int port() {
        return server.address().getPort();
    }

    HttpServer server() {
        return server;
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    /// Sends a head, lines ended by CRLF, with `Host` and `Connection: close` added, and a body; gives the
    /// answer.
    Answer send(String head, byte[] body) throws IOException {
        String lines = head.strip().replace("\n", "\r\n");
        String host = lines.toLowerCase(Locale.ROOT).contains("\r\nhost:") ? "" : "\r\nHost: 127.0.0.1:" + port();
        return raw((lines + host + "\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1), body);
    }

    /// Posts that body to an endpoint.
    Answer post(String endpoint, String mediaType, byte[] body) throws IOException {
        return send(
                "POST /probe/" + endpoint + " HTTP/1.1\nContent-Type: " + mediaType + "\nContent-Length: "
                        + body.length,
                body);
    }

    Answer post(String endpoint, String json) throws IOException {
        return post(endpoint, "application/json", json.getBytes(UTF_8));
    }

    Answer get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1", new byte[0]);
    }

    /// Sends those bytes and reads one answer. A peer that closes early is no failure as long as it has
    /// answered.
    Answer raw(byte[]... parts) throws IOException {
        try (Socket socket = connect()) {
            try {
                OutputStream out = socket.getOutputStream();
                for (byte[] part : parts) {
                    out.write(part);
                }
                out.flush();
            } catch (IOException _) {
                // The server may answer and close before it has read everything.
            }
            return read(socket.getInputStream());
        }
    }

    static Answer read(InputStream in) throws IOException {
        String[] status = line(in).split(" ", 3);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Answer(Integer.parseInt(status[1]), headers, in.readNBytes(length));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the server closed the connection after `" + line + "`");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(ISO_8859_1);
    }

    @Override
    public void close() {
        probe.release();
        server.close();
        probe.close();
    }
}
