package xooai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;

class DirectoryStoreTest extends StoreContract {
    private static final Duration AGE = Duration.ofDays(10);

    @TempDir
    private Path folder = Path.of("");

    private int opened;

    private Path place() {
        return folder.resolve("store" + opened);
    }

    @Override
    protected Store open(long contentBytes) {
        opened++;
        return DirectoryStore.open(place(), new DirectoryStore.Bounds(1L << 30, contentBytes, AGE));
    }

    @Override
    protected Inside inside() {
        int contents = files(place().resolve("content")).size();
        int locks = Files.exists(place().resolve("sweep.lock")) ? 1 : 0;
        return new Inside(contents, files(place()).size() - contents - locks);
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private DirectoryStore bounded(long bytes) {
        return DirectoryStore.open(folder.resolve("bounded"), new DirectoryStore.Bounds(bytes, 1 << 20, AGE));
    }

    private static String put(Store store, int length, byte filling) throws IOException {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, filling);
        return store.put(new ByteArrayInputStream(bytes)).signature();
    }

    private Path file(String signature) {
        String digits = Signature.digits(signature);
        return folder.resolve("bounded/content").resolve(digits.substring(0, 2)).resolve(digits.substring(2));
    }

    private void usedAgo(String signature, Duration time) throws IOException {
        FileTime then = FileTime.from(Instant.now().minus(time));
        Files.getFileAttributeView(file(signature), BasicFileAttributeView.class)
                .setTimes(then, then, null);
    }

    @Test
    void itsFilesAreItsOwnersAlone() throws IOException {
        try (DirectoryStore store = bounded(1 << 20)) {
            String signature = put(store, 10, (byte) 1);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(signature))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("bounded"))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() throws IOException {
        try (DirectoryStore store = bounded(10_000)) {
            String first = put(store, 4_000, (byte) 1);
            String second = put(store, 4_000, (byte) 2);
            usedAgo(first, Duration.ofHours(2));
            usedAgo(second, Duration.ofHours(3));
            try (InputStream in = store.get(second)) {
                assertThat(in.readAllBytes()).hasSize(4_000);
            }

            String third = put(store, 4_000, (byte) 3);

            assertThat(store.has(first)).isFalse();
            assertThat(store.has(second)).isTrue();
            assertThat(store.has(third)).isTrue();
            assertThat(store.size()).isEqualTo(8_000);
        }
    }

    @Test
    void whatIsNotUsedForLongGoesWhenTheStoreIsOpened() throws IOException {
        String old;
        String young;
        try (DirectoryStore store = bounded(1 << 20)) {
            old = put(store, 10, (byte) 1);
            young = put(store, 10, (byte) 2);
            usedAgo(old, AGE.plusHours(1));
            usedAgo(young, AGE.minusHours(1));
        }
        try (DirectoryStore _ = bounded(1 << 20)) {
            assertThat(file(old)).as("within a minute of the last sweep").exists();
        }
        Files.setLastModifiedTime(
                folder.resolve("bounded/sweep.lock"),
                FileTime.from(Instant.now().minusSeconds(61)));
        try (DirectoryStore store = bounded(1 << 20)) {
            assertThat(store.has(old)).isFalse();
            assertThat(store.has(young)).isTrue();
        }
    }

    @Test
    void aWriterThatIsKilledLeavesNothingForTheNext() throws Exception {
        Path place = folder.resolve("bounded");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowPut.class.getName(),
                        place.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream said = writer.getInputStream()) {
            assertThat(said.read()).isEqualTo('.');
            try (DirectoryStore beside = bounded(1 << 20)) {
                assertThat(files(place.resolve("incoming")))
                        .as("that of a writer that lives")
                        .hasSize(1);
                assertThat(beside.size()).isZero();
            }
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(files(place.resolve("incoming"))).hasSize(1);

        try (DirectoryStore store = bounded(1 << 20)) {
            assertThat(files(place.resolve("incoming"))).isEmpty();
            assertThat(store.has(put(store, 1_000, (byte) 7))).isTrue();
        }
    }

    /// Puts content that never ends, and says a point once some of it is there.
    static final class SlowPut {
        public static void main(String[] arguments) throws IOException {
            try (DirectoryStore store = DirectoryStore.open(Path.of(arguments[0]), DirectoryStore.Bounds.DEFAULT)) {
                store.put(new InputStream() {
                    private int given;

                    @Override
                    public int read() {
                        return 7;
                    }

                    @Override
                    public int read(byte[] into, int from, int length) throws IOException {
                        if (given++ > 0) {
                            System.out.print('.');
                            System.out.flush();
                            // Until the process is killed.
                            return System.in.read();
                        }
                        return length;
                    }
                });
            }
        }
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        try (DirectoryStore store = bounded(1 << 20)) {
            String signature = put(store, 10, (byte) 1);
            Path secret = Files.writeString(folder.resolve("secret"), "secret");
            Files.delete(file(signature));
            Files.createSymbolicLink(file(signature), secret);

            assertThat(store.has(signature)).isFalse();
            assertThatThrownBy(() -> store.get(signature)).isInstanceOf(XooaiException.class);

            assertThat(put(store, 10, (byte) 1)).isEqualTo(signature);
            assertThat(store.has(signature)).isTrue();
            assertThat(secret).hasContent("secret");
        }
    }

    @Test
    void whoOpensItNextKnowsHowMuchIsThere() throws IOException {
        put(bounded(10_000), 6_000, (byte) 1);
        bounded(10_000).sweep();
        try (DirectoryStore next = bounded(10_000)) {
            usedAgo(put(next, 3_000, (byte) 2), Duration.ofHours(1));
            put(next, 3_000, (byte) 3);

            assertThat(next.size()).isEqualTo(9_000);
        }
    }

    @Test
    void aLinkInThePlaceOfItsContentIsRefused() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("bounded")).resolve("content"), elsewhere);

        assertThatThrownBy(() -> bounded(1 << 20)).hasMessageContaining("it is a link");
    }

    @Test
    void contentThatWasDamagedIsFoundOutAndHealedByThatWhichIsPut() throws IOException {
        try (DirectoryStore store = bounded(1 << 20)) {
            String signature = put(store, 10, (byte) 1);
            Files.writeString(file(signature), "something else");
            Content content = Content.at("store", signature, -1, null).from(_ -> store.get(signature));

            assertThatThrownBy(content::bytes)
                    .isInstanceOfSatisfying(
                            XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.DATA_LOSS));

            put(store, 10, (byte) 1);
            assertThat(content.bytes()).hasSize(10);
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> DirectoryStore.open(file.resolve("store"), DirectoryStore.Bounds.DEFAULT))
                .isInstanceOf(XooaiException.class)
                .hasMessageStartingWith("Tried to open the store " + file);
    }
}
