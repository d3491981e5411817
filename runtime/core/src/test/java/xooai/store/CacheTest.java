package xooai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.driver.CountingStore;

/// Content is fetched once, whoever asks for it, and what is kept of it is right or mended.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CacheTest {
    private static final byte[] BYTES = random(500_000);
    private static final String SIGNATURE = Content.sign(BYTES);

    @TempDir
    private Path folder;

    private Cache cache;
    private final AtomicInteger fetches = new AtomicInteger();

    @BeforeEach
    void open() {
        cache = opened(10 << 20);
    }

    private Cache opened(long bytes) {
        return Cache.open(folder.resolve("cache"), new DirectoryStore.Bounds(bytes, bytes, Duration.ofDays(1)));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private InputStream fetch() {
        fetches.incrementAndGet();
        return new ByteArrayInputStream(BYTES);
    }

    private byte[] read(Cache from, String place, Cache.Fetch fetch) throws IOException {
        try (InputStream in = from.open(SIGNATURE, place, -1, fetch)) {
            return in.readAllBytes();
        }
    }

    private byte[] read() throws IOException {
        return read(cache, "there", this::fetch);
    }

    private Path file() {
        return folder.resolve("cache/content")
                .resolve(SIGNATURE.substring(7, 9))
                .resolve(SIGNATURE.substring(9));
    }

    @Test
    void contentIsFetchedOnceAndStaysWhenTheProcessEnds() throws IOException {
        assertThat(read()).isEqualTo(BYTES);
        assertThat(read()).isEqualTo(BYTES);
        assertThat(read(opened(10 << 20), "there", this::fetch)).isEqualTo(BYTES);

        assertThat(fetches).hasValue(1);
        assertThat(cache.size()).isEqualTo(BYTES.length);
    }

    @Test
    void contentThatManyAskForAtOnceIsFetchedOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(threads.submit(() -> {
                    go.await();
                    return read();
                }));
            }
            go.countDown();
            for (Future<byte[]> each : all) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo(BYTES);
            }
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void aFileThatWasDamagedWhileTheProcessRanIsFetchedAnew() throws IOException {
        read();
        Files.write(file(), random(BYTES.length - 1));

        assertThat(read()).isEqualTo(BYTES);
        assertThat(fetches).hasValue(2);
    }

    @Test
    void aFileThatWasDamagedBeforeTheProcessStartedIsFetchedAnew() throws IOException {
        read();
        damageUnseen();

        assertThat(read(opened(10 << 20), "there", this::fetch)).isEqualTo(BYTES);
        assertThat(fetches).hasValue(2);
    }

    @Test
    void damageThatNothingShowsIsDataLossForWhoReadsItAndGoneForTheNext() throws IOException {
        CountingStore store =
                new CountingStore(DirectoryStore.open(folder.resolve("store"), DirectoryStore.Bounds.DEFAULT));
        Content content = Content.at(
                        new StoreRef("media", store.put(fetch()).signature()).toString(), SIGNATURE, -1, null)
                .from(FetchPolicy.NONE
                        .withStores(Stores.of("media", store))
                        .withCache(cache)
                        .source());
        assertThat(content.bytes()).isEqualTo(BYTES);
        damageUnseen();

        assertThatThrownBy(content::bytes)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.DATA_LOSS));
        assertThat(content.bytes()).isEqualTo(BYTES);
        assertThat(store.gets()).isEqualTo(2);
    }

    /// Changes a byte, and gives the file its old time.
    private void damageUnseen() throws IOException {
        byte[] damaged = BYTES.clone();
        damaged[77] ^= 1;
        FileTime written = Files.getLastModifiedTime(file());
        Files.write(file(), damaged);
        Files.setLastModifiedTime(file(), written);
    }

    @Test
    void anEmptyOrDeletedFileIsFetchedAnew() throws IOException {
        read();
        Files.write(file(), new byte[0]);
        assertThat(read()).isEqualTo(BYTES);
        Files.delete(file());
        assertThat(read()).isEqualTo(BYTES);
        assertThat(cache.clear()).isEqualTo(BYTES.length);
        assertThat(read()).isEqualTo(BYTES);

        assertThat(fetches).hasValue(4);
    }

    @Test
    void contentOfAnotherSignatureIsDataLossAndNotKept() {
        assertThatThrownBy(() -> read(cache, "there", () -> new ByteArrayInputStream(random(10))))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.DATA_LOSS))
                .hasMessageContaining("Tried to read there: its signature is");

        assertThat(cache.size()).isZero();
    }

    @Test
    void aFailureIsSharedByThoseWhoAskThereAndByNoOthers() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<byte[]> first = threads.submit(() -> read(cache, "broken", () -> {
                begun.countDown();
                try {
                    waiting.await();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException(e.getMessage());
                }
                throw new IOException("the cable was pulled");
            }));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            Future<byte[]> elsewhere = threads.submit(() -> read());
            waiting.countDown();

            assertThat(elsewhere.get(30, TimeUnit.SECONDS)).isEqualTo(BYTES);
            assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("the cable was pulled");
        }
        assertThat(read()).isEqualTo(BYTES);
    }

    @Test
    void theLimitsOfWhoAsksFirstAreNotThoseOfTheOthers() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<byte[]> poor = threads.submit(() -> read(cache, "there", () -> {
                begun.countDown();
                try {
                    waiting.await();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException(e.getMessage());
                }
                throw new XooaiException(Code.RESOURCE_EXHAUSTED, "the refs of one message bring too much");
            }));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            Future<byte[]> other = threads.submit(() -> read());
            waiting.countDown();

            assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(BYTES);
            assertThatThrownBy(() -> poor.get(30, TimeUnit.SECONDS)).hasMessageContaining("bring too much");
        }
    }

    @Test
    void aLieAboutOtherBytesForgetsNothing() throws IOException {
        read();
        Content lie = Content.at("data:,x", SIGNATURE, 1, null)
                .from(FetchPolicy.NONE.withCache(cache).source());

        assertThatThrownBy(lie::bytes)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.DATA_LOSS));
        assertThat(cache.size()).isEqualTo(BYTES.length);
    }

    @Test
    void aFetchThatNobodyWaitsForAnyMoreIsGivenUp() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                read(cache, "slow", () -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException _) {
                        interrupted.countDown();
                    }
                    throw new IOException("given up");
                });
            } catch (IOException e) {
                assertThat(e).isInstanceOf(InterruptedIOException.class);
            }
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        reader.interrupt();

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(read()).isEqualTo(BYTES);
    }

    @Test
    void contentThatTheCacheCannotHoldIsReadFromWhereItIs() throws IOException {
        Cache small = opened(1_000);

        assertThat(read(small, "there", this::fetch)).isEqualTo(BYTES);
        try (InputStream in = small.open(SIGNATURE, "there", BYTES.length, this::fetch)) {
            assertThat(in.readAllBytes()).isEqualTo(BYTES);
        }
        assertThat(small.size()).isZero();
    }

    @Test
    void aFetchThatBreaksOffLeavesNothing() throws IOException {
        assertThatThrownBy(() -> read(cache, "there", () -> new FilterInputStream(fetch()) {
                    private int left = 100_000;

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        if (left <= 0) {
                            throw new IOException("the cable was pulled");
                        }
                        left -= 50_000;
                        return super.read(into, offset, Math.min(length, 50_000));
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the cable was pulled");

        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsExactly("sweep.lock");
        }
        assertThat(read()).isEqualTo(BYTES);
    }

    @Test
    void whatIsUsedStaysAndWhatIsNotGoesFirst() throws IOException {
        Cache tight = opened(1_200_000);
        read(tight, "there", this::fetch);
        byte[] other = random(600_000);
        FileTime hoursAgo = FileTime.from(Instant.now().minus(Duration.ofHours(3)));
        Files.getFileAttributeView(file(), BasicFileAttributeView.class).setTimes(hoursAgo, hoursAgo, null);
        try (InputStream in = tight.open(Content.sign(other), "o", -1, () -> new ByteArrayInputStream(other))) {
            assertThat(in.readAllBytes()).isEqualTo(other);
        }
        byte[] third = random(300_000);
        try (InputStream in = tight.open(Content.sign(third), "t", -1, () -> new ByteArrayInputStream(third))) {
            assertThat(in.readAllBytes()).isEqualTo(third);
        }

        assertThat(tight.size()).isEqualTo(900_000);
        assertThat(Files.exists(file())).isFalse();
    }
}
