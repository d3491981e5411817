package xooai.designer.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ErrorFilesTest {
    @TempDir
    Path state;

    @Test
    void whatFailedIsWrittenDownForTheOwnerAlone() throws IOException {
        Path file = new ErrorFiles(state).write(Thread.currentThread(), new IllegalStateException("what nobody saw"));
        assertThat(file).isNotNull();
        assertThat(file.getParent()).isEqualTo(state.resolve("errors"));
        assertThat(file)
                .content()
                .contains("IllegalStateException: what nobody saw")
                .contains("ErrorFilesTest")
                .contains("Java " + Runtime.version());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatFailsWithEveryFrameIsWrittenOnce() throws IOException {
        ErrorFiles errors = new ErrorFiles(state);
        RuntimeException failure = new IllegalStateException("again");
        assertThat(errors.write(Thread.currentThread(), failure)).isNotNull();
        assertThat(errors.write(Thread.currentThread(), failure)).isNull();
        assertThat(files()).hasSize(1);
    }

    @Test
    void theNewestTwentyStay() throws IOException {
        for (int start = 0; start < 3; start++) {
            ErrorFiles errors = new ErrorFiles(state);
            for (int i = 0; i < 15; i++) {
                errors.write(Thread.currentThread(), new IllegalStateException(start + "-" + i));
            }
        }
        assertThat(files()).hasSize(20);
        assertThat(Files.readString(files().getLast())).contains("2-14");
    }

    @Test
    void whereNothingCanBeWrittenNothingElseFails() throws IOException {
        Path file = Files.createFile(state.resolve("no-folder"));
        assertThat(new ErrorFiles(file).write(Thread.currentThread(), new IllegalStateException("x")))
                .isNull();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(state.resolve("errors"))) {
            return found.sorted().toList();
        }
    }
}
