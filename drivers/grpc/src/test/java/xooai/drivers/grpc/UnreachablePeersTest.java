package xooai.drivers.grpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.Connection;
import xooai.driver.Context;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.driver.Server;

class UnreachablePeersTest {
    private static final GrpcDriver DRIVER = new GrpcDriver();

    private static Connection connect(int port) {
        return DRIVER.connect(URI.create("grpc://127.0.0.1:" + port), ConnectSettings.DEFAULT);
    }

    private static void assertUnavailable(Connection connection, String why) {
        assertThatThrownBy(() -> describe(connection))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                .hasMessageStartingWith("Tried to call grpc://127.0.0.1:")
                .hasMessageEndingWith(why);
    }

    private static String describe(Connection connection) {
        try (Context context = Context.of(Duration.ofSeconds(20))) {
            return connection.describe(context).getFirst().name();
        }
    }

    @Test
    void whoComesBackIsCalledAtOnce() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Probe probe = new Probe();
        try (probe;
                Connection connection = connect(port)) {
            for (int i = 0; i < 5; i++) {
                assertUnavailable(connection, "connection refused");
            }
            try (Server _ = DRIVER.serve(URI.create("grpc://127.0.0.1:" + port), probe, ServeSettings.DEFAULT)) {
                assertThat(describe(connection)).isEqualTo("probe");
            }
        }
    }

    @Test
    void whoDoesNotSpeakGrpcIsSaidToBeThat() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Connection connection = connect(listening.getLocalPort())) {
            Thread stranger = Thread.ofVirtual().start(() -> greet(listening));

            assertUnavailable(connection, "it does not speak gRPC");

            stranger.join(Duration.ofSeconds(20));
        }
    }

    private static void greet(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException _) {
            // The caller has left, which is what it is to do.
        }
    }
}
