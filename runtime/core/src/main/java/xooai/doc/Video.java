package xooai.doc;

import org.jspecify.annotations.Nullable;

/// A moving picture.
public record Video(Content content) implements Media {

    /// What is found at that ref: a path, or a `file:`, `data:` or `http(s):` URI. Nothing is read yet.
    public static Video at(String ref) {
        return new Video(Content.at(ref));
    }

    /// Those bytes, copied, with their media type, such as `video/mp4`.
    public static Video of(byte[] bytes, @Nullable String mediaType) {
        return new Video(Content.ofBytes(bytes, mediaType));
    }
}
