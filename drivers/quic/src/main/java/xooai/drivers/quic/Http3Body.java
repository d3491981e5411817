package xooai.drivers.quic;

import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_DATA;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_HEADERS;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// The body of a request: what its DATA frames hold.
///
/// It ends where the client ends its stream, and nowhere else: a stream that is cut, within a frame or before the
/// length that was promised, is an [IOException]. Flupke's own reader takes it for the end, and says otherwise
/// only after the handler has returned.
final class Http3Body extends InputStream {
    private final Http3Frames frames;
    private final long length;
    private final int trailerBytes;
    private final Consumer<Http3Exception> forbidden;
    private long taken;
    private boolean trailed;
    private volatile boolean ended;

    /// @param length how long the client says it is; negative where it does not say
    /// @param forbidden is told what the client does that it must not
    Http3Body(Http3Frames frames, long length, int trailerBytes, Consumer<Http3Exception> forbidden) {
        this.frames = frames;
        this.length = length;
        this.trailerBytes = trailerBytes;
        this.forbidden = forbidden;
    }

    /// Whether the client has ended its stream in good order.
    boolean isEnded() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        if (wanted == 0 || ended) {
            return ended ? -1 : 0;
        }
        try {
            while (frames.left() == 0) {
                if (!nextData()) {
                    ended = true;
                    return -1;
                }
            }
            return frames.read(buffer, offset, wanted);
        } catch (Http3Exception e) {
            forbidden.accept(e);
            throw e;
        }
    }

    private boolean nextData() throws IOException {
        if (!frames.next()) {
            if (length >= 0 && taken != length) {
                throw RequestHead.malformed("the body has " + taken + " bytes and not " + length);
            }
            return false;
        }
        if (frames.type() == FRAME_TYPE_DATA && !trailed) {
            taken += frames.left();
            if (length >= 0 && taken > length) {
                throw RequestHead.malformed("the body has more than " + length + " bytes");
            }
            return true;
        }
        if (frames.type() == FRAME_TYPE_HEADERS && !trailed) {
            trailed = true;
            byte[] trailers = frames.payload(trailerBytes, Http3Exception.QPACK_DECOMPRESSION_FAILED);
            RequestHead.checkTrailers(FieldSections.decode(trailers));
            return true;
        }
        throw frames.unexpected();
    }
}
