package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import xooai.driver.HostileServer;

/// A server that writes HTTP/1.1 by hand: what a caller asks for as a stream it answers as one, in chunks.
final class RawHttpServer implements HostileServer {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Ending ending;
    private final List<byte[]> bodies;

    RawHttpServer(Ending ending, List<byte[]> bodies) throws IOException {
        this.ending = ending;
        this.bodies = bodies;
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                Thread.ofVirtual().start(() -> answer(accepted));
            } catch (IOException _) {
                // The test has ended.
            }
        }
    }

    private void answer(Socket accepted) {
        try (accepted) {
            String head = head(accepted.getInputStream());
            OutputStream out = accepted.getOutputStream();
            if (ending != Ending.SILENT || !bodies.isEmpty()) {
                boolean stream = head.toLowerCase(Locale.ROOT).contains("accept: application/x-ndjson");
                say(out, stream);
            }
            if (ending == Ending.SILENT) {
                accepted.getInputStream().readAllBytes();
            } else if (ending == Ending.CUT) {
                accepted.setSoLinger(true, 0);
            } else {
                accepted.shutdownOutput();
                accepted.getInputStream().readAllBytes();
            }
        } catch (IOException _) {
            // The caller has enough.
        }
    }

    private void say(OutputStream out, boolean stream) throws IOException {
        if (bodies.isEmpty()) {
            return;
        }
        String type = stream ? "application/x-ndjson" : "application/json";
        write(out, "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (byte[] body : bodies) {
            write(out, Integer.toHexString(body.length + (stream ? 1 : 0)) + "\r\n");
            out.write(body);
            write(out, stream ? "\n\r\n" : "\r\n");
        }
        if (ending == Ending.IN_ORDER) {
            write(out, "0\r\n\r\n");
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("cut");
            }
            head.append((char) read);
        }
        return head.toString();
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/probe");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
