package xooai.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream whose bytes are counted as they are read, however they are: for bounds, and for whoever watches.
///
/// It cannot be set back, or bytes would be counted twice.
public abstract class CountedStream extends FilterInputStream {
    private long position;

    /// The bytes of that stream.
    protected CountedStream(InputStream in) {
        super(in);
    }

    /// So many bytes were read just now; none at the end of the stream. What it throws fails the reading.
    ///
    /// @param count how many bytes
    /// @param sofar how many bytes were read in all
    protected abstract void counted(long count, long sofar) throws IOException;

    private void count(long count) throws IOException {
        position += count;
        counted(count, position);
    }

    @Override
    public final int read() throws IOException {
        int value = in.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public final int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        count(Math.max(0, count));
        return count;
    }

    @Override
    public final long skip(long count) throws IOException {
        long skipped = in.skip(count);
        count(skipped);
        return skipped;
    }

    @Override
    public final boolean markSupported() {
        return false;
    }
}
