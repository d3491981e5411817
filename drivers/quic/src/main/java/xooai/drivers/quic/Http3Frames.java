package xooai.drivers.quic;

import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_CANCEL_PUSH;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_DATA;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_GOAWAY;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_HEADERS;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_MAX_PUSH_ID;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_PUSH_PROMISE;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.FRAME_TYPE_SETTINGS;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_EXCESSIVE_LOAD;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_FRAME_ERROR;
import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_FRAME_UNEXPECTED;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/// The frames of a stream, as they arrive: their payloads are read by who wants them, and never because a frame
/// says that it has one. Flupke's own reader takes memory for as much as a frame claims.
final class Http3Frames {
    private static final int BUFFER = 4096;
    /// What may come in frames that nobody knows, for each that is known.
    private static final int UNKNOWN = 64 << 10;
    private static final Set<Long> KNOWN = Set.of(
            (long) FRAME_TYPE_DATA,
            (long) FRAME_TYPE_HEADERS,
            (long) FRAME_TYPE_CANCEL_PUSH,
            (long) FRAME_TYPE_SETTINGS,
            (long) FRAME_TYPE_PUSH_PROMISE,
            (long) FRAME_TYPE_GOAWAY,
            (long) FRAME_TYPE_MAX_PUSH_ID,
            // HTTP/2 had these; RFC 9114 7.2.8 forbids them.
            0x02L,
            0x06L,
            0x08L,
            0x09L);

    private final InputStream in;
    private long type;
    private long left;

    Http3Frames(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /// Waits for the next frame that is known, past the others; false at the end of the stream.
    boolean next() throws IOException {
        long skipped = 0;
        while (true) {
            int first = in.read();
            if (first < 0) {
                return false;
            }
            type = integer(first);
            left = integer(in.read());
            if (KNOWN.contains(type)) {
                return true;
            }
            skipped += 2 + left;
            if (skipped > UNKNOWN) {
                throw Http3Exception.ofConnection(H3_EXCESSIVE_LOAD, "too much comes in frames of unknown types");
            }
            skip();
        }
    }

    /// The type of the frame.
    long type() {
        return type;
    }

    /// How much of its payload has not been read.
    long left() {
        return left;
    }

    /// The whole payload.
    byte[] payload(int most, long codeIfLarger) throws IOException {
        if (left > most) {
            throw Http3Exception.ofConnection(
                    codeIfLarger, "a frame of " + left + " bytes is over the limit of " + most + " bytes");
        }
        byte[] payload = in.readNBytes((int) left);
        if (payload.length < left) {
            throw cut();
        }
        left = 0;
        return payload;
    }

    /// Reads some of the payload.
    int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw cut();
        }
        left -= read;
        return read;
    }

    private void skip() throws IOException {
        byte[] nowhere = new byte[(int) Math.min(left, BUFFER)];
        while (left > 0) {
            read(nowhere, 0, nowhere.length);
        }
    }

    /// The type of a unidirectional stream, which stands before its frames; negative where the stream ends first.
    long streamType() throws IOException {
        int first = in.read();
        return first < 0 ? -1 : integer(first);
    }

    /// Reads a byte of what is no frame.
    int read() throws IOException {
        return in.read();
    }

    /// How many bytes can be read at once.
    int available() throws IOException {
        return in.available();
    }

    /// Reads all that comes, whatever it is, up to so many bytes.
    ///
    /// @return whether that was the end
    boolean drain(long most) throws IOException {
        byte[] nowhere = new byte[BUFFER];
        long drained = 0;
        while (drained < most) {
            int read = in.read(nowhere);
            if (read < 0) {
                return true;
            }
            drained += read;
        }
        return false;
    }

    /// An integer of RFC 9000 16, of which the first byte has been read.
    private long integer(int first) throws IOException {
        if (first < 0) {
            throw cut();
        }
        long value = first & 0x3f;
        for (int more = (1 << (first >>> 6)) - 1; more > 0; more--) {
            int next = in.read();
            if (next < 0) {
                throw cut();
            }
            value = value << 8 | next;
        }
        return value;
    }

    private static Http3Exception cut() {
        return Http3Exception.ofConnection(H3_FRAME_ERROR, "the stream ends within a frame");
    }

    /// What to say of a frame that has no place here.
    Http3Exception unexpected() {
        return Http3Exception.ofConnection(
                H3_FRAME_UNEXPECTED, "a frame of type " + type + " has no place on this stream");
    }
}
