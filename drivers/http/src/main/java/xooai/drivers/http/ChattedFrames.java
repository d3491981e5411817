package xooai.drivers.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.Socket;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.Context;
import xooai.driver.Failures;
import xooai.driver.FrameChannel;

/// A bidirectional call as its caller has it: the frames of a WebSocket.
final class ChattedFrames implements FrameChannel {
    private static final Duration HANDSHAKE = Duration.ofSeconds(30);

    private final Target target;
    private final WebSocketPeer peer;
    private final Class<? extends Doc> docs;
    private final ConnectSettings settings;
    private final Context context;
    private volatile boolean ended;

    private ChattedFrames(
            Target target, WebSocketPeer peer, Class<? extends Doc> docs, ConnectSettings settings, Context context) {
        this.target = target;
        this.peer = peer;
        this.docs = docs;
        this.settings = settings;
        this.context = context;
    }

    /// The client for handshakes: HTTP/1.1, the one that can be upgraded.
    static OkHttpClient client(OkHttpClient client) {
        return client.newBuilder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .readTimeout(HANDSHAKE)
                .build();
    }

    /// Opens a WebSocket and sends what opens the call.
    ///
    /// @param head the request's address and headers
    /// @throws XooaiException when it cannot be opened; also the failure that the other side answered
    static ChattedFrames open(
            OkHttpClient client,
            Target target,
            Request.Builder head,
            byte[] opening,
            Class<? extends Doc> docs,
            ConnectSettings settings,
            Context context) {
        String key = WebSocketPeer.key();
        String protocol = "xoo." + settings.codec().name();
        Call call = client.newCall(head.header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", key)
                .header("Sec-WebSocket-Protocol", protocol)
                .build());
        try (Context.Registration _ = context.onCancel(call::cancel)) {
            Response response = call.execute();
            Socket socket = response.socket();
            if (socket == null || !WebSocketPeer.isAccepted(response, key, protocol)) {
                throw refused(target, response, socket, docs, settings, context);
            }
            WebSocketPeer peer = new WebSocketPeer(
                    socket, settings.codec() == Codec.JSON, settings.limits().bodyBytes());
            send(peer, opening);
            return new ChattedFrames(target, peer, docs, settings, context);
        } catch (IOException e) {
            throw target.failed(e, context);
        }
    }

    private static void send(WebSocketPeer peer, byte[] opening) throws IOException {
        boolean sent = false;
        try {
            peer.send(opening);
            sent = true;
        } finally {
            if (!sent) {
                peer.cancel();
            }
        }
    }

    private static XooaiException refused(
            Target target,
            Response response,
            @Nullable Socket socket,
            Class<? extends Doc> docs,
            ConnectSettings settings,
            Context context)
            throws IOException {
        if (socket != null) {
            socket.cancel();
            return target.error(Code.UNAVAILABLE, "it speaks another WebSocket than asked for", null);
        }
        try (response) {
            Answer answer = Answer.read(target, response, settings.limits().bodyBytes());
            xooai.codec.Response said = answer.response(docs, settings, context);
            return said.error() == null ? answer.refused() : new XooaiException(said.error());
        }
    }

    @Override
    public @Nullable Frame read() throws IOException {
        if (ended) {
            return null;
        }
        try {
            byte[] message = peer.next();
            if (message == null) {
                return null;
            }
            Frame frame = settings.codec()
                    .readFrame(
                            message,
                            docs,
                            settings.limits(),
                            context.within(settings.refs()).source());
            ended = frame instanceof Frame.End;
            return frame;
        } catch (IOException e) {
            throw new IOException(Failures.sayWhy(e), e);
        } catch (XooaiException e) {
            throw Answer.unreadable(target, e);
        }
    }

    @Override
    public void write(Frame frame) throws IOException {
        try {
            peer.send(settings.codec().writeFrame(frame));
        } catch (IOException e) {
            throw new IOException(Failures.sayWhy(e), e);
        }
    }

    @Override
    public void close() {
        if (ended) {
            peer.end();
        } else {
            peer.cancel();
        }
    }
}
