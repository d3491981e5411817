package xooai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;

/// What every store keeps.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class StoreContract {
    private static final int CALLERS = 16;
    private static final String NOBODYS = "sha256:" + "0123456789abcdef".repeat(4);

    private Store store = new NoStore();

    /// A new store with nothing in it, in which one content may have so many bytes.
    protected abstract Store open(long contentBytes);

    /// How many contents are there, and how many files or objects of any kind.
    protected abstract Inside inside();

    /// What is found in the store's place.
    ///
    /// @param contents whole ones
    /// @param others anything else that was left there
    public record Inside(int contents, int others) {}

    @BeforeEach
    void openStore() {
        store = open(64 << 20);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private Store.Stored put(byte[] bytes) throws IOException {
        return store.put(new ByteArrayInputStream(bytes));
    }

    private byte[] get(String signature) throws IOException {
        try (InputStream in = store.get(signature)) {
            return in.readAllBytes();
        }
    }

    private void assertFails(Code code, String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 65_536, 262_144, 262_145, 12_000_000})
    void whatIsPutIsGotByItsSignature(int length) throws IOException {
        byte[] bytes = random(length);

        Store.Stored stored = put(bytes);

        assertThat(stored).isEqualTo(new Store.Stored(Content.sign(bytes), length));
        assertThat(store.has(stored.signature())).isTrue();
        assertThat(get(stored.signature())).isEqualTo(bytes);
        assertThat(inside()).isEqualTo(new Inside(1, 0));
    }

    @Test
    void equalContentIsKeptOnce() throws IOException {
        put(random(5_000));
        put(random(5_000));
        put(random(5_001));

        assertThat(inside()).isEqualTo(new Inside(2, 0));
    }

    @Test
    void contentThatIsThereIsNotRead() throws IOException {
        byte[] bytes = random(100);
        put(bytes);
        Content unread = Content.at("nowhere", Content.sign(bytes), bytes.length, null)
                .from(ref -> {
                    throw new IOException("it was read");
                });

        assertThat(store.put(unread).signature()).isEqualTo(Content.sign(bytes));
        assertThat(store.put(Content.ofBytes(bytes, null)).size()).isEqualTo(100);
    }

    @Test
    void contentThatIsNotThereIsNotFound() {
        assertThat(store.has(NOBODYS)).isFalse();
        assertFails(Code.NOT_FOUND, NOBODYS, () -> store.get(NOBODYS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256:",
                "sha256:../../../../etc/passwd",
                "sha256:0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
                "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde/",
                "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
                "md5:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "sha256:0123456789abcdef\u00000123456789abcdef0123456789abcdef0123456789abcde",
                "/etc/passwd",
                "..\\..\\x"
            })
    void whatIsNoSignatureIsRefused(String hostile) {
        assertFails(Code.INVALID_ARGUMENT, "is no signature", () -> store.get(hostile));
        assertFails(Code.INVALID_ARGUMENT, "is no signature", () -> store.has(hostile));
    }

    @Test
    void contentThatCannotBeReadToItsEndLeavesNothing() throws IOException {
        byte[] bytes = random(3_000_000);
        InputStream broken = new InputStream() {
            private final InputStream in = new ByteArrayInputStream(bytes, 0, 2_000_000);

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int count = in.read(into, from, length);
                if (count < 0) {
                    throw new IOException("the cable was pulled");
                }
                return count;
            }
        };

        assertThatThrownBy(() -> store.put(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("the cable was pulled");

        assertThat(inside()).isEqualTo(new Inside(0, 0));
        assertThat(get(put(bytes).signature())).isEqualTo(bytes);
    }

    @Test
    void contentThatIsTooLargeIsRefusedBeforeItsEnd() {
        store.close();
        store = open(1_000_000);
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                return length;
            }
        };

        assertFails(Code.RESOURCE_EXHAUSTED, "limit of 1000000 bytes", () -> store.put(endless));

        assertThat(inside()).isEqualTo(new Inside(0, 0));
    }

    @Test
    void manyMayPutAndGetTheSameAtOnce() throws Exception {
        byte[] bytes = random(400_000);
        String signature = Content.sign(bytes);
        put(bytes);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> all = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                all.add(threads.submit(() -> get(put(bytes).signature())));
                all.add(threads.submit(() -> get(signature)));
            }
            for (Future<byte[]> each : all) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isEqualTo(bytes);
            }
        }
        assertThat(inside()).isEqualTo(new Inside(1, 0));
    }

    /// Before one is opened.
    private static final class NoStore implements Store {
        @Override
        public Stored put(InputStream content) {
            throw new IllegalStateException("no store is open");
        }

        @Override
        public InputStream get(String signature) {
            throw new IllegalStateException("no store is open");
        }

        @Override
        public boolean has(String signature) {
            return false;
        }

        @Override
        public long contentBytes() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
