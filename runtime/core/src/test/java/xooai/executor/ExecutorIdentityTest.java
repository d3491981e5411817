package xooai.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.Text;

/// What tells an executor's class of a folder from another of the same name.
final class ExecutorIdentityTest {

    /// What is copied into a folder of its own.
    public static final class Alone extends Executor {
        @Post
        public Text same(Text doc) {
            return doc;
        }
    }

    @TempDir
    Path folder;

    @Test
    void anotherFileBesideAClassMakesItAnother() throws IOException {
        String file = Alone.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve(file);
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        try (InputStream in = Objects.requireNonNull(Alone.class.getResourceAsStream("/" + file))) {
            Files.copy(in, copy);
        }
        String before = identity();
        assertThat(identity()).isEqualTo(before);

        Path helper = Files.writeString(folder.resolve("Helper.class"), "one");
        String with = identity();
        assertThat(with).isNotEqualTo(before);
        Files.writeString(helper, "three");
        assertThat(identity()).isNotEqualTo(with).isNotEqualTo(before);
        Files.delete(helper);
        assertThat(identity()).isEqualTo(before);
    }

    /// That of the class as it is loaded anew.
    private String identity() throws IOException {
        URL[] places = {folder.toUri().toURL()};
        try (URLClassLoader loader = new Only(places)) {
            return Executors.identity(loader, Alone.class.getName());
        }
    }

    /// Loads that class of its own folder, and all else as it is.
    private static final class Only extends URLClassLoader {
        Only(URL[] places) {
            super(places, ExecutorIdentityTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Alone.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }
}
