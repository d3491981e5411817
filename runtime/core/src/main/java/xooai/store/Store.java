package xooai.store;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import xooai.doc.Content;
import xooai.doc.XooaiException;

/// Where big content lives, found by its signature. Equal content is kept once.
///
/// Content appears whole or not at all: a put that fails in the middle, or whose process dies, leaves nothing that
/// could be got. Safe for use by many threads, and by many processes that share the place.
///
/// What a store itself fails over is told by an [XooaiException]: NOT_FOUND for content that is not there,
/// INVALID_ARGUMENT for what is no signature, RESOURCE_EXHAUSTED where content is larger than the store takes or its
/// place is full, PERMISSION_DENIED where it may not be used, and UNAVAILABLE for everything that may pass. The message
/// names the store and the content.
public interface Store extends AutoCloseable {

    /// Content that is in a store.
    ///
    /// @param signature `sha256:` and 64 lower-case hexadecimal digits
    /// @param size in bytes
    record Stored(String signature, long size) {}

    /// Puts all that the stream gives from here to its end. It is read once, in pieces, and not closed.
    ///
    /// @throws IOException when the stream cannot be read
    Stored put(InputStream content) throws IOException;

    /// Puts content, unless it is known to be there already: then it is neither read nor sent.
    ///
    /// @throws IOException when the content cannot be read
    default Stored put(Content content) throws IOException {
        String signature = content.signature();
        if (signature != null && content.size() >= 0 && has(signature)) {
            return new Stored(signature, content.size());
        }
        try (InputStream in = content.open()) {
            return put(in);
        }
    }

    /// Opens content for reading, from its beginning. The caller closes the stream. Nothing is verified here: whoever
    /// reads by [Content#open] has the signature checked where the bytes end.
    InputStream get(String signature);

    /// Whether content with that signature is there now.
    boolean has(String signature);

    /// How many bytes one content may have.
    long contentBytes();

    /// Whether getting content is no more than reading a file of this machine, so that a cache gains nothing.
    default boolean isLocal() {
        return false;
    }

    /// Whether [#link] gives links.
    default boolean givesLinks() {
        return false;
    }

    /// An `http(s):` URL by which whoever has it may get content for a while, or null where the store gives none: it
    /// holds a secret.
    default @Nullable String link(String signature) {
        return null;
    }

    /// Where it is, as messages name it; no secrets.
    @Override
    String toString();

    @Override
    void close();
}
