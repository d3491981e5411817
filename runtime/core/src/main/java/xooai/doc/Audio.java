package xooai.doc;

import org.jspecify.annotations.Nullable;

/// A recording of sound.
public record Audio(Content content) implements Media {

    /// What is found at that ref: a path, or a `file:`, `data:` or `http(s):` URI. Nothing is read yet.
    public static Audio at(String ref) {
        return new Audio(Content.at(ref));
    }

    /// Those bytes, copied, with their media type, such as `audio/wav`.
    public static Audio of(byte[] bytes, @Nullable String mediaType) {
        return new Audio(Content.ofBytes(bytes, mediaType));
    }
}
