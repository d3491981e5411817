package xooai.drivers.quic;

import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_CANCEL_PUSH;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_GOAWAY;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_MAX_PUSH_ID;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_SETTINGS;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_CLOSED_CRITICAL_STREAM;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_EXCESSIVE_LOAD;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_FRAME_ERROR;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_MISSING_SETTINGS;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_REQUEST_REJECTED;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_SETTINGS_ERROR;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_STREAM_CREATION_ERROR;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.STREAM_TYPE_CONTROL_STREAM;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.STREAM_TYPE_PUSH_STREAM;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.STREAM_TYPE_QPACK_DECODER;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.STREAM_TYPE_QPACK_ENCODER;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import tech.kwik.core.QuicConnection;
import tech.kwik.core.QuicStream;
import tech.kwik.core.generic.VariableLengthInteger;
import tech.kwik.core.server.ApplicationProtocolConnection;
import tech.kwik.flupke.impl.SettingsFrame;

/// A connection that speaks HTTP/3: our control stream, the client's control and QPACK streams, and its requests.
///
/// Flupke's frames and its QPACK are used, and not its server: that takes memory for a frame of any length, takes
/// a body that was cut for whole, lets pseudo-headers come twice, and keeps streams that the client breaks off.
final class Http3Connection implements ApplicationProtocolConnection, Connections.Leave {
    private static final long MAX_FIELD_SECTION_SIZE = 0x06;
    private static final int LONGEST_CONTROL = 16 << 10;
    private static final int LONGEST_ID = 8;
    /// The highest id of a request there can be: all that have been sent are still answered.
    private static final long LAST_REQUEST = (1L << 62) - 4;
    /// Settings of HTTP/2 that have no meaning here (RFC 9114 7.2.4.1).
    private static final Set<Long> OF_HTTP2 = Set.of(0x02L, 0x03L, 0x04L, 0x05L);

    private final QuicConnection connection;
    private final Http3Requests requests;
    private final Workload workload;
    private final Set<Long> opened = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<OutputStream> control = new CompletableFuture<>();
    private final Thread opening;

    Http3Connection(QuicConnection connection, Http3Requests requests, Workload workload) {
        this.connection = connection;
        this.requests = requests;
        this.workload = workload;
        // Kwik waits without end for a client that allows no stream.
        this.opening = Thread.ofVirtual().name("xooai-http3-control").start(this::open);
    }

    private void open() {
        try {
            OutputStream out = connection.createStream(false).getOutputStream();
            SettingsFrame settings = new SettingsFrame();
            settings.putParameter(MAX_FIELD_SECTION_SIZE, requests.headerBytes());
            ByteBuffer frame = settings.getBytes().flip();
            ByteBuffer bytes = ByteBuffer.allocate(1 + frame.limit())
                    .put((byte) STREAM_TYPE_CONTROL_STREAM)
                    .put(frame);
            out.write(bytes.array());
            control.complete(out);
        } catch (IOException | RuntimeException e) {
            control.completeExceptionally(e);
        }
    }

    /// Tells the client to send no more requests here; those that it has sent are answered.
    @Override
    public void goAway() {
        if (!control.isDone() || control.isCompletedExceptionally()) {
            return;
        }
        int length = VariableLengthInteger.bytesNeeded(LAST_REQUEST);
        ByteBuffer frame = ByteBuffer.allocate(2 + length).put((byte) FRAME_TYPE_GOAWAY);
        VariableLengthInteger.encode(length, frame);
        VariableLengthInteger.encode(LAST_REQUEST, frame);
        try {
            control.resultNow().write(frame.array());
        } catch (IOException _) {
            // The client has left.
        }
    }

    @Override
    public void ended() {
        opening.interrupt();
    }

    @Override
    public void acceptPeerInitiatedStream(QuicStream stream) {
        Thread.ofVirtual().name("xooai-http3").start(() -> {
            if (stream.isUnidirectional()) {
                readStream(stream);
            } else {
                workload.run(() -> requests.answer(stream, this::forbid), () -> refuse(stream));
            }
        });
    }

    private static void refuse(QuicStream stream) {
        stream.resetStream(H3_REQUEST_REJECTED);
        stream.abortReading(H3_REQUEST_REJECTED);
    }

    /// Ends the connection where the client does what it must not.
    private void forbid(Http3Exception e) {
        if (e.isOfConnection()) {
            connection.close(e.code(), e.getMessage());
        }
    }

    private void readStream(QuicStream stream) {
        Http3Frames frames = new Http3Frames(stream.getInputStream());
        try {
            long type = frames.streamType();
            if (type > STREAM_TYPE_QPACK_DECODER) {
                stream.abortReading(H3_STREAM_CREATION_ERROR);
                return;
            }
            if (type == STREAM_TYPE_PUSH_STREAM || (type >= 0 && !opened.add(type))) {
                throw Http3Exception.ofConnection(
                        H3_STREAM_CREATION_ERROR, "a client opens no stream of type " + type + ", or a second one");
            }
            if (type == STREAM_TYPE_CONTROL_STREAM) {
                readControl(frames);
            } else if (type == STREAM_TYPE_QPACK_ENCODER) {
                readEncoder(frames);
            } else if (type == STREAM_TYPE_QPACK_DECODER) {
                readDecoder(frames);
            }
        } catch (Http3Exception e) {
            forbid(e);
        } catch (IOException e) {
            // Reset, or the connection is closed already, and then this does nothing.
            forbid(closed());
        }
    }

    private static Http3Exception closed() {
        return Http3Exception.ofConnection(H3_CLOSED_CRITICAL_STREAM, "a stream was closed that the connection needs");
    }

    private static void readControl(Http3Frames frames) throws IOException {
        if (!frames.next()) {
            throw closed();
        }
        if (frames.type() != FRAME_TYPE_SETTINGS) {
            throw Http3Exception.ofConnection(H3_MISSING_SETTINGS, "the control stream begins without settings");
        }
        checkSettings(frames.payload(LONGEST_CONTROL, H3_EXCESSIVE_LOAD));
        while (frames.next()) {
            boolean id = frames.type() == FRAME_TYPE_GOAWAY
                    || frames.type() == FRAME_TYPE_MAX_PUSH_ID
                    || frames.type() == FRAME_TYPE_CANCEL_PUSH;
            if (!id) {
                throw frames.unexpected();
            }
            // What is pushed, and what the client goes away from, is nothing to us: we push nothing.
            frames.payload(LONGEST_ID, H3_FRAME_ERROR);
        }
        throw closed();
    }

    private static void checkSettings(byte[] payload) throws IOException {
        SettingsFrame settings;
        try {
            settings = new SettingsFrame().parsePayload(ByteBuffer.wrap(payload));
        } catch (IOException | RuntimeException e) {
            throw Http3Exception.ofConnection(H3_FRAME_ERROR, "the settings cannot be read");
        }
        if (settings.getAllParameters().keySet().stream().anyMatch(OF_HTTP2::contains)) {
            throw Http3Exception.ofConnection(H3_SETTINGS_ERROR, "a setting is of HTTP/2");
        }
    }

    /// The client's encoder has a table of no capacity: it may say so, and nothing else.
    private static void readEncoder(Http3Frames frames) throws IOException {
        for (int instruction = frames.read(); instruction >= 0; instruction = frames.read()) {
            if (instruction != 0x20) {
                throw Http3Exception.ofConnection(
                        Http3Exception.QPACK_ENCODER_STREAM_ERROR, "the dynamic table has no capacity");
            }
        }
        throw closed();
    }

    /// The client's decoder has nothing to acknowledge: it may only give up streams.
    private static void readDecoder(Http3Frames frames) throws IOException {
        for (int instruction = frames.read(); instruction >= 0; instruction = frames.read()) {
            if ((instruction & 0xc0) != 0x40) {
                throw Http3Exception.ofConnection(
                        Http3Exception.QPACK_DECODER_STREAM_ERROR, "nothing was inserted that could be acknowledged");
            }
            if ((instruction & 0x3f) == 0x3f) {
                int more = frames.read();
                while (more >= 0x80) {
                    more = frames.read();
                }
            }
        }
        throw closed();
    }
}
