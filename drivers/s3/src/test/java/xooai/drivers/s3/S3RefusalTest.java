package xooai.drivers.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.driver.ForeignProgram;
import xooai.store.Store;
import xooai.store.StoreProvider;

/// What a server refuses, what a store refuses, and what is said of it.
class S3RefusalTest {
    private static final int SEVERAL_PARTS = 12_000_000;

    private final S3Server.Bucket bucket = S3Server.shared().newBucket();
    private final Store store = Places.open(bucket, S3Server.shared().endpoint(), Places.QUICK);

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void close() {
        store.close();
    }

    private static void assertFails(Code code, String message, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message)
                .hasNoCause();
    }

    private static ByteArrayInputStream some() {
        return new ByteArrayInputStream(new byte[100_000]);
    }

    @Test
    void theProviderIsFoundByItsScheme() throws IOException {
        StoreProvider provider =
                ServiceLoader.load(StoreProvider.class).findFirst().orElseThrow();
        assertThat(provider.schemes()).containsExactly("s3");

        try (Store opened = provider.open(S3Server.shared().address(bucket), S3Server.environment())) {
            assertThat(opened.has(opened.put(some()).signature())).isTrue();
            assertThat(opened.contentBytes()).isEqualTo(4L << 30);
            assertThat(opened.link(Content.sign(new byte[0]))).isNull();
        }
    }

    @Test
    void aWrongSecretIsDeniedAndNotShown() {
        Map<String, String> wrong = Map.of("AWS_ACCESS_KEY_ID", "tester", "AWS_SECRET_ACCESS_KEY", "wrong-tiger");
        try (Store denied = Places.open(S3Server.shared().address(bucket), wrong, Places.QUICK)) {
            String nobodys = Content.sign(new byte[1]);

            assertFails(Code.PERMISSION_DENIED, "the secret key is not the one", () -> denied.get(nobodys));
            assertFails(Code.PERMISSION_DENIED, "the secret key is not the one", () -> denied.put(some()));
            assertFails(
                    Code.PERMISSION_DENIED,
                    "the keys need the rights s3:GetObject, s3:PutObject",
                    () -> denied.has(nobodys));
            assertThat(denied.toString()).doesNotContain("tiger");
        }
    }

    @Test
    void aKeyThatTheServerDoesNotKnowIsDenied() {
        Map<String, String> unknown = Map.of("AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "tiger");
        try (Store denied = Places.open(S3Server.shared().address(bucket), unknown, Places.QUICK)) {
            assertFails(
                    Code.PERMISSION_DENIED,
                    "the server does not know the access key",
                    () -> denied.get(Content.sign(new byte[1])));
        }
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        URI address =
                URI.create("s3://no-such-bucket?endpoint=" + S3Server.shared().endpoint());
        try (Store nowhere = Places.open(address, S3Server.environment(), Places.QUICK)) {
            String why = "there is no bucket no-such-bucket; make it, or name another one in the address";

            assertFails(Code.FAILED_PRECONDITION, why, () -> nowhere.put(some()));
            assertFails(
                    Code.FAILED_PRECONDITION,
                    why,
                    () -> nowhere.put(new ByteArrayInputStream(Places.random(SEVERAL_PARTS))));
            assertFails(Code.FAILED_PRECONDITION, why, () -> nowhere.get(Content.sign(new byte[1])));
        }
    }

    @Test
    void contentThatWasDeletedIsNotFound() throws IOException {
        String signature = store.put(some()).signature();
        Files.delete(Places.file(bucket, signature));

        assertThat(store.has(signature)).isFalse();
        assertFails(Code.NOT_FOUND, "Tried to get " + signature + " from the store s3://", () -> store.get(signature));
        assertThat(store.put(some()).signature()).isEqualTo(signature);
        assertThat(store.has(signature)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "503,SlowDown,UNAVAILABLE",
        "503,'',UNAVAILABLE",
        "500,InternalError,UNAVAILABLE",
        "400,RequestTimeout,UNAVAILABLE",
        "507,XMinioStorageFull,RESOURCE_EXHAUSTED",
        "400,EntityTooLarge,RESOURCE_EXHAUSTED",
        "400,XMinioAdminBucketQuotaExceeded,RESOURCE_EXHAUSTED",
        "413,'',RESOURCE_EXHAUSTED",
        "403,RequestTimeTooSkewed,FAILED_PRECONDITION",
        "400,ExpiredToken,PERMISSION_DENIED",
        "400,InvalidToken,PERMISSION_DENIED",
        "403,AccessDenied,PERMISSION_DENIED",
        "401,'',PERMISSION_DENIED",
        "400,BadDigest,DATA_LOSS",
        "400,XAmzContentSHA256Mismatch,DATA_LOSS",
        "301,PermanentRedirect,FAILED_PRECONDITION",
        "400,AuthorizationHeaderMalformed,FAILED_PRECONDITION",
        "404,NoSuchKey,NOT_FOUND",
        "404,NoSuchBucket,FAILED_PRECONDITION",
        "501,NotImplemented,FAILED_PRECONDITION",
        "405,MethodNotAllowed,FAILED_PRECONDITION"
    })
    void everyRefusalIsOneOfOurErrors(int status, String code, Code expected) {
        Troubles troubles = new Troubles(S3Address.of(URI.create("s3://my-bucket"), Map.of()));
        XooaiException error = troubles.refused("put content into", new Refusal(status, code, "words", null));

        assertThat(error.code()).isEqualTo(expected);
        assertThat(error).hasMessageStartingWith("Tried to put content into the store s3://my-bucket at s3.");
    }

    @Test
    void theRegionOfABucketIsNamed() {
        Troubles troubles = new Troubles(S3Address.of(URI.create("s3://my-bucket"), Map.of()));

        assertThat(troubles.refused("get x from", new Refusal(400, "", "", "eu-west-1")))
                .hasMessageEndingWith("the bucket is not in the region us-east-1: say region=eu-west-1 in the address");
    }

    @ParameterizedTest
    @ValueSource(ints = {300_000, 5_242_880, 5_242_881, SEVERAL_PARTS})
    void aRefIsReadTwiceWhereItsSignatureIsNotKnown(int length) throws IOException {
        byte[] bytes = Places.random(length);
        AtomicInteger opened = new AtomicInteger();
        Content content = Content.at("somewhere").from(_ -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(bytes);
        });

        assertThat(store.put(content)).isEqualTo(new Store.Stored(Content.sign(bytes), length));
        assertThat(opened).hasValue(2);
        assertThat(store.put(content).size()).isEqualTo(length);
        assertThat(opened).as("it is there").hasValue(3);
        try (InputStream in = store.get(Content.sign(bytes))) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300_000, SEVERAL_PARTS})
    void aRefThatGivesSomethingElseWhenItIsSentIsNotStored(int length) {
        byte[] bytes = Places.random(length);
        AtomicInteger opened = new AtomicInteger();
        Content content = Content.at("somewhere").from(_ -> {
            byte[] given = bytes.clone();
            if (opened.incrementAndGet() > 1) {
                given[length - 1]++;
            }
            return new ByteArrayInputStream(given);
        });

        assertFails(Code.DATA_LOSS, "it is not what its signature says", () -> store.put(content));

        assertThat(Places.files(bucket.directory())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aRefWhoseSizeIsWrongIsNotStored(int difference) {
        byte[] bytes = Places.random(300_000);
        Content content = Content.at("somewhere", Content.sign(bytes), bytes.length + difference, null)
                .from(_ -> new ByteArrayInputStream(bytes));

        assertFails(Code.DATA_LOSS, "content", () -> store.put(content));

        assertThat(Places.files(bucket.directory())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {300_000, SEVERAL_PARTS})
    void aRefThatLiesAboutItsSignatureIsNotStored(int length) {
        byte[] bytes = Places.random(length);
        Content content = Content.at("somewhere", Content.sign(new byte[1]), length, null)
                .from(_ -> new ByteArrayInputStream(bytes));

        assertThatThrownBy(() -> store.put(content))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.DATA_LOSS));

        assertThat(Places.files(bucket.directory())).isEmpty();
    }

    @Test
    void aRefThatCannotBeReadFailsAsItself() {
        byte[] bytes = Places.random(300_000);
        Content content = Content.at("somewhere", Content.sign(bytes), bytes.length, null)
                .from(_ -> {
                    throw new IOException("the cable was pulled");
                });

        assertThatThrownBy(() -> store.put(content))
                .isInstanceOf(IOException.class)
                .hasMessage("the cable was pulled");
    }

    @Test
    void aLinkGivesTheContentForAWhileToWhoeverHasIt() throws Exception {
        byte[] bytes = Places.random(100_000);
        URI address = URI.create(S3Server.shared().address(bucket) + "&links=2s");
        try (Store linking = Places.open(address, S3Server.environment(), Places.QUICK)) {
            String signature = linking.put(new ByteArrayInputStream(bytes)).signature();
            ForeignProgram curl = ForeignProgram.named("curl");
            Path got = folder.resolve("got");
            String link = Objects.requireNonNull(linking.link(signature));
            assertThat(link).startsWith(S3Server.shared().endpoint() + "/").doesNotContain("secret-of");

            curl.run("--noproxy", "*", "-s", "-o", got.toString(), link);
            assertThat(got).hasBinaryContent(bytes);

            assertThat(status(curl, link.replaceFirst("Signature=.", "Signature=g")))
                    .isEqualTo("403");
            assertThat(status(curl, link.replaceFirst("Expires=2", "Expires=9")))
                    .isEqualTo("403");
            assertThat(status(curl, link.replaceFirst("content/..", "content/00")))
                    .isEqualTo("403");
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (status(curl, link).equals("200")) {
                assertThat(System.nanoTime()).as("it should have expired").isLessThan(end);
            }
            assertThat(status(curl, link)).isEqualTo("403");
        }
    }

    private static String status(ForeignProgram curl, String link) throws Exception {
        return curl.run("--noproxy", "*", "-s", "-o", "/dev/null", "-w", "%{http_code}", link)
                .text();
    }
}
