package xooai.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import xooai.doc.Code;

/// A body that is taken in as it comes: of bounded size, and not slower than anybody's line.
final class UploadStream extends FilterInputStream {
    private final long most;
    private final Pace pace;
    private long taken;

    /// @param most how many bytes it may have
    /// @param tuning the time that any body is given
    UploadStream(InputStream in, long most, Tuning tuning) {
        super(in);
        this.most = most;
        this.pace = new Pace(tuning.body());
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        took(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        took(Math.max(count, 0));
        return count;
    }

    private void took(int count) {
        taken += count;
        if (taken > most) {
            throw tooLarge(most);
        }
        if (pace.isTooSlow(taken)) {
            throw Refusal.of(
                    408, Code.DEADLINE_EXCEEDED, "the body comes slower than " + Pace.SLOWEST + " bytes a second");
        }
    }

    static Refusal tooLarge(long most) {
        return Refusal.of(413, Code.RESOURCE_EXHAUSTED, "the body is over the limit of " + most + " bytes");
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
