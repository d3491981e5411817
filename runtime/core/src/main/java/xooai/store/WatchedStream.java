package xooai.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that tells how far it is read.
final class WatchedStream extends FilterInputStream {
    private final Transfers.Transfer transfer;
    private long position;

    WatchedStream(InputStream in, Transfers.Transfer transfer) {
        super(in);
        this.transfer = transfer;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        moved(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        moved(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(count);
        moved(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void moved(long count) {
        position += count;
        transfer.at(position);
    }

    @Override
    public void close() throws IOException {
        transfer.end();
        super.close();
    }
}
