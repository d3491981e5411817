package xooai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFileIsReadUpToItsLimitAndNotPastIt() throws IOException {
        Path file = Files.write(folder.resolve("f"), new byte[10]);
        assertThat(SafeFile.read(file, 10, "the key")).hasSize(10);
        assertThatThrownBy(() -> SafeFile.read(file, 9, "the key"))
                .hasMessage("cannot read the key " + file + ": it is larger than the limit of 9 bytes");
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> SafeFile.read(folder, 9, "the key"))
                .hasMessage("cannot read the key " + folder + ": it is not a regular file");
    }

    @Test
    void aWriteThatFailsLeavesWhatWasThereAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "before");
        assertThatThrownBy(() -> SafeFile.write(file, out -> {
                    out.write("half".getBytes(StandardCharsets.UTF_8));
                    throw new IOException("no more room");
                }))
                .hasMessage("no more room");
        assertThat(file).hasContent("before");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
