package xooai.drivers.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.store.Store;

/// What a store does over connections that are counted, cut and stalled.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class S3ConnectionTest {
    private static final int SEVERAL_PARTS = 12_000_000;
    private static final Tuning IMPATIENT =
            new Tuning(Duration.ofSeconds(2), Duration.ofMillis(700), Duration.ofMillis(20), 5 << 20);

    private final S3Server.Bucket bucket = S3Server.shared().newBucket();
    private final Interposer between = interposer();
    private Store store = Places.open(bucket, between.endpoint(), Places.QUICK);

    private static Interposer interposer() {
        try {
            return new Interposer(S3Server.shared().endpoint());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void openImpatiently() {
        store.close();
        store = Places.open(bucket, between.endpoint(), IMPATIENT);
    }

    @AfterEach
    void close() {
        store.close();
        between.close();
    }

    private String put(byte[] bytes) throws IOException {
        return store.put(new ByteArrayInputStream(bytes)).signature();
    }

    private byte[] get(String signature) throws IOException {
        try (InputStream in = store.get(signature)) {
            return in.readAllBytes();
        }
    }

    private void assertNothingIsThere() {
        assertThat(Places.contents(bucket)).isZero();
        assertThat(Places.others(bucket)).as("parts and temporary files").isZero();
    }

    private static void assertFails(Code code, String message, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 300_000, SEVERAL_PARTS})
    void equalContentIsSentOnce(int length) throws IOException {
        byte[] bytes = Places.random(length);
        put(bytes);
        long sent = between.toServer().bytes();
        assertThat(sent).isBetween((long) length, length + 10_000L);

        put(bytes);
        store.put(Content.ofBytes(bytes, null));

        assertThat(between.toServer().bytes() - sent).isLessThan(5_000);
    }

    @Test
    void equalContentOfManyAtOnceIsSentOnce() throws Exception {
        byte[] bytes = Places.random(300_000);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Store.Stored>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(threads.submit(() -> store.put(new ByteArrayInputStream(bytes))));
            }
            for (Future<Store.Stored> each : all) {
                assertThat(each.get(30, TimeUnit.SECONDS).signature()).isEqualTo(Content.sign(bytes));
            }
        }
        assertThat(between.toServer().bytes()).isLessThan(2L * bytes.length);
        assertThat(Places.contents(bucket)).isOne();
        assertThat(Places.others(bucket)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {300_000, SEVERAL_PARTS})
    void equalContentOfManyProcessesIsKeptOnce(int length) throws Exception {
        byte[] bytes = Places.random(length);
        List<Store> stores = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Store.Stored>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Store another = Places.open(bucket, between.endpoint(), Places.QUICK);
                stores.add(another);
                all.add(threads.submit(() -> another.put(new ByteArrayInputStream(bytes))));
            }
            for (Future<Store.Stored> each : all) {
                each.get(30, TimeUnit.SECONDS);
            }
        }
        stores.forEach(Store::close);
        assertThat(get(Content.sign(bytes))).isEqualTo(bytes);
        assertThat(Places.contents(bucket)).isOne();
        assertThat(Places.others(bucket)).isZero();
    }

    @Test
    void connectionsAreUsedAgain() throws IOException {
        for (int i = 1; i <= 20; i++) {
            get(put(Places.random(i * 1_000)));
        }

        assertThat(between.connections()).isOne();
    }

    @Test
    void aGetThatIsCutGoesOnWhereItWas() throws IOException {
        byte[] bytes = Places.random(SEVERAL_PARTS);
        String signature = put(bytes);
        between.toClient().cutAfter(5_000_000, 2);

        assertThat(get(signature)).isEqualTo(bytes);
        assertThat(between.toClient().bytes()).isBetween((long) SEVERAL_PARTS, SEVERAL_PARTS + 1_000_000L);
    }

    @Test
    void aGetThatIsCutAgainAndAgainEnds() throws IOException {
        String signature = put(Places.random(SEVERAL_PARTS));
        try (InputStream in = store.get(signature)) {
            assertThat(in.readNBytes(1_000_000)).hasSize(1_000_000);
            between.toClient().cutAfter(0, Integer.MAX_VALUE);

            assertFails(Code.UNAVAILABLE, "the connection was cut", in::readAllBytes);
        }
    }

    @Test
    void aGetOfAnObjectThatIsReplacedInTheMiddleIsNoMixture() throws IOException {
        String signature = put(Places.random(SEVERAL_PARTS));
        try (InputStream in = store.get(signature)) {
            in.readNBytes(1_000_000);
            java.nio.file.Files.write(Places.file(bucket, signature), Places.random(SEVERAL_PARTS + 1));
            between.toClient().cutAfter(0, 1);

            assertFails(Code.DATA_LOSS, "it was replaced by something else while it was read", in::readAllBytes);
        }
    }

    @Test
    void aGetThatIsLeftInTheMiddleKeepsNoConnection() throws Exception {
        String signature = put(Places.random(SEVERAL_PARTS));
        for (int i = 0; i < 20; i++) {
            try (InputStream in = store.get(signature)) {
                assertThat(in.read()).isNotNegative();
            }
        }
        await(() -> between.open() <= 1);
        assertThat(between.toClient().bytes()).isLessThan(10L * SEVERAL_PARTS);
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {900_000, SEVERAL_PARTS})
    void aPutThatIsCutOnceIsMadeAgain(int length) throws IOException {
        byte[] bytes = Places.random(length);
        between.toServer().cutAfter(length / 3, 1);

        assertThat(get(put(bytes))).isEqualTo(bytes);
        assertThat(Places.others(bucket)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {900_000, SEVERAL_PARTS})
    void aPutThatIsCutAgainAndAgainLeavesNothing(int length) throws IOException {
        byte[] bytes = Places.random(length);
        between.toServer().cutAfter(length / 3, Integer.MAX_VALUE);

        assertFails(
                Code.UNAVAILABLE,
                "Tried to put content into the store s3://" + bucket.name() + "/some/prefix at 127.0.0.1:",
                () -> put(bytes));
        assertFails(Code.UNAVAILABLE, "the connection was cut", () -> store.put(Content.ofBytes(bytes, null)));
        assertNothingIsThere();

        between.toServer().cutAfter(0, 0);
        assertThat(get(put(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {900_000, SEVERAL_PARTS})
    void aPutToAServerThatTakesNothingMoreEnds(int length) throws Exception {
        openImpatiently();
        byte[] bytes = Places.random(length);
        between.toServer().stallAfter(length / 3);

        assertFails(Code.UNAVAILABLE, "silent for too long", () -> put(bytes));

        between.toServer().stallAfter(Long.MAX_VALUE);
        assertThat(get(put(bytes))).isEqualTo(bytes);
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUp() {
        openImpatiently();
        between.toClient().stallAfter(0);
        String nobodys = Content.sign(new byte[1]);
        long start = System.nanoTime();

        assertFails(Code.UNAVAILABLE, "silent for too long", () -> store.has(nobodys));
        assertFails(Code.UNAVAILABLE, "silent for too long", () -> store.get(nobodys));
        assertFails(Code.UNAVAILABLE, "silent for too long", () -> put(new byte[10]));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aGetFromAServerThatGivesNothingMoreEnds() throws IOException {
        String signature = put(Places.random(SEVERAL_PARTS));
        openImpatiently();
        try (InputStream in = store.get(signature)) {
            in.readNBytes(1_000_000);
            between.toClient().stallAfter(0);

            assertFails(Code.UNAVAILABLE, "silent for too long", in::readAllBytes);
        }
    }

    @Test
    void aServerThatIsDownIsNamedAtOnce() {
        URI endpoint = between.endpoint();
        between.close();
        long start = System.nanoTime();

        assertFails(
                Code.UNAVAILABLE, " at " + endpoint.getAuthority() + ": connection refused", () -> put(new byte[10]));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    /// Calls from a platform thread, which sockets do not let go by themselves, and interrupts it.
    private static Throwable interrupted(CountDownLatch when, ThrowingCallable what) throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                what.call();
                failure.complete(new AssertionError("it was not interrupted"));
            } catch (Throwable e) {
                failure.complete(Thread.currentThread().isInterrupted() ? e : new AssertionError("it forgot", e));
            }
        });
        when.await();
        thread.interrupt();
        return failure.get(5, TimeUnit.SECONDS);
    }

    private static void assertCancelled(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.CANCELLED))
                .hasMessageEndingWith(": the thread was interrupted");
    }

    private CountDownLatch stalled(Interposer.Direction direction) {
        CountDownLatch latch = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            try {
                direction.awaitStalled();
                latch.countDown();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        return latch;
    }

    @ParameterizedTest
    @ValueSource(ints = {900_000, SEVERAL_PARTS})
    void aPutThatIsInterruptedEndsAndLeavesNothing(int length) throws Exception {
        between.toServer().stallAfter(length / 3);

        assertCancelled(interrupted(stalled(between.toServer()), () -> put(Places.random(length))));

        await(() -> Places.files(bucket.directory()).isEmpty());
        assertNothingIsThere();
    }

    @Test
    void aGetThatIsInterruptedEnds() throws Exception {
        String signature = put(Places.random(SEVERAL_PARTS));
        between.toClient().stallAfter(2_000_000);

        assertCancelled(interrupted(stalled(between.toClient()), () -> get(signature)));
    }

    @Test
    void aProcessThatIsKilledWhileItPutsLeavesNothingToBeFound() throws Exception {
        byte[] bytes = Places.random(SEVERAL_PARTS);
        between.toServer().stallAfter(SEVERAL_PARTS / 3);
        Process putting = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RandomPut.class.getName(),
                        "s3://" + bucket.name() + "/some/prefix?endpoint=" + between.endpoint(),
                        Integer.toString(SEVERAL_PARTS))
                .inheritIO()
                .start();
        try {
            between.toServer().awaitStalled();
        } finally {
            putting.destroyForcibly().waitFor();
        }
        between.toServer().stallAfter(Long.MAX_VALUE);

        assertThat(store.has(Content.sign(bytes))).isFalse();
        assertThat(Places.contents(bucket)).isZero();
        assertThat(get(put(bytes))).isEqualTo(bytes);
    }

    /// Puts random content of a length.
    static final class RandomPut {
        public static void main(String[] arguments) throws IOException {
            try (Store store = Places.open(URI.create(arguments[0]), S3Server.environment(), Places.QUICK)) {
                store.put(new ByteArrayInputStream(Places.random(Integer.parseInt(arguments[1]))));
            }
        }
    }
}
