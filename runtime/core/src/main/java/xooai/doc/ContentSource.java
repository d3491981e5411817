package xooai.doc;

import java.io.IOException;
import java.io.InputStream;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// Opens what a `ref` points at, under the rules of whoever the doc came from.
///
/// Implementations are safe for use by many threads. The standard one, found by [ServiceLoader], is for refs
/// that this program wrote itself.
public interface ContentSource {

    /// Opens that ref for reading. The caller closes the stream.
    ///
    /// @throws IOException when it cannot be read
    /// @throws XooaiException with [Code#PERMISSION_DENIED] when the rules forbid it; the message names
    ///     the rule
    InputStream open(String ref) throws IOException;

    /// Opens that ref for reading, of which something is known: what has its signature need not be fetched again.
    ///
    /// @param signature `sha256:` and 64 lower-case hexadecimal digits, or null where it is not known
    /// @param size in bytes, or -1 where it is not known; what somebody says, which need not be true
    default InputStream open(String ref, @Nullable String signature, long size) throws IOException {
        return open(ref);
    }

    /// What was read of that ref to its end was not what its signature says: whatever is kept of it is forgotten.
    default void damaged(String ref, String signature) {}

    /// The source for refs written by this program: relative and `file:` refs, `data:`, and what drivers add.
    static ContentSource standard() {
        return Standard.INSTANCE;
    }

    /// Holds the one standard source.
    final class Standard {
        private static final ContentSource INSTANCE = ServiceLoader.load(ContentSource.class)
                .findFirst()
                .orElse(ref -> {
                    throw new IOException("nothing on the class path can open " + ref);
                });

        private Standard() {}
    }
}
