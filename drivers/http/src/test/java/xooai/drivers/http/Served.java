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
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.driver.Service;
import xooai.web.Tuning;
import xooai.web.WebPeer;

/// A [Probe] that is served over HTTP, and raw sockets to it.
final class Served implements WebPeer {
    private static final int PATIENCE = 20_000;

    final Probe probe;
    private final HttpServer server;

    Served() {
        this(ServeSettings.DEFAULT, Tuning.DEFAULT);
    }

    Served(ServeSettings settings, Tuning tuning) {
        this("http://127.0.0.1:0", settings, tuning);
    }

    Served(String address, ServeSettings settings, Tuning tuning) {
        this(address, new Probe(), settings, tuning);
    }

    Served(String address, Service service, ServeSettings settings, Tuning tuning) {
        this.probe = service instanceof Probe given ? given : new Probe();
        this.server = HttpServer.start(URI.create(address), service, settings, tuning);
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

    @Override
    public String authority() {
        return server.address().getAuthority();
    }

    @Override
    public Answer send(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\n"));
        return send(head + "Content-Length: " + body.length, method.equals("HEAD"), body);
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    /// Sends a head, lines ended by CRLF, with `Host` and `Connection: close` added, and a body; gives the
    /// answer.
    Answer send(String head, byte[] body) throws IOException {
        return send(head, false, body);
    }

    private Answer send(String head, boolean headOnly, byte[] body) throws IOException {
        String lines = head.strip().replace("\n", "\r\n");
        String host = lines.toLowerCase(Locale.ROOT).contains("\r\nhost:") ? "" : "\r\nHost: 127.0.0.1:" + port();
        byte[] bytes = (lines + host + "\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1);
        return raw(headOnly, bytes, body);
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
        return raw(false, parts);
    }

    private Answer raw(boolean headOnly, byte[]... parts) throws IOException {
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
            return read(socket.getInputStream(), headOnly);
        }
    }

    static Answer read(InputStream in) throws IOException {
        return read(in, false);
    }

    private static Answer read(InputStream in, boolean headOnly) throws IOException {
        String[] status = line(in).split(" ", 3);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(status[1]), headers, headOnly ? new byte[0] : body(in, headers));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        String length = headers.get("content-length");
        if (length == null && "close".equals(headers.get("connection"))) {
            return in.readAllBytes();
        }
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return in.readNBytes(length == null ? 0 : Integer.parseInt(length));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
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
