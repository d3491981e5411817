package xooai.doc;

import java.io.IOException;
import java.io.InputStream;
import java.util.ServiceLoader;

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
