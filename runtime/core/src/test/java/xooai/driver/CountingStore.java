package xooai.driver;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.store.Store;

/// A store that is elsewhere, so that it is worth a cache: another one, whose transfers are counted, and which fails
/// or stands still as it is told.
public final class CountingStore implements Store {
    private static final long WATCHED = 32 << 20;

    private final Store behind;
    private final AtomicLong puts = new AtomicLong();
    private final AtomicLong gets = new AtomicLong();
    private final AtomicLong bytesPut = new AtomicLong();
    private final AtomicLong bytesGot = new AtomicLong();
    private volatile @Nullable XooaiException failure;
    private volatile @Nullable Reading reading;
    private volatile Runnable watcher = () -> {};

    /// What happens to the bytes that are got.
    @FunctionalInterface
    public interface Reading {
        /// The stream instead of that one.
        InputStream of(InputStream in) throws IOException;
    }

    /// Counts what goes into and comes out of that store.
    public CountingStore(Store behind) {
        this.behind = behind;
    }

    /// Fails in that way from now on; not any more where it is null.
    public void fail(@Nullable XooaiException how) {
        failure = how;
    }

    /// Has content read in that way from now on.
    public void read(@Nullable Reading how) {
        reading = how;
    }

    /// Does that whenever another 32 MiB have moved, from now on.
    public void watch(Runnable what) {
        watcher = what;
    }

    private void moved(AtomicLong count, long bytes) {
        long now = count.addAndGet(Math.max(0, bytes));
        if (bytes > 0 && now / WATCHED != (now - bytes) / WATCHED) {
            watcher.run();
        }
    }

    private void check() {
        XooaiException how = failure;
        if (how != null) {
            throw new XooaiException(how.error(), how);
        }
    }

    @Override
    public Stored put(InputStream content) throws IOException {
        check();
        puts.incrementAndGet();
        return behind.put(counted(content, bytesPut));
    }

    @Override
    public Stored put(Content content) throws IOException {
        check();
        return Store.super.put(content);
    }

    @Override
    public InputStream get(String signature) {
        check();
        InputStream in = behind.get(signature);
        gets.incrementAndGet();
        Reading how = reading;
        try {
            return counted(how == null ? in : how.of(in), bytesGot);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public boolean has(String signature) {
        check();
        return behind.has(signature);
    }

    @Override
    public long contentBytes() {
        return behind.contentBytes();
    }

    /// How often content was put that was not there.
    public long puts() {
        return puts.get();
    }

    /// How often content was got.
    public long gets() {
        return gets.get();
    }

    /// How many bytes went in and came out.
    public long bytes() {
        return bytesPut.get() + bytesGot.get();
    }

    @Override
    public String toString() {
        return "the counting store";
    }

    @Override
    public void close() {
        behind.close();
    }

    private InputStream counted(InputStream in, AtomicLong count) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int value = in.read();
                moved(count, value < 0 ? 0 : 1);
                return value;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = in.read(into, offset, length);
                moved(count, read);
                return read;
            }
        };
    }
}
