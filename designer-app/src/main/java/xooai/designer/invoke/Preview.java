package xooai.designer.invoke;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import xooai.designer.shared.ContentFacts;
import xooai.doc.Content;

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
    final class Bounded extends FilterInputStream {
        private long left = MOST;

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
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, length);
            count(Math.max(0, count));
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(count);
            count(skipped);
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(long read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new Passed();
            }
        }
    }
}
