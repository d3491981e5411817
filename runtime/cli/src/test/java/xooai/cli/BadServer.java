package xooai.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that does not speak as it should.
final class BadServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Behaviour behaviour;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    /// What it does with a connection.
    @FunctionalInterface
    interface Behaviour {
        void with(Socket socket) throws IOException;
    }

    private BadServer(ServerSocket listening, Behaviour behaviour) {
        this.listening = listening;
        this.behaviour = behaviour;
        Thread.ofVirtual().start(this::accept);
    }

    static BadServer doing(Behaviour behaviour) throws IOException {
        return new BadServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
    }

    /// One that accepts and says nothing.
    static BadServer silent() throws IOException {
        return doing(_ -> {});
    }

    /// One that answers what is no HTTP.
    static BadServer garbage() throws IOException {
        return doing(socket -> {
            OutputStream out = socket.getOutputStream();
            out.write("\u0000\u0001 nothing you know \u001b[31m\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.close();
        });
    }

    /// One that answers HTTP whose body is no envelope.
    static BadServer page() throws IOException {
        return doing(socket -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 15\r\n\r\n<html>hi</html>"
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        });
    }

    /// One whose answer never ends.
    static BadServer endless() throws IOException {
        return doing(socket -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{\"docs\":["
                    .getBytes(StandardCharsets.ISO_8859_1));
            byte[] more = "{\"text\":\"on and on\"},".repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
            while (!socket.isClosed()) {
                out.write(more);
            }
        });
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                accepted.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            behaviour.with(socket);
        } catch (IOException _) {
            // The caller has gone, as it should.
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    String address() {
        return "http://127.0.0.1:" + port() + "/flow";
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
