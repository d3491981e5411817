package xooai.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The packages that `mvn -Pinstaller verify` has made before the tests.
final class Made {
    static final Build BUILD = build();

    private Made() {}

    private static Build build() {
        try {
            return Build.ofProperties();
        } catch (IOException e) {
            throw new IllegalStateException("there are no packages: `mvn -Pinstaller verify` makes them", e);
        }
    }

    /// The one package with that ending.
    static Path ending(String ending) {
        try (Stream<Path> files = Files.list(BUILD.output())) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(found).as("files that end with " + ending).hasSize(1);
            return found.getFirst();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A folder for the PATH with what launchers call, and no Java.
    static Path tools(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String tool : List.of("cksum", "locale", "readlink", "stat", "tail")) {
            if (Files.notExists(folder.resolve(tool))) {
                Files.createSymbolicLink(folder.resolve(tool), Path.of("/usr/bin", tool));
            }
        }
        return folder;
    }

    /// Fails unless there is such a program; tests of packages never leave anything out.
    static void needs(String program, String debianPackage) {
        assertThat(Tool.isThere(program))
                .as("`" + program + "` is there; apt-get install " + debianPackage)
                .isTrue();
    }
}
