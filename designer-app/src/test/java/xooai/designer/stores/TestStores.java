package xooai.designer.stores;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.store.Store;
import xooai.store.StoreProvider;

/// Stores in memory at `test://NAME`, the same for all who open that name. They do what a test tells them.
public final class TestStores implements StoreProvider {
    private static final Map<String, Held> ALL = new ConcurrentHashMap<>();

    /// Made by the service loader.
    public TestStores() {}

    /// The store of that name.
    public static Held named(String name) {
        return ALL.computeIfAbsent(name, Held::new);
    }

    @Override
    public Set<String> schemes() {
        return Set.of("test");
    }

    @Override
    public Store open(URI address, Map<String, String> environment) {
        Held held = named(address.getAuthority());
        String refusal = held.refusal;
        if (refusal != null) {
            throw new XooaiException(Code.PERMISSION_DENIED, refusal);
        }
        held.opened.incrementAndGet();
        return held;
    }

    /// A store in memory.
    public static final class Held implements Store {
        private static final int PIECE = 1 << 16;

        private final String name;
        private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
        private final AtomicBoolean still = new AtomicBoolean();
        private volatile CountDownLatch moving = new CountDownLatch(0);
        private volatile boolean damaging;
        private volatile @Nullable String refusal;

        /// How often it was opened and closed.
        public final AtomicInteger opened = new AtomicInteger();

        /// How often it was closed.
        public final AtomicInteger closed = new AtomicInteger();

        /// How many threads were interrupted while they waited for it.
        public final AtomicInteger interrupted = new AtomicInteger();

        Held(String name) {
            this.name = name;
        }

        /// Stands still after the first piece of whatever moves, until it is let go.
        public void standStill() {
            moving = new CountDownLatch(1);
            still.set(false);
        }

        /// Goes on.
        public void letGo() {
            moving.countDown();
        }

        /// Whether something waits for it to go on.
        public boolean stands() {
            return still.get();
        }

        /// Gives other bytes than were put.
        public void damage() {
            damaging = true;
        }

        /// Cannot be opened, for that reason.
        public void refuse(String why) {
            refusal = why;
        }

        private void piece() throws IOException {
            CountDownLatch gate = moving;
            if (gate.getCount() > 0) {
                still.set(true);
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                    throw new InterruptedIOException("interrupted");
                }
            }
        }

        @Override
        public Stored put(InputStream content) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] buffer = new byte[PIECE];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                all.write(buffer, 0, count);
                piece();
            }
            byte[] bytes = all.toByteArray();
            contents.put(Content.sign(bytes), bytes);
            return new Stored(Content.sign(bytes), bytes.length);
        }

        @Override
        public InputStream get(String signature) {
            byte[] bytes = contents.get(signature);
            if (bytes == null) {
                throw new XooaiException(Code.NOT_FOUND, "there is no " + signature + " in " + this);
            }
            byte[] given = bytes.clone();
            if (damaging) {
                given[0]++;
            }
            return new ByteArrayInputStream(given) {
                @Override
                public synchronized int read(byte[] into, int offset, int length) {
                    int count = super.read(into, offset, Math.min(length, PIECE));
                    try {
                        piece();
                    } catch (IOException e) {
                        throw new XooaiException(Code.CANCELLED, "interrupted", e);
                    }
                    return count;
                }
            };
        }

        @Override
        public boolean has(String signature) {
            return contents.containsKey(signature);
        }

        @Override
        public long contentBytes() {
            return 1L << 30;
        }

        @Override
        public String toString() {
            return "test://" + name;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
