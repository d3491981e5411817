package xooai.designer.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.XooaiException;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;

final class FlowStoreTest {
    private static final FlowSpec SPEC = FlowSpec.named("mine").plus(NodeSpec.of("e1", "class:acme.A"));

    @TempDir
    Path directory;

    private final FlowStore store = new FlowStore();

    @Test
    void whatIsWrittenIsReadBack() {
        Path file = directory.resolve("a.flow.json");
        String signature = store.write(file, SPEC, null);
        FlowStore.Stored stored = store.read(file);
        assertThat(stored.file().spec()).isEqualTo(SPEC);
        assertThat(stored.signature()).isEqualTo(signature);
    }

    @Test
    void nothingButTheFileIsLeftBehind() throws IOException {
        store.write(directory.resolve("a.flow.json"), SPEC, null);
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aFileThatAnotherProgramChangedIsNotOverwritten() throws IOException {
        Path file = directory.resolve("a.flow.json");
        String known = store.write(file, SPEC, null);
        Files.writeString(file, Files.readString(file) + "\n");
        assertThatThrownBy(() -> store.write(file, SPEC, known)).hasMessageContaining("changed by another program");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"xooai\":2,\"name\":\"later\"}", "{broken", "my shopping list", "{\"xooai\":1,\"nodes\":7}"})
    void aFileThatWouldBeLostIsNotOverwritten(String content) throws IOException {
        Path file = directory.resolve("theirs.json");
        Files.writeString(file, content);
        assertThatThrownBy(() -> store.write(file, SPEC, null))
                .isInstanceOf(XooaiException.class)
                .hasMessageContaining("choose another name");
        assertThat(file).hasContent(content);
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = directory.resolve("real.flow.json");
        store.write(real, SPEC, null);
        Path link = Files.createSymbolicLink(directory.resolve("link.flow.json"), real);
        store.write(link, SPEC.withName("other"), null);
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(store.read(real).file().spec().name()).isEqualTo("other");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatNeverEndsOrIsTooLargeIsNotRead() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> store.read(pipe)).hasMessageContaining("a device or a pipe");
        assertThatThrownBy(() -> store.read(Path.of("/dev/zero"))).hasMessageContaining("a device or a pipe");
        assertThatThrownBy(() -> store.read(directory)).hasMessageContaining("a directory");
        Path large = directory.resolve("large.flow.json");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((16 << 20) + 1);
        }
        assertThatThrownBy(() -> store.read(large)).hasMessageContaining("larger than the 16 MiB");
        assertThatThrownBy(() -> store.write(pipe, SPEC, null)).hasMessageContaining("a device or a pipe");
    }

    @Test
    void aFileThatCannotBeReadSaysWhich() {
        for (String name : List.of("none.json", ".")) {
            assertThatThrownBy(() -> store.read(directory.resolve(name)))
                    .isInstanceOf(XooaiException.class)
                    .hasMessageContaining(name);
        }
    }
}
