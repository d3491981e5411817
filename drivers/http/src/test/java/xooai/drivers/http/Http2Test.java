package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.driver.ConnectSettings;
import xooai.driver.OtherCallers;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.driver.Service;
import xooai.web.FilesContract;
import xooai.web.Tuning;
import xooai.web.WebContract;
import xooai.web.WebPeer;

/// HTTP/2 without TLS, spoken by OkHttp, and by hand where no client in good order would.
@Timeout(60)
class Http2Test {
    private static final String DOC = "{\"docs\":[{\"text\":\"100000000\"}]}";

    private final OkHttpClient client = client();

    private static OkHttpClient client() {
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                .retryOnConnectionFailure(false)
                .build();
    }

    @AfterEach
    void close() {
        close(client);
    }

    private static void close(OkHttpClient client) {
        ConnectionPool pool = client.connectionPool();
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        pool.evictAll();
    }

    @Nested
    class Web extends WebContract {
        @Override
        protected WebPeer serve(Probe service, ServeSettings settings) {
            return new Peer(new Served("http://127.0.0.1:0", service, settings, Tuning.DEFAULT), client());
        }
    }

    @Nested
    class Files extends FilesContract {
        @Override
        protected WebPeer serve(Service service, ServeSettings settings) {
            return new Peer(new Served("http://127.0.0.1:0", service, settings, Tuning.DEFAULT), client());
        }
    }

    private record Peer(Served served, OkHttpClient client) implements WebPeer {
        @Override
        public Answer send(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
            Request.Builder request = new Request.Builder().url("http://" + authority() + path);
            headers.forEach(request::header);
            boolean holds = !method.equals("GET") && !method.equals("HEAD");
            request.method(method, holds ? RequestBody.create(body, (MediaType) null) : null);
            try (Response response = client.newCall(request.build()).execute()) {
                assertThat(response.protocol()).isEqualTo(Protocol.H2_PRIOR_KNOWLEDGE);
                Map<String, String> answered = new LinkedHashMap<>();
                response.headers().forEach(pair -> answered.putIfAbsent(pair.getFirst(), pair.getSecond()));
                return new Answer(response.code(), answered, response.body().bytes());
            }
        }

        @Override
        public String authority() {
            return "127.0.0.1:" + served.port();
        }

        @Override
        public void close() {
            Http2Test.close(client);
            served.close();
        }
    }

    private Call call(Served served, String endpoint, String accept) {
        return client.newCall(new Request.Builder()
                .url(URI.create("http://127.0.0.1:" + served.port() + "/probe/" + endpoint)
                        .toString())
                .header("Accept", accept)
                .post(RequestBody.create(DOC.getBytes(UTF_8), MediaType.get("application/json")))
                .build());
    }

    @Test
    void aClientThatResetsItsStreamCancelsTheCall() {
        try (Served served = new Served()) {
            Call slow = call(served, "slow", "*/*");
            slow.enqueue(new Ignored());
            served.probe.awaitEntered();
            slow.cancel();

            served.probe.awaitInterrupted();
        }
    }

    @Test
    void aClientThatResetsAStreamOfAnswersClosesTheirSource() throws IOException {
        try (Served served = new Served()) {
            try (Response response =
                    call(served, "numbers", "application/x-ndjson").execute()) {
                assertThat(response.body().source().readUtf8Line()).contains("\"text\":\"0\"");
            }
            served.probe.awaitClosed();
        }
    }

    @Test
    void aFloodOfResetsEndsItsConnectionAndSlowsNobody() throws Exception {
        try (Served served = new Served()) {
            OtherCallers.assertNotSlowed(() -> new HttpCalls(served.address(), ConnectSettings.DEFAULT), () -> {
                for (int i = 0; i < 20; i++) {
                    flood(served.port());
                }
            });
        }
    }

    private static void flood(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
            out.write(frame(4, 0, 0, new byte[0]));
            byte[] head = head("127.0.0.1:" + port);
            assertThatThrownBy(() -> {
                        for (int stream = 1; stream < 200_000; stream += 2) {
                            out.write(frame(1, 4, stream, head));
                            out.write(frame(3, 0, stream, new byte[] {0, 0, 0, 8}));
                        }
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /// A head in HPACK's plainest form: static names, values as they are.
    private static byte[] head(String authority) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x83);
        out.write(0x86);
        field(out, 4, "/probe/slow");
        field(out, 1, authority);
        return out.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, int name, String value) throws IOException {
        out.write(name);
        out.write(value.length());
        out.write(value.getBytes(US_ASCII));
    }

    private static final class Ignored implements Callback {
        @Override
        public void onFailure(Call call, IOException e) {
            // It is the server that is looked at.
        }

        @Override
        public void onResponse(Call call, Response response) {
            response.close();
        }
    }
}
