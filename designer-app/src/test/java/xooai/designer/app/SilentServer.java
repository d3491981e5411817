package xooai.designer.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// An address that takes every connection and never answers.
final class SilentServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Socket> taken = Collections.synchronizedList(new ArrayList<>());

    SilentServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::take);
    }

    private void take() {
        while (!socket.isClosed()) {
            try {
                taken.add(socket.accept());
            } catch (IOException _) {
                return;
            }
        }
    }

    String address() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    boolean isAsked() {
        return !taken.isEmpty();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket each : taken) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
