package xooai.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.SafeFile;

class ChecksumsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aJarAsItWasWrittenPasses() throws IOException {
        Path jar = jar();
        assertThat(Seal.isIntact(jar)).isTrue();
        assertThatCode(() -> Checksums.verify(jar)).doesNotThrowAnyException();
    }

    @Test
    void aJarThatWasOnlyPackedAnewPasses() throws IOException {
        Path packed = pack(read(jar()));
        assertThat(Seal.isIntact(packed)).isFalse();
        assertThatCode(() -> Checksums.verify(packed)).doesNotThrowAnyException();
    }

    @Test
    void whatWasChangedAddedOrRemovedIsNamed() throws IOException {
        Map<String, byte[]> entries = read(jar());
        assertRefused(pack(with(entries, "a.txt", "other")), "the entry a.txt was changed");
        assertRefused(pack(with(entries, "c.txt", "more")), "the entry c.txt was added");
        assertRefused(pack(with(entries, "META-INF/MANIFEST.MF", "Main-Class: Mine")), "MANIFEST.MF was changed");
        Map<String, byte[]> less = new TreeMap<>(entries);
        less.remove("big.bin");
        assertRefused(pack(less), "the entry big.bin is missing");
        Map<String, byte[]> unlisted = new TreeMap<>(entries);
        unlisted.remove(Checksums.ENTRY);
        assertRefused(pack(unlisted), "list of checksums");
    }

    @Test
    void everySingleBitOfTheContentsCounts() throws IOException {
        Path jar = jar();
        byte[] bytes = Files.readAllBytes(jar);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("first text");
        bytes[at] ^= 1;
        Files.write(jar, bytes);
        assertRefused(jar, "the entry a.txt was changed");
    }

    @Test
    void whatIsNoJarIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(jar());
        assertRefused(
                Files.write(folder.resolve("cut.jar"), java.util.Arrays.copyOf(bytes, bytes.length / 2)),
                "cannot be read");
        assertRefused(Files.write(folder.resolve("empty.jar"), new byte[0]), "cannot be read");
        assertRefused(folder.resolve("none.jar"), "cannot be read");
    }

    private Path jar() throws IOException {
        Plan plan = new Plan();
        plan.add("a.txt", "a test", "first text".getBytes(StandardCharsets.UTF_8));
        plan.add("folder/b.txt", "a test", new byte[0]);
        plan.add("big.bin", "a test", new byte[2 << 20]);
        Path jar = folder.resolve("whole.jar");
        SafeFile.write(jar, out -> new JarWriter(plan, Progress.NONE).writeTo(out));
        return jar;
    }

    private static void assertRefused(Path jar, String message) {
        assertThatThrownBy(() -> Checksums.verify(jar))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.DATA_LOSS))
                .hasMessageContaining(message)
                .hasMessageContaining(jar.getFileName().toString());
    }

    private static Map<String, byte[]> with(Map<String, byte[]> entries, String name, String text) {
        Map<String, byte[]> changed = new TreeMap<>(entries);
        changed.put(name, text.getBytes(StandardCharsets.UTF_8));
        return changed;
    }

    private static Map<String, byte[]> read(Path jar) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    private Path pack(Map<String, byte[]> entries) throws IOException {
        Path jar = folder.resolve("packed.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return jar;
    }
}
