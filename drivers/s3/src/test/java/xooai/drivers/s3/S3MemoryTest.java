package xooai.drivers.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import xooai.doc.Content;
import xooai.driver.Scale;
import xooai.store.Store;

/// How little memory large content takes.
class S3MemoryTest {
    private static final int MIB = 1 << 20;

    @Test
    void largeContentPassesThroughAHeapThatIsMuchSmaller() throws Exception {
        int mebibytes = Scale.of(1_024, 96);
        Process passing = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeContent.class.getName(),
                        S3Server.shared().address(S3Server.shared().newBucket()).toString(),
                        Integer.toString(mebibytes))
                .inheritIO()
                .start();

        assertThat(passing.waitFor()).isZero();
    }

    /// Puts so many MiB as a stream and as a ref, and gets them.
    static final class LargeContent {
        public static void main(String[] arguments) throws IOException {
            int mebibytes = Integer.parseInt(arguments[1]);
            try (Store store = Places.open(URI.create(arguments[0]), S3Server.environment(), Tuning.DEFAULT)) {
                Store.Stored streamed = store.put(stream(1, mebibytes));
                Store.Stored fetched = store.put(Content.at("somewhere").from(_ -> stream(2, mebibytes)));
                for (Store.Stored each : new Store.Stored[] {streamed, fetched}) {
                    // Verified where it ends.
                    Content content = Content.at("store", each.signature(), each.size(), null)
                            .from(_ -> store.get(each.signature()));
                    try (InputStream in = content.open()) {
                        in.skipNBytes(each.size());
                        if (in.read() >= 0 || each.size() != (long) mebibytes * MIB) {
                            throw new IllegalStateException("it has another size");
                        }
                    }
                }
            }
        }

        private static InputStream stream(int seed, int mebibytes) {
            byte[] block = new byte[MIB];
            new Random(seed).nextBytes(block);
            return new InputStream() {
                private long given;

                @Override
                public int read() {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] into, int from, int length) {
                    if (given == (long) mebibytes * MIB) {
                        return -1;
                    }
                    int at = (int) (given % MIB);
                    int count = Math.min(length, MIB - at);
                    System.arraycopy(block, at, into, from, count);
                    given += count;
                    return count;
                }
            };
        }
    }
}
