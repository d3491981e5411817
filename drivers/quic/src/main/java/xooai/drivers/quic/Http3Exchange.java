package xooai.drivers.quic;

import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_DATA;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_INTERNAL_ERROR;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_NO_ERROR;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_REQUEST_CANCELLED;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tech.kwik.core.QuicStream;
import tech.kwik.core.generic.VariableLengthInteger;
import tech.kwik.flupke.impl.DataFrame;
import xooai.driver.HostNames;
import xooai.web.Head;
import xooai.web.WebExchange;

/// A request of HTTP/3 and its answer: one stream.
///
/// Whatever happens, [#finish] ends both directions: kwik gives a peer the credit for another stream only when both
/// have ended, and Flupke leaves its own open where the peer breaks off.
final class Http3Exchange implements WebExchange {
    /// Answers up to this size leave in one piece with their heads: kwik sends a packet for each writing.
    private static final int SMALL = 64 << 10;

    private static final int FRAME_HEAD = 9;
    /// What is still read of a body that nobody wants: clients there are that give up their answer when they are told
    /// to stop sending.
    private static final long UNWANTED = 4 << 20;

    private static final Duration LINGER = Duration.ofSeconds(1);

    private final QuicStream stream;
    private final Http3Frames frames;
    private final Http3Body body;
    private final RequestHead head;
    private final long began;
    private volatile boolean committed;
    private volatile boolean ended;
    private volatile boolean broken;
    private volatile long overdue;

    /// @param forbidden is told what the client does that it must not, once this stream is broken off
    Http3Exchange(
            QuicStream stream,
            Http3Frames frames,
            RequestHead head,
            int trailerBytes,
            long began,
            Consumer<Http3Exception> forbidden) {
        this.stream = stream;
        this.frames = frames;
        this.head = head;
        this.began = began;
        this.body = new Http3Body(frames, head.contentLength(), trailerBytes, e -> {
            breakOff(e.code());
            forbidden.accept(e);
        });
    }

    @Override
    public String method() {
        return head.method();
    }

    @Override
    public String path() {
        int query = head.path().indexOf('?');
        return query < 0 ? head.path() : head.path().substring(0, query);
    }

    @Override
    public @Nullable String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    @Override
    public List<String> headers(String name) {
        return name.equalsIgnoreCase("host") ? List.of(head.authority()) : head.values(name);
    }

    @Override
    public long contentLength() {
        return head.contentLength();
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public InputStream stream() {
        return body;
    }

    /// The address by which the client names this machine, where it is one of this machine: what address a packet
    /// came to is not known of a socket that is bound to all of them.
    @Override
    public String reached() {
        String host = Objects.requireNonNullElse(HostNames.of(head.authority()), "");
        boolean literal = host.matches("\\[[0-9a-f:.]+]|[0-9.]+");
        try {
            boolean own = literal && NetworkInterface.getByInetAddress(InetAddress.ofLiteral(bare(host))) != null;
            return own ? bare(host) : "";
        } catch (SocketException | IllegalArgumentException _) {
            return "";
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public long began() {
        return began;
    }

    @Override
    public void answer(Head answer, byte[] bytes) throws IOException {
        byte[] first = head(answer, bytes.length);
        boolean bare = head.method().equals("HEAD") || bytes.length == 0;
        int piece = bare ? 0 : Math.min(bytes.length, SMALL);
        ByteBuffer start =
                ByteBuffer.allocate(first.length + FRAME_HEAD + piece).put(first);
        if (!bare) {
            VariableLengthInteger.encode(bytes.length, start.put((byte) FRAME_TYPE_DATA));
            start.put(bytes, 0, piece);
        }
        OutputStream out = out();
        out.write(start.array(), 0, start.position());
        if (piece < bytes.length && !bare) {
            out.write(bytes, piece, bytes.length - piece);
        }
        end();
    }

    private byte[] head(Head answer, int length) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("content-type", answer.mediaType());
        if (length >= 0) {
            fields.put("content-length", Integer.toString(length));
        }
        answer.forEach((name, value) -> fields.put(name.toLowerCase(Locale.ROOT), value));
        return FieldSections.answer(answer.status(), fields);
    }

    @Override
    public void begin(Head answer) throws IOException {
        out().write(head(answer, -1));
    }

    @Override
    public void write(byte[] bytes, boolean last) throws IOException {
        out().write(new DataFrame(bytes).toBytes());
        if (last) {
            end();
        }
    }

    private OutputStream out() throws IOException {
        if (broken || ended) {
            throw new IOException("the stream is broken off");
        }
        committed = true;
        return stream.getOutputStream();
    }

    @Override
    public void end() throws IOException {
        if (!ended && !broken) {
            ended = true;
            stream.getOutputStream().close();
        }
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }

    @Override
    public void leaveBody() {
        // The client is told by STOP_SENDING, after the answer.
    }

    @Override
    public boolean isGone() {
        if (ended) {
            return false;
        }
        try {
            // Writes nothing; it fails once the client has asked to stop, or the connection is closed.
            stream.getOutputStream().flush();
            return broken;
        } catch (IOException _) {
            return true;
        }
    }

    @Override
    public void allow(@Nullable Duration time) {
        overdue = time == null ? 0 : System.nanoTime() + time.toNanos() | 1;
    }

    /// Breaks off what has taken longer than was allowed.
    void look(long now) {
        if (overdue != 0 && now - overdue > 0) {
            abort();
        }
    }

    @Override
    public void openEnded() {
        // A stream may stand still; a connection that does is kept by the client.
    }

    @Override
    public void abort() {
        breakOff(H3_REQUEST_CANCELLED);
    }

    /// Ends both directions at once, with that code where they have not ended.
    void breakOff(long code) {
        broken = true;
        if (!ended) {
            stream.resetStream(code);
        }
        if (!body.isEnded()) {
            stream.abortReading(code);
        }
    }

    /// Ends both directions, so that the client has its credit back: what was not said to the end is reset.
    void finish() {
        if (!ended && !broken) {
            breakOff(H3_INTERNAL_ERROR);
        }
        if (broken || body.isEnded()) {
            return;
        }
        allow(LINGER);
        try {
            if (!frames.drain(UNWANTED)) {
                stream.abortReading(H3_NO_ERROR);
            }
        } catch (IOException _) {
            stream.abortReading(H3_NO_ERROR);
        }
    }
}
