package xooai.store;

import java.io.IOException;
import java.io.InputStream;

/// A stream that tells how far it is read.
final class WatchedStream extends CountedStream {
    private final Transfers.Transfer transfer;

    WatchedStream(InputStream in, Transfers.Transfer transfer) {
        super(in);
        this.transfer = transfer;
    }

    @Override
    protected void counted(long count, long sofar) {
        transfer.at(sofar);
    }

    @Override
    public void close() throws IOException {
        transfer.end();
        super.close();
    }
}
