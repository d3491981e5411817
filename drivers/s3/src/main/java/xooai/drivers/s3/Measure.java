package xooai.drivers.s3;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.doc.SignedStream;

/// Takes the signature of content and of its parts while its bytes pass.
final class Measure {
    private final int partBytes;
    private final MessageDigest whole = SignedStream.sha256();
    private final List<String> parts = new ArrayList<>();

    /// Null in the first part, which the digest of the whole has as well.
    private @Nullable MessageDigest part;

    private int inPart;
    private long size;

    Measure(int partBytes) {
        this.partBytes = partBytes;
    }

    void update(byte[] bytes, int count) {
        int from = 0;
        while (from < count) {
            if (inPart == partBytes) {
                endPart();
            }
            int step = Math.min(count - from, partBytes - inPart);
            whole.update(bytes, from, step);
            if (part != null) {
                part.update(bytes, from, step);
            }
            from += step;
            inPart += step;
        }
        size += count;
    }

    private void endPart() {
        parts.add(HexFormat.of().formatHex(part == null ? soFar() : part.digest()));
        part = part == null ? SignedStream.sha256() : part;
        inPart = 0;
    }

    private byte[] soFar() {
        try {
            return ((MessageDigest) whole.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the SHA-256 of every Java can be copied", e);
        }
    }

    /// How many bytes have passed.
    long size() {
        return size;
    }

    /// What has passed.
    Measured end() {
        endPart();
        return new Measured(HexFormat.of().formatHex(whole.digest()), size, List.copyOf(parts));
    }
}
