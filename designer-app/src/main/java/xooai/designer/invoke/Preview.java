package xooai.designer.invoke;

import java.io.IOException;
import java.io.InputStream;
import xooai.designer.shared.ContentFacts;
import xooai.doc.Content;
import xooai.store.CountedStream;

/// What is found of content when it is looked at: what is shown of it, or that it is too large to be read unasked.
///
/// @param <T> what is shown
sealed interface Preview<T> {
    /// How much of one content is read unasked.
    long MOST = 64L << 20;

    /// What is shown.
    record Shown<T>(T value, ContentFacts facts) implements Preview<T> {}

    /// Nothing of it is, until somebody asks.
    record TooLarge<T>(ContentFacts facts) implements Preview<T> {}

    /// Makes something of a stream, of which it holds no more in memory than is shown.
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    /// Looks at content, and reads it by that when it is not too large, or when it is wanted anyway. Blocks.
    static <T> Preview<T> of(Content content, boolean anyway, Reader<T> reader) throws IOException {
        ContentFacts facts = ContentFacts.of(content);
        if (!anyway && facts.size() > MOST) {
            return new TooLarge<>(facts);
        }
        try (InputStream opened = content.open();
                InputStream in = anyway ? opened : new Bounded(opened)) {
            return new Shown<>(reader.read(in), facts);
        } catch (IOException | RuntimeException e) {
            if (Bounded.isPassed(e)) {
                return new TooLarge<>(facts);
            }
            throw e;
        }
    }

    /// Content whose size nobody said, or said wrongly.
    final class Bounded extends CountedStream {
        private Bounded(InputStream in) {
            super(in);
        }

        private static final class Passed extends IOException {
            Passed() {
                super("it is larger than what is read unasked");
            }
        }

        private static boolean isPassed(Throwable failure) {
            for (Throwable at = failure; at != null; at = at.getCause()) {
                if (at instanceof Passed) {
                    return true;
                }
            }
            return false;
        }

        @Override
        protected void counted(long count, long sofar) throws IOException {
            if (sofar > MOST) {
                throw new Passed();
            }
        }
    }
}
