package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.drivers.s3.S3Server;

/// Files go from the command line through a store to a process that serves, and back.
class StoresTest {
    private static final int SIZE = 3_000_000;

    @TempDir
    private Path folder = Path.of("");

    private Path picture = folder;

    @BeforeEach
    void paint() throws IOException {
        byte[] bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        picture = Files.write(folder.resolve("in.png"), bytes);
    }

    private void assertMirrored(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] original = Files.readAllBytes(picture);
        assertThat(bytes).hasSize(SIZE);
        for (int i = 0; i < SIZE; i += 997) {
            assertThat(bytes[i]).isEqualTo(original[SIZE - 1 - i]);
        }
    }

    private long filesIn(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return files.filter(file -> Files.isRegularFile(file) && !file.endsWith("sweep.lock"))
                    .count();
        }
    }

    private static Served xooai(Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), "xooai.cli.Xooai"));
        all.addAll(arguments);
        return Served.java(environment, all.toArray(String[]::new));
    }

    private List<String> calling(URI address, String store) {
        return List.of(
                "call",
                address + "/mirror",
                "--file",
                picture.toString(),
                "--output",
                folder.resolve("out.png").toString(),
                "--store",
                "media=" + store,
                "--cache",
                folder.resolve("caller").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http", "--grpc"})
    void aFileGoesThroughADirectoryThatBothShare(String driver) throws Exception {
        String store = folder.resolve("store").toString();
        List<String> serving = List.of(
                "serve",
                "acme.Mirror",
                driver,
                "0",
                "--store",
                "media=" + store,
                "--cache",
                folder.resolve("server").toString());
        try (Served served = xooai(Map.of(), serving)) {
            Run run = Run.of(calling(served.ready(), store).toArray(String[]::new));

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains("wrote", SIZE + " bytes, image/png");
        }
        assertMirrored(folder.resolve("out.png"));
        assertThat(filesIn("store")).isEqualTo(2);
    }

    @Test
    void aFileGoesThroughS3AndIsKeptInTheCaches() throws Exception {
        S3Server s3 = S3Server.shared();
        String store = s3.address(s3.newBucket()).toString();
        List<String> serving = List.of(
                "serve",
                "acme.Mirror",
                "--http",
                "0",
                "--store",
                "media=" + store,
                "--cache",
                folder.resolve("server").toString());
        try (Served served = xooai(S3Server.environment(), serving);
                Served call = xooai(S3Server.environment(), calling(served.ready(), store))) {
            assertThat(call.exitCode()).as(call.errors()).isZero();
        }
        assertMirrored(folder.resolve("out.png"));
        assertThat(filesIn("server")).isOne();
        assertThat(filesIn("caller")).isOne();
    }

    @Test
    void whatIsTooLargeForAMessageNeedsAStoreAndSaysSo() throws Exception {
        Path huge = Files.write(folder.resolve("huge.png"), new byte[17 << 20]);
        try (Served served = xooai(Map.of(), List.of("serve", "acme.Mirror", "--http", "0"))) {
            Run run = Run.of("call", served.ready() + "/mirror", "--file", huge.toString());

            assertThat(run.code()).isOne();
            assertThat(run.err())
                    .contains("it is larger than the 16777216 bytes of a message", "a store that both sides know")
                    .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "media|is no name of a store",
                "Media=/tmp/x|`Media` is no name of a store",
                "media=ftp://host/x|no store for `ftp:` is installed; installed are file, s3",
                "media=s3://bucket?acces-key=x|acces-key",
                "media=file:///tmp/x?size=1|is no directory",
                "media=/proc/nowhere|Tried to open the store /proc/nowhere"
            })
    void aStoreThatCannotBeOpenedIsSaidToBeThat(String store, String why) {
        Run run = Run.of("call", "http://127.0.0.1:1/x", "--doc", "{\"text\":\"\"}", "--store", store);

        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains(why).doesNotContain("\tat ");
    }

    @Test
    void anAnswerThatIsNoFileIsNotWrittenToOne() throws Exception {
        try (Served served = xooai(Map.of(), List.of("serve", "acme.Whisper", "--http", "0"))) {
            Path output = folder.resolve("out");
            Run run = Run.of(
                    "call",
                    served.ready() + "/whisper",
                    "--doc",
                    "{\"text\":\"A\"}",
                    "--doc",
                    "{\"text\":\"B\"}",
                    "--output",
                    output.toString());

            assertThat(run.code()).isOne();
            assertThat(run.err()).contains("it has 2 docs");
            assertThat(output).doesNotExist();
        }
    }
}
