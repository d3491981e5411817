package xooai.drivers.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import xooai.store.Signature;
import xooai.store.Store;

/// Stores in buckets of a test's own, and what is found in those.
final class Places {
    /// The smallest parts that S3 allows, and little time.
    static final Tuning QUICK =
            new Tuning(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMillis(20), 5 << 20);

    private Places() {}

    static Store open(URI address, Map<String, String> environment, Tuning tuning) {
        S3Address parsed = S3Address.of(address, environment);
        return new S3Store(parsed, Keys.find(parsed.profile(), environment), tuning);
    }

    static Store open(S3Server.Bucket bucket, URI endpoint, Tuning tuning) {
        URI address = URI.create("s3://" + bucket.name() + "/some/prefix?endpoint=" + endpoint);
        return open(address, S3Server.environment(), tuning);
    }

    /// Whole contents in a bucket.
    static int contents(S3Server.Bucket bucket) {
        return (int) files(bucket.directory()).stream()
                .filter(file -> file.startsWith(bucket.directory().resolve("some/prefix/content")))
                .count();
    }

    /// Anything else in it, such as parts of an upload, and temporary files of ours.
    static int others(S3Server.Bucket bucket) {
        return files(bucket.directory()).size() - contents(bucket) + temporary();
    }

    private static int temporary() {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return (int) all.filter(file -> file.getFileName().toString().startsWith("xooai-s3-"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where that content is, as a file of the server.
    static Path file(S3Server.Bucket bucket, String signature) {
        String digits = Signature.digits(signature);
        return bucket.directory().resolve("some/prefix/content/" + digits.substring(0, 2) + "/" + digits.substring(2));
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
