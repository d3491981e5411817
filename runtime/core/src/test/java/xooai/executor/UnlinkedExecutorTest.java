package xooai.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.XooaiException;

/// An executor of which a part is missing on the class path.
class UnlinkedExecutorTest {

    /// What is missing.
    public record Lost(String text) implements Doc {}

    /// What needs it.
    public static final class Orphan extends Executor {
        @Post
        public Lost lost(Lost doc) {
            return doc;
        }
    }

    /// Finds the one, and not the other.
    private static final class WithoutLost extends ClassLoader {
        WithoutLost() {
            super(UnlinkedExecutorTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(Lost.class.getName())) {
                throw new ClassNotFoundException(name);
            }
            if (!name.equals(Orphan.class.getName())) {
                return super.loadClass(name, resolve);
            }
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = Objects.requireNonNull(getResourceAsStream(file))) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void whatItNeedsIsNamed() {
        assertThatThrownBy(() -> Executors.describe(new WithoutLost(), Orphan.class.getName()))
                .isInstanceOfSatisfying(
                        XooaiException.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.code())
                                .isEqualTo(Code.FAILED_PRECONDITION))
                .hasMessageContaining("it needs " + Lost.class.getName() + ", which is not on the class path");
    }
}
