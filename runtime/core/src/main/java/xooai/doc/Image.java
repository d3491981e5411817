package xooai.doc;

import org.jspecify.annotations.Nullable;

/// A picture.
public record Image(Content content) implements Media {

    /// What is found at that ref: a path, or a `file:`, `data:` or `http(s):` URI. Nothing is read yet.
    public static Image at(String ref) {
        return new Image(Content.at(ref));
    }

    /// Those bytes, copied, with their media type, such as `image/png`.
    public static Image of(byte[] bytes, @Nullable String mediaType) {
        return new Image(Content.ofBytes(bytes, mediaType));
    }
}
