package xooai.doc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Content that is checked while it is read: where its bytes end, a signature that is not theirs is
/// [Code#DATA_LOSS]. Whoever stops before the end has not checked it.
public final class SignedStream extends FilterInputStream {
    private final String expected;
    private final String shown;
    private final Runnable onMismatch;
    private final MessageDigest digest = sha256();
    private boolean checked;

    /// The bytes of that stream, which are those of that signature.
    ///
    /// @param expected `sha256:` and 64 lower-case hexadecimal digits
    /// @param shown where they come from, for the message
    /// @param onMismatch is done before the failure is thrown
    public SignedStream(InputStream in, String expected, String shown, Runnable onMismatch) {
        super(in);
        this.expected = expected;
        this.shown = shown;
        this.onMismatch = onMismatch;
    }

    /// What computes signatures.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The signature of a digest.
    public static String signature(byte[] digest) {
        return "sha256:" + HexFormat.of().formatHex(digest);
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value < 0) {
            check();
        } else {
            digest.update((byte) value);
        }
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (count < 0) {
            check();
        } else {
            digest.update(into, offset, count);
        }
        return count;
    }

    /// Reads what it skips: it could not be checked else.
    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(Math.max(count, 0), 8192)];
        long left = count;
        while (left > 0) {
            int read = read(skipped, 0, (int) Math.min(left, skipped.length));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return Math.max(count, 0) - Math.max(left, 0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void check() {
        if (checked) {
            return;
        }
        checked = true;
        String found = signature(digest.digest());
        if (!found.equals(expected)) {
            onMismatch.run();
            throw new XooaiException(
                    Code.DATA_LOSS, "Tried to read " + shown + ": its signature is " + found + ", not " + expected);
        }
    }
}
