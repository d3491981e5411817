package xooai.drivers.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.driver.ForeignProgram;
import xooai.store.Signature;
import xooai.store.Store;

/// A client of S3 that has nothing of ours: boto3, for Python.
class ForeignS3Test {
    private static final int SEVERAL_PARTS = 12_000_000;

    private final S3Server.Bucket bucket = S3Server.shared().newBucket();
    private final Store store = Places.open(bucket, S3Server.shared().endpoint(), Places.QUICK);

    /// Looked for once: that takes Python longer than what it is asked to do.
    private static @Nullable ForeignProgram python;

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void close() {
        store.close();
    }

    private static String key(String signature) {
        String digits = Signature.digits(signature);
        return "some/prefix/content/" + digits.substring(0, 2) + "/" + digits.substring(2);
    }

    private String boto(String command, String... more) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                S3Server.shared().endpoint().toString(),
                S3Server.environment().getOrDefault("AWS_ACCESS_KEY_ID", ""),
                S3Server.environment().getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
                command,
                bucket.name()));
        line.addAll(Arrays.asList(more));
        if (python == null) {
            python = ForeignProgram.python(Path.of("src", "test", "python", "peer.py"), "boto3");
        }
        ForeignProgram.Said said = python.run(line.toArray(String[]::new));
        assertThat(said.code()).as(said.text()).isZero();
        return said.text().strip();
    }

    private String put(byte[] bytes) throws IOException {
        return store.put(new ByteArrayInputStream(bytes)).signature();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("content"), bytes);
    }

    @Test
    void aStrangerReadsWhatIsPut() throws Exception {
        for (int length : new int[] {0, 100_000, SEVERAL_PARTS}) {
            String signature = put(Places.random(length));

            assertThat(boto("get", key(signature))).isEqualTo(Signature.digits(signature) + " " + signature);
            assertThat(boto("list")).contains(key(signature) + " " + length);
        }
        assertThat(boto("list").lines()).hasSize(3);
        assertThat(boto("uploads")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, SEVERAL_PARTS})
    void whatAStrangerPutsUnderOurKeyIsRead(int length) throws Exception {
        byte[] bytes = Places.random(length);
        String signature = Content.sign(bytes);
        boto("put", key(signature), file(bytes).toString());

        assertThat(store.has(signature)).isTrue();
        try (InputStream in = store.get(signature)) {
            assertThat(Content.sign(in.readAllBytes())).isEqualTo(signature);
        }
    }

    @Test
    void whatAStrangerReplacesByOtherBytesIsFoundOut() throws Exception {
        String signature = put(Places.random(100_000));
        boto("put", key(signature), file(new byte[100_000]).toString());
        Content content = Content.at("store", signature, -1, null).from(_ -> store.get(signature));

        assertThatThrownBy(content::bytes)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.DATA_LOSS));
    }

    @Test
    void anObjectThatAStrangerReplacesWhileItIsReadIsNoMixture() throws Exception {
        String signature = put(Places.random(SEVERAL_PARTS));
        try (Interposer between = new Interposer(S3Server.shared().endpoint());
                Store cut = Places.open(bucket, between.endpoint(), Places.QUICK);
                InputStream in = cut.get(signature)) {
            in.readNBytes(1_000_000);
            boto("put", key(signature), file(new byte[SEVERAL_PARTS]).toString());
            between.toClient().cutAfter(0, 1);

            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOfSatisfying(
                            XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.DATA_LOSS))
                    .hasMessageContaining("it was replaced by something else while it was read");
        }
    }

    @Test
    void anUploadThatFailsIsNoUploadAnyMore() throws Exception {
        try (Interposer between = new Interposer(S3Server.shared().endpoint());
                Store cut = Places.open(bucket, between.endpoint(), Places.QUICK)) {
            between.toServer().cutAfter(SEVERAL_PARTS / 3, Integer.MAX_VALUE);

            assertThatThrownBy(() -> cut.put(new ByteArrayInputStream(Places.random(SEVERAL_PARTS))))
                    .isInstanceOf(XooaiException.class);
        }
        assertThat(boto("uploads")).isEmpty();
        boto("begin", "some/key");
        assertThat(boto("uploads")).as("one that is there is seen").isEqualTo("some/key");
    }
}
