package xooai.drivers.s3;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An S3 server that nobody here wrote, s3proxy, in a process of its own: it keeps objects as files, and checks
/// signatures and conditions.
///
/// It is found in the build of the module beside this one, so `mvn verify` has to have come by there.
public final class S3Server implements AutoCloseable {
    private static final String ACCESS_KEY = "tester";
    private static final String SECRET_KEY = "secret-of-the-tester";
    private static final String CLASS_PATH = "drivers/s3/server/target/s3proxy.classpath";
    private static final Pattern STARTED = Pattern.compile("Started .*ServerConnector.*\\{127\\.0\\.0\\.1:(\\d+)}.*");
    private static final String LOG = """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%msg%n</pattern></encoder>
          </appender>
          <root level="INFO"><appender-ref ref="out"/></root>
        </configuration>
        """;

    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private final Process process;
    private final Path directory;
    private final int port;

    private S3Server(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    private static final class Shared {
        static final S3Server SERVER = start();
    }

    /// One for all tests of a process; it ends with it.
    public static S3Server shared() {
        return Shared.SERVER;
    }

    /// Starts one, and waits until it answers. It ends with this process at the latest.
    public static S3Server start() {
        try {
            Path directory = Files.createTempDirectory("s3-server");
            Process process = launch(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, directory)));
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            StringBuilder said = new StringBuilder();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher started = STARTED.matcher(line);
                if (started.matches()) {
                    Thread.ofVirtual().start(() -> drain(out));
                    return new S3Server(process, directory, Integer.parseInt(started.group(1)));
                }
                said.append(line).append('\n');
            }
            throw new IllegalStateException("s3proxy ended before it was ready: " + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(Path directory) throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Path log = Files.writeString(directory.resolve("logback.xml"), LOG);
        Path settings = Files.writeString(
                directory.resolve("s3proxy.properties"),
                String.join(
                        "\n",
                        "s3proxy.endpoint=http://127.0.0.1:0",
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=" + ACCESS_KEY,
                        "s3proxy.credential=" + SECRET_KEY,
                        "jclouds.provider=filesystem-nio2",
                        "jclouds.identity=nobody",
                        "jclouds.credential=nothing",
                        "jclouds.filesystem.basedir=" + data));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dlogback.configurationFile=" + log,
                        "-cp",
                        Files.readString(root().resolve(CLASS_PATH)),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(CLASS_PATH))) {
                return at;
            }
        }
        throw new IllegalStateException(
                "there is no " + CLASS_PATH + " above this folder: `mvn package -pl drivers/s3/server` makes it");
    }

    private static void drain(BufferedReader out) {
        try {
            while (out.readLine() != null) {
                // What it says of single requests is of no use here.
            }
        } catch (IOException _) {
            // It has ended.
        }
    }

    /// A bucket with nothing in it.
    ///
    /// @param name a name of files and of hosts
    /// @param directory where its objects are files
    public record Bucket(String name, Path directory) {}

    /// Makes a bucket.
    public Bucket newBucket() {
        String name = "bucket-" + BUCKETS.incrementAndGet();
        try {
            return new Bucket(
                    name, Files.createDirectory(directory.resolve("data").resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it answers.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// The address of a store in that bucket.
    public URI address(Bucket bucket) {
        return URI.create("s3://" + bucket.name() + "/some/prefix?endpoint=" + endpoint());
    }

    /// The environment in which a store finds its keys.
    public static Map<String, String> environment() {
        return Map.of("AWS_ACCESS_KEY_ID", ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", SECRET_KEY);
    }

    @Override
    public void close() {
        end(process, directory);
    }

    private static void end(Process process, Path directory) {
        try {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            if (Files.exists(directory)) {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> childrenFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : childrenFirst) {
                Files.deleteIfExists(each);
            }
        }
    }
}
