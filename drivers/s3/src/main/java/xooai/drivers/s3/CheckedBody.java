package xooai.drivers.s3;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import xooai.doc.SignedStream;

/// A piece of content on its way. Its signature is taken again while it is sent, and its last bytes leave only when
/// that is right: the server never has the whole of what is wrong.
final class CheckedBody extends RequestBody {
    private static final int BUFFER = 1 << 17;
    private static final @Nullable MediaType TYPE = MediaType.parse("application/octet-stream");

    private final Reading reading;
    private final long from;
    private final int length;
    private final String digits;
    private final boolean last;

    /// @param digits of the signature of this piece
    /// @param last whether the content ends with it
    CheckedBody(Reading reading, long from, int length, String digits, boolean last) {
        this.reading = reading;
        this.from = from;
        this.length = length;
        this.digits = digits;
        this.last = last;
    }

    int length() {
        return length;
    }

    String digits() {
        return digits;
    }

    @Override
    public @Nullable MediaType contentType() {
        return TYPE;
    }

    @Override
    public long contentLength() {
        return length;
    }

    /// Whether it is sent again is decided by us.
    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        MessageDigest digest = SignedStream.sha256();
        byte[] buffer = new byte[Math.min(BUFFER, length)];
        int sent = 0;
        while (sent < length) {
            int count = Math.min(buffer.length, length - sent);
            reading.read(from + sent, buffer, count);
            digest.update(buffer, 0, count);
            sent += count;
            if (sent == length) {
                check(digest);
            }
            sink.write(buffer, 0, count);
        }
        if (length == 0) {
            check(digest);
        }
    }

    private void check(MessageDigest digest) throws Unsendable {
        if (last) {
            reading.end(from + length);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(digits)) {
            throw Unsendable.changed("it is not what its signature says: that of what was read from byte " + from
                    + " on is sha256:" + found + ", not sha256:" + digits);
        }
    }
}
